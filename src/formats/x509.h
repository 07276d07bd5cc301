#pragma once

#include "base/bytes.h"
#include "base/sha256.h"
#include "base/timestamp.h"
#include "formats/oid.h"

#include <memory>
#include <optional>
#include <string>
#include <string_view>
#include <vector>

namespace chancery::formats {

enum class KeyAlgorithm { rsa, ec_p256, ec_p384, ed25519, dstu4145, other };

/// The bits of KeyUsage that matter for documents and for who may issue.   Standard: RFC 5280 §4.2.1.3.
struct KeyUsage {
  bool digital_signature;
  bool content_commitment;
  bool certificate_signing;
  bool list_signing;  // of revocation lists
};

/// An X.509 certificate: its bytes and what was read from them; cheap to copy.
class Certificate {
 public:
  /// `place` names the input in errors.
  /// Throws: Error{Fault::input} with place, offset and what was wrong.
  [[nodiscard]] static Certificate read(BytesView der, std::string_view place);

  [[nodiscard]] const Bytes& der() const;
  [[nodiscard]] const Sha256& sha256() const;
  [[nodiscard]] const std::string& subject_name() const;  // common name, or the whole name where there is none
  [[nodiscard]] const std::string& issuer_name() const;
  [[nodiscard]] BytesView subject() const;  // the Name as DER
  [[nodiscard]] BytesView issuer() const;
  [[nodiscard]] BytesView serial() const;  // content of the INTEGER
  [[nodiscard]] Timestamp not_before() const;
  [[nodiscard]] Timestamp not_after() const;
  [[nodiscard]] KeyAlgorithm key_algorithm() const;
  [[nodiscard]] std::size_t key_bits() const;
  [[nodiscard]] BytesView public_key_info() const;  // SubjectPublicKeyInfo as DER
  /// Dotted, for messages about keys that Chancery does not know.
  [[nodiscard]] const std::string& key_algorithm_oid() const;
  [[nodiscard]] const std::optional<KeyUsage>& key_usage() const;
  [[nodiscard]] bool is_authority() const;
  [[nodiscard]] const std::optional<Bytes>& subject_key_identifier() const;
  [[nodiscard]] const std::optional<Bytes>& authority_key_identifier() const;
  [[nodiscard]] bool has_policy(const Oid& policy) const;
  [[nodiscard]] bool has_extended_usage(const Oid& usage) const;
  [[nodiscard]] bool has_any_extended_usage() const;
  /// For time stamps and nothing else, and critically so.   Standard: RFC 3161 §2.3.
  [[nodiscard]] bool is_only_for_time_stamps() const;
  /// Where its issuer says that revocation can be asked for; empty where it promises nothing.   Standard: RFC 5280 §4.2.1.13,
  /// §4.2.2.1.
  [[nodiscard]] const std::vector<std::string>& revocation_list_addresses() const;
  [[nodiscard]] const std::vector<std::string>& ocsp_addresses() const;
  /// id-pkix-ocsp-nocheck, or a short-term certificate that is not revoked.   Standard: RFC 6960 §4.2.2.2.1, EN 319 412-1 §5.2.
  [[nodiscard]] bool is_never_revoked() const;

  [[nodiscard]] bool self_issued() const { return subject() == issuer(); }
  /// By names and key identifiers only; the signature is judged by verify_chain.
  [[nodiscard]] bool may_be_issued_by(const Certificate& authority) const;

  friend bool operator==(const Certificate& left, const Certificate& right) { return left.der() == right.der(); }

 private:
  struct Content;
  friend class CertificateReader;
  explicit Certificate(std::shared_ptr<const Content> content) : content_(std::move(content)) {}
  std::shared_ptr<const Content> content_;
};

/// One certificate as DER, or all that a PEM file holds, in its order; other PEM blocks are passed over.
/// Throws: Error{Fault::input} when there is none.
[[nodiscard]] std::vector<Certificate> read_certificates(BytesView bytes, std::string_view place);

[[nodiscard]] Bytes write_pem(const Certificate& certificate);

}  // namespace chancery::formats
