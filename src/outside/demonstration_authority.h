#pragma once

#include "base/bytes.h"
#include "base/secret_bytes.h"
#include "base/timestamp.h"
#include "formats/x509.h"

#include <memory>
#include <string>
#include <string_view>

namespace chancery::outside {

enum class KeyKind { p256, p384, rsa3072 };

/// A certificate authority for demonstrations: its name and policy say DEMONSTRATION, its key lives only as long as this object.
class DemonstrationAuthority {
 public:
  /// Makes the authority's key and certificate. `office` becomes part of its name.
  [[nodiscard]] static DemonstrationAuthority make(std::string_view office, Timestamp from, Timestamp to);
  ~DemonstrationAuthority();
  DemonstrationAuthority(DemonstrationAuthority&&) noexcept;
  DemonstrationAuthority& operator=(DemonstrationAuthority&&) noexcept;

  [[nodiscard]] const formats::Certificate& certificate() const;
  /// A PKCS#12 file with a new key, its certificate for `name` and the authority's.
  [[nodiscard]] Bytes issue(std::string_view name, KeyKind kind, Timestamp from, Timestamp to, const SecretBytes& password) const;

 private:
  struct Content;
  explicit DemonstrationAuthority(std::unique_ptr<Content> content);
  std::unique_ptr<Content> content_;
};

}  // namespace chancery::outside
