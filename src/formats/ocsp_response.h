#pragma once

#include "base/bytes.h"
#include "base/timestamp.h"
#include "formats/x509.h"

#include <memory>
#include <optional>
#include <string_view>
#include <vector>

namespace chancery::formats {

/// The answer of an OCSP responder; cheap to copy.   Standard: RFC 6960.
class OcspResponse {
 public:
  enum class State { good, revoked, unknown };
  struct Status {
    State state;
    Timestamp this_update;
    std::optional<Timestamp> next_update;
    std::optional<Timestamp> revoked_since;
  };

  /// An OCSPResponse, or the BasicOCSPResponse in it.
  /// Throws: Error{Fault::input} when it is neither, not successful, or signed with a weak digest.
  [[nodiscard]] static OcspResponse read(BytesView bytes, std::string_view place);

  /// The BasicOCSPResponse as DER, which is what signatures carry.
  [[nodiscard]] const Bytes& der() const;
  [[nodiscard]] Timestamp produced_at() const;
  /// Certificates that came in it; they are not signed by it.
  [[nodiscard]] std::size_t certificate_count() const;
  /// What it says about `certificate`, which `issuer` issued; absent when it is about others.
  [[nodiscard]] std::optional<Status> status_of(const Certificate& certificate, const Certificate& issuer) const;
  /// Whether it was signed by `issuer` or by a responder that `issuer` appointed (EKU OCSPSigning) and that was valid when it was
  /// produced. `others` are certificates in which the responder may be found besides those in the answer.   Standard: RFC 6960
  /// §4.2.2.2.
  [[nodiscard]] bool is_signed_for(const Certificate& issuer, const std::vector<Certificate>& others) const;

 private:
  struct Content;
  explicit OcspResponse(std::shared_ptr<const Content> content) : content_(std::move(content)) {}
  std::shared_ptr<const Content> content_;
};

}  // namespace chancery::formats
