#include "signing/cades_enclosures.h"

#include "formats/der.h"
#include "signing/algorithms.h"

#include <algorithm>

namespace chancery::signing {
namespace {

using namespace formats;

constexpr Oid certificate_values{"1.2.840.113549.1.9.16.2.23"};
constexpr Oid revocation_values{"1.2.840.113549.1.9.16.2.24"};

void read_list(DerReader list, std::vector<Bytes>& into) {
  while (!list.at_end()) into.emplace_back(list.next(DerTag::sequence).encoding);
}

/// RevocationValues ::= SEQUENCE { crlVals [0] SEQUENCE OF, ocspVals [1] SEQUENCE OF, otherRevVals [2] }.
void read_revocation_values(DerReader values, Enclosures& enclosures) {
  if (values.next_is(context_constructed(0))) {
    read_list(values.enter(context_constructed(0)).enter(DerTag::sequence), enclosures.lists);
  }
  if (values.next_is(context_constructed(1))) {
    read_list(values.enter(context_constructed(1)).enter(DerTag::sequence), enclosures.ocsp);
  }
}

void read_unsigned(const AttributeView& attribute, const SignerInfo& signer, std::string_view place, Enclosures& enclosures) {
  for (const BytesView value : attribute.values) {
    if (signature_time_stamp == attribute.oid) enclosures.signature_stamps.push_back({Bytes(value), Bytes(signer.value)});
    if (certificate_values == attribute.oid) {
      read_list(DerReader(value, place).enter(DerTag::sequence), enclosures.certificates);
    }
    if (revocation_values == attribute.oid) {
      read_revocation_values(DerReader(value, place).enter(DerTag::sequence), enclosures);
    }
  }
}

void append(std::string& list, std::string_view name) {
  list.append(list.empty() ? "" : ", ").append(name);
}

}  // namespace

Enclosures enclosures_of(const SignedData& data, const SignerInfo& signer, const SignedAttributes& attributes, BytesView content,
                         std::string_view place) {
  Enclosures enclosures;
  for (const BytesView list : data.lists) enclosures.lists.emplace_back(list);
  for (const BytesView answer : data.ocsp) enclosures.ocsp.emplace_back(answer);
  for (const AttributeView& attribute : signer.unsigned_attributes) read_unsigned(attribute, signer, place, enclosures);
  for (const Bytes& token : attributes.content_time_stamps) enclosures.content_stamps.push_back({token, Bytes(content)});
  const bool stamped = !enclosures.signature_stamps.empty() || !enclosures.content_stamps.empty();
  if (stamped) enclosures.certificates.insert(enclosures.certificates.end(), data.certificates.begin(), data.certificates.end());
  return enclosures;
}

std::vector<BytesView> certificates_of(const SignedData& data, const Enclosures& enclosures) {
  std::vector<BytesView> all = data.certificates;
  for (const Bytes& certificate : enclosures.certificates) {
    const bool known = std::find(all.begin(), all.end(), BytesView(certificate)) != all.end();
    if (!known) all.push_back(certificate);
  }
  return all;
}

SignatureEvidence evidence_of(const SignedData& data, const SignerInfo& signer) {
  SignatureEvidence evidence;
  for (const AttributeView& attribute : signer.unsigned_attributes) {
    if (signature_time_stamp == attribute.oid && attribute.values.size() == 1) evidence.time_stamp = attribute.values.front();
  }
  for (const BytesView list : data.lists) evidence.lists.emplace_back(list);
  for (const BytesView answer : data.ocsp) evidence.ocsp.emplace_back(answer);
  return evidence;
}

std::string unsigned_fields(const SignedData& data, const SignerInfo& signer) {
  std::string fields = "version, digestAlgorithms, sid, signatureAlgorithm, certificates";
  if (!data.lists.empty() || !data.ocsp.empty() || data.has_other_revocation) append(fields, "crls");
  for (const AttributeView& attribute : signer.unsigned_attributes) append(fields, "unsignedAttrs " + oid_text(attribute.oid));
  return fields;
}

}  // namespace chancery::signing
