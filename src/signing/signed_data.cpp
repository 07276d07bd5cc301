#include "signing/signed_data.h"

#include "base/error.h"
#include "base/handle.h"
#include "formats/der.h"
#include "signing/algorithms.h"

#include <openssl/cms.h>
#include <openssl/err.h>

#include <utility>

namespace chancery::signing {
namespace {

using namespace formats;

using CmsHandle = Handle<CMS_ContentInfo, CMS_ContentInfo_free>;

constexpr unsigned char version_one = 1;
constexpr unsigned char version_five = 5;
constexpr Oid ocsp_answer{"1.3.6.1.5.5.7.16.2"};  // id-ri-ocsp-response, RFC 5940

/// `SET OF Attribute` stands as `[0] IMPLICIT` in the SignerInfo, but is signed with the tag of a SET (RFC 5652 §5.4).
Bytes with_tag(DerTag tag, BytesView encoding) {
  Bytes bytes(encoding);
  bytes.front() = static_cast<char>(tag);
  return bytes;
}

void read_signer_identifier(DerReader& info, SignerInfo& signer) {
  if (const auto key = info.next_if(context_primitive(0))) {
    signer.key_identifier = key->content;
    return;
  }
  DerReader identifier = info.enter(DerTag::sequence);
  signer.issuer = identifier.next(DerTag::sequence).encoding;
  signer.serial = identifier.next(DerTag::integer).content;
  identifier.expect_end();
}

BytesView read_algorithm(DerReader& reader, BytesView& oid) {
  const DerElement algorithm = reader.next(DerTag::sequence);
  oid = reader.inside(algorithm).oid();
  return algorithm.encoding;
}

std::vector<AttributeView> read_attributes(DerReader set) {
  std::vector<AttributeView> attributes;
  while (!set.at_end()) {
    const DerElement whole = set.next(DerTag::sequence);
    DerReader reader = set.inside(whole);
    AttributeView attribute{reader.oid(), {}, whole.encoding};
    for (DerReader values = reader.enter(DerTag::set); !values.at_end();) attribute.values.push_back(values.next().encoding);
    reader.expect_end();
    attributes.push_back(std::move(attribute));
  }
  return attributes;
}

SignerInfo read_signer(DerReader info) {
  SignerInfo signer{};
  static_cast<void>(info.small_integer());
  read_signer_identifier(info, signer);
  signer.digest_algorithm = read_algorithm(info, signer.digest_oid);
  if (const auto attributes = info.next_if(context_constructed(0))) {
    signer.attributes = with_tag(DerTag::set, attributes->encoding);
  }
  signer.signature_algorithm = read_algorithm(info, signer.signature_oid);
  signer.value = info.next(DerTag::octet_string).content;
  if (const auto attributes = info.next_if(context_constructed(1))) {
    signer.unsigned_attributes = read_attributes(info.inside(*attributes));
  }
  info.expect_end();
  return signer;
}

void read_content(DerReader content, SignedData& data) {
  data.content_type = content.oid();
  data.is_detached = content.at_end();
  if (data.is_detached) return;
  DerReader wrapper = content.enter(context_constructed(0));
  data.content = wrapper.next(DerTag::octet_string).content;
  wrapper.expect_end();
  content.expect_end();
}

/// RevocationInfoChoices: lists, and others under a tag, of which OCSP answers are known (RFC 5652 §10.2.1).
void read_revocation(DerReader choices, SignedData& data) {
  while (!choices.at_end()) {
    const DerElement choice = choices.next();
    if (choice.tag == DerTag::sequence) {
      data.lists.push_back(choice.encoding);
      continue;
    }
    DerReader other = choices.inside(choice);
    if (choice.tag == context_constructed(1) && ocsp_answer == other.oid()) {
      data.ocsp.push_back(other.next(DerTag::sequence).encoding);
    } else {
      data.has_other_revocation = true;
    }
  }
}

/// Other kinds than X.509 certificates carry a context tag; they are of no use here (RFC 5652 §10.2.2).
void read_certificates_of(DerReader certificates, SignedData& data) {
  while (!certificates.at_end()) {
    const DerElement element = certificates.next();
    if (element.tag == DerTag::sequence) data.certificates.push_back(element.encoding);
  }
}

SignedData read_body(DerReader body) {
  SignedData data{};
  data.version = body.small_integer();
  static_cast<void>(body.next(DerTag::set));
  read_content(body.enter(DerTag::sequence), data);
  if (const auto certificates = body.next_if(context_constructed(0))) {
    data.certificate_set = certificates->content;
    read_certificates_of(body.inside(*certificates), data);
  }
  if (const auto revocation = body.next_if(context_constructed(1))) read_revocation(body.inside(*revocation), data);
  for (DerReader signers = body.enter(DerTag::set); !signers.at_end();) {
    data.signers.push_back(read_signer(signers.enter(DerTag::sequence)));
  }
  body.expect_end();
  return data;
}

Bytes compose_unsigned_attributes(const SignatureEvidence& evidence) {
  if (!evidence.time_stamp) return {};
  return der(context_constructed(1), {der_sequence({der_oid(signature_time_stamp), der(DerTag::set, {*evidence.time_stamp})})});
}

Bytes compose_revocation(const SignatureEvidence& evidence) {
  if (evidence.lists.empty() && evidence.ocsp.empty()) return {};
  std::vector<Bytes> choices = evidence.lists;
  for (const Bytes& answer : evidence.ocsp) choices.push_back(der(context_constructed(1), {der_oid(ocsp_answer), answer}));
  return der_set_of(std::move(choices), context_constructed(1));
}

Bytes compose_signer(const SignedDataParts& parts) {
  const Bytes identifier = der_sequence({parts.certificate.issuer(), der(DerTag::integer, {parts.certificate.serial()})});
  return der_sequence({der_integer(version_one), identifier, parts.digest_algorithm,
                       with_tag(context_constructed(0), parts.attributes), parts.signature_algorithm,
                       der_octet_string(parts.value), compose_unsigned_attributes(parts.evidence)});
}

Bytes compose_certificates(const SignedDataParts& parts) {
  std::vector<Bytes> certificates{parts.certificate.der()};
  for (const Certificate& certificate : parts.chain) certificates.push_back(certificate.der());
  return der_set_of(std::move(certificates), context_constructed(0));
}

}  // namespace

SignedData read_signed_data(BytesView bytes, std::string_view place) {
  DerReader outer(bytes, place);
  DerReader info = outer.enter(DerTag::sequence);
  outer.expect_end();
  if (!info.next_is(DerTag::object_identifier) || !(id_signed_data == info.oid())) {
    throw Error(Fault::input, {"signing.not_signed_data", {{"place", std::string(place)}}});
  }
  DerReader content = info.enter(context_constructed(0));
  info.expect_end();
  SignedData data = read_body(content.enter(DerTag::sequence));
  content.expect_end();
  return data;
}

std::optional<Bytes> reencode_signed_data(BytesView ber) {
  const auto* start = reinterpret_cast<const unsigned char*>(ber.data());
  const auto* end = start + ber.size();
  const CmsHandle cms(d2i_CMS_ContentInfo(nullptr, &start, static_cast<long>(ber.size())));
  const bool whole = cms && start == end && OBJ_obj2nid(CMS_get0_type(cms.get())) == NID_pkcs7_signed;
  const int size = whole ? i2d_CMS_ContentInfo(cms.get(), nullptr) : 0;
  Bytes der(static_cast<std::size_t>(size > 0 ? size : 0), '\0');
  auto* out = reinterpret_cast<unsigned char*>(der.data());
  const bool written = size > 0 && i2d_CMS_ContentInfo(cms.get(), &out) == size;
  ERR_clear_error();
  return written ? std::optional(std::move(der)) : std::nullopt;
}

bool names(const SignerInfo& signer, const Certificate& certificate) {
  if (!signer.key_identifier.empty()) return certificate.subject_key_identifier() == signer.key_identifier;
  return signer.issuer == certificate.issuer() && signer.serial == certificate.serial();
}

Bytes compose_signed_data(const SignedDataParts& parts) {
  const Bytes body =
      der_sequence({der_integer(parts.evidence.ocsp.empty() ? version_one : version_five),
                    der(DerTag::set, {parts.digest_algorithm}), der_sequence({der_oid(id_data)}), compose_certificates(parts),
                    compose_revocation(parts.evidence), der(DerTag::set, {compose_signer(parts)})});
  return der_sequence({der_oid(id_signed_data), der(context_constructed(0), {body})});
}

}  // namespace chancery::signing
