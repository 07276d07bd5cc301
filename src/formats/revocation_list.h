#pragma once

#include "base/bytes.h"
#include "base/sha256.h"
#include "base/timestamp.h"
#include "formats/x509.h"

#include <memory>
#include <optional>
#include <string_view>

namespace chancery::formats {

/// A complete list of the certificates that an authority revoked; cheap to copy.   Standard: RFC 5280 §5.
class RevocationList {
 public:
  /// DER, or PEM.
  /// Throws: Error{Fault::input} when it is not one, or when it is of a kind that cannot be relied on alone: indirect, delta, for
  /// some reasons only, with an unknown critical extension, signed with a weak digest.
  [[nodiscard]] static RevocationList read(BytesView bytes, std::string_view place);

  [[nodiscard]] const Bytes& der() const;
  [[nodiscard]] BytesView issuer() const;  // Name as DER
  [[nodiscard]] Timestamp this_update() const;
  [[nodiscard]] std::optional<Timestamp> next_update() const;
  /// Whether certificates of this kind are within its scope (IssuingDistributionPoint).
  [[nodiscard]] bool covers(const Certificate& certificate) const;
  [[nodiscard]] bool is_signed_by(const Certificate& authority) const;
  /// Since when the certificate is revoked; absent when it is not on the list. What was taken off again is not revoked.
  [[nodiscard]] std::optional<Timestamp> revoked_since(const Certificate& certificate) const;

 private:
  struct Content;
  explicit RevocationList(std::shared_ptr<const Content> content) : content_(std::move(content)) {}
  std::shared_ptr<const Content> content_;
};

}  // namespace chancery::formats
