#include "signing/signed_attributes.h"

#include "base/error.h"
#include "formats/der.h"
#include "signing/algorithms.h"

#include <vector>

namespace chancery::signing {
namespace {

using namespace formats;

constexpr Oid content_type{"1.2.840.113549.1.9.3"};
constexpr Oid message_digest{"1.2.840.113549.1.9.4"};
constexpr Oid signing_time{"1.2.840.113549.1.9.5"};
constexpr Oid signing_certificate{"1.2.840.113549.1.9.16.2.12"};
constexpr Oid signing_certificate_v2{"1.2.840.113549.1.9.16.2.47"};
constexpr Oid commitment_type_indication{"1.2.840.113549.1.9.16.2.16"};
constexpr Oid proof_of_origin{"1.2.840.113549.1.9.16.6.1"};
constexpr Oid proof_of_approval{"1.2.840.113549.1.9.16.6.5"};
constexpr Oid content_time_stamp{"1.2.840.113549.1.9.16.2.20"};
constexpr Oid id_sha1{"1.3.14.3.2.26"};

Bytes attribute(const Oid& type, BytesView value) {
  return der_sequence({der_oid(type), der(DerTag::set, {value})});
}

/// SigningCertificateV2 with one ESSCertIDv2; SHA-256 is the default and therefore not written (RFC 5035 §4, X.690 §11.5).
Bytes certificate_reference(const Sha256& certificate) {
  return der_sequence({der_sequence({der_sequence({der_octet_string(certificate.view())})})});
}

const Oid& oid_of(Commitment commitment) {
  return commitment == Commitment::proof_of_origin ? proof_of_origin : proof_of_approval;
}

std::optional<Commitment> read_commitment(DerReader value) {
  const BytesView type = value.enter(DerTag::sequence).oid();
  if (proof_of_origin == type) return Commitment::proof_of_origin;
  if (proof_of_approval == type) return Commitment::proof_of_approval;
  return std::nullopt;
}

/// The first reference names the signer's certificate; those after it only narrow the path.
CertificateReference read_reference(DerReader value, const Oid& default_digest) {
  DerReader identifier = value.enter(DerTag::sequence).enter(DerTag::sequence).enter(DerTag::sequence);
  BytesView digest_oid = default_digest.view();
  if (identifier.next_is(DerTag::sequence)) digest_oid = identifier.enter(DerTag::sequence).oid();
  return {Bytes(digest_oid), Bytes(identifier.next(DerTag::octet_string).content)};
}

class AttributesReader {
 public:
  explicit AttributesReader(std::string_view place) : place_(place) {}

  void read(DerReader attribute) {
    const BytesView type = attribute.oid();
    DerReader values = attribute.enter(DerTag::set);
    attribute.expect_end();
    if (content_type == type)
      take(result_.content_type, type, Bytes(values.oid()));
    else if (message_digest == type)
      take(result_.message_digest, type, Bytes(values.next(DerTag::octet_string).content));
    else if (signing_time == type)
      take(result_.signing_time, type, values.time());
    else if (signing_certificate_v2 == type)
      take(result_.certificate, type, read_reference(next_value(values), id_sha256));
    else if (signing_certificate == type)
      take(old_reference_, type, read_reference(next_value(values), id_sha1));
    else if (commitment_type_indication == type)
      result_.commitment = read_commitment(next_value(values));
    else if (content_time_stamp == type)
      while (!values.at_end()) result_.content_time_stamps.emplace_back(values.next().encoding);
    else
      return;
    values.expect_end();
  }

  /// The old attribute counts only where the new one is missing; many programs still write both.
  [[nodiscard]] SignedAttributes result() && {
    if (!result_.certificate) result_.certificate = std::move(old_reference_);
    return std::move(result_);
  }

 private:
  [[nodiscard]] DerReader next_value(DerReader& values) const { return {values.next().encoding, place_}; }

  template <class T>
  void take(std::optional<T>& field, BytesView type, T value) {
    if (field) throw Error(Fault::input, {"signing.attribute_twice", {{"place", std::string(place_)}, {"oid", oid_text(type)}}});
    field = std::move(value);
  }

  std::string_view place_;
  SignedAttributes result_;
  std::optional<CertificateReference> old_reference_;
};

}  // namespace

Bytes compose_signed_attributes(const Certificate& certificate, const Sha256& content, Timestamp time, Commitment commitment) {
  return der_set_of({
      attribute(content_type, der_oid(id_data)),
      attribute(message_digest, der_octet_string(content.view())),
      attribute(signing_time, der_time(time)),
      attribute(signing_certificate_v2, certificate_reference(certificate.sha256())),
      attribute(commitment_type_indication, der_sequence({der_oid(oid_of(commitment))})),
  });
}

SignedAttributes read_signed_attributes(BytesView set, std::string_view place) {
  AttributesReader reader(place);
  DerReader outer(set, place);
  DerReader attributes = outer.enter(DerTag::set);
  outer.expect_end();
  while (!attributes.at_end()) reader.read(attributes.enter(DerTag::sequence));
  return std::move(reader).result();
}

bool refers_to(const CertificateReference& reference, const Certificate& certificate) {
  if (id_sha256 == reference.digest_oid) return reference.digest == certificate.sha256().view();
  const DigestAlgorithm algorithm = digest_algorithm(reference.digest_oid);
  return algorithm.name != nullptr && reference.digest == digest_of(algorithm, certificate.der());
}

}  // namespace chancery::signing
