#pragma once

#include "base/timestamp.h"
#include "formats/x509.h"

#include <memory>
#include <optional>
#include <string>
#include <vector>

namespace chancery::formats {

/// What building and judging a path to an anchor came to.   Standard: RFC 5280 §6.
enum class ChainResult {
  trusted,
  no_anchor,      // no path leads to a given anchor
  expired,        // a certificate of the path has expired
  not_yet_valid,  // or is not valid yet
  not_authority,  // an issuer may not issue, or constraints on the path are broken
  weak,           // a key or digest below 112 bits
  broken,         // a signature in the path is wrong, or the path could not be judged
};

struct ChainVerdict {
  ChainResult result;
  std::vector<Certificate> path;          // from the certificate to the anchor; empty unless trusted
  std::optional<Certificate> concerning;  // the certificate of the path that the result is about, where the library names one
  std::string detail;                     // the library's words; empty when trusted
};

/// Whether the key of `authority` made the signature of `certificate`; names and time are not looked at.
[[nodiscard]] bool is_signed_by(const Certificate& certificate, const Certificate& authority);

/// The certificates that a reader trusts. There are no default ones: an empty set trusts nobody.
class TrustAnchors {
 public:
  TrustAnchors();
  explicit TrustAnchors(std::vector<Certificate> certificates);

  [[nodiscard]] const std::vector<Certificate>& certificates() const { return certificates_; }
  [[nodiscard]] bool empty() const { return certificates_.empty(); }
  [[nodiscard]] bool contains(const Certificate& certificate) const;

  /// Judges the path from `certificate` over `intermediates` at a time. Revocation is not looked at.
  [[nodiscard]] ChainVerdict verify_chain(const Certificate& certificate, const std::vector<Certificate>& intermediates,
                                          Timestamp at) const;

 private:
  struct Store;
  std::vector<Certificate> certificates_;
  std::shared_ptr<const Store> store_;
};

}  // namespace chancery::formats
