#include "formats/ocsp_response.h"

#include "base/error.h"
#include "formats/certificate_chain.h"
#include "formats/certificate_handles.h"
#include "formats/der.h"
#include "formats/ocsp_request.h"
#include "formats/revocation_handles.h"

#include <openssl/err.h>
#include <openssl/evp.h>

#include <algorithm>
#include <array>
#include <utility>

namespace chancery::formats {
namespace {

constexpr Oid ocsp_signing{"1.3.6.1.5.5.7.3.9"};

Error refusal(const char* key, std::string_view place) {
  ERR_clear_error();
  return {Fault::input, {key, {{"place", std::string(place)}}}};
}

template <class T, class Parse>
T* parse_whole(BytesView bytes, Parse parse, void (*release)(T*)) {
  const auto* start = reinterpret_cast<const unsigned char*>(bytes.data());
  const auto* end = start + bytes.size();
  T* object = parse(nullptr, &start, static_cast<long>(bytes.size()));
  if (object != nullptr && start == end) return object;
  release(object);
  return nullptr;
}

BasicResponseHandle parse(BytesView bytes) {
  BasicResponseHandle basic(parse_whole<OCSP_BASICRESP>(bytes, d2i_OCSP_BASICRESP, OCSP_BASICRESP_free));
  if (basic) return basic;
  const OcspResponseHandle whole(parse_whole<OCSP_RESPONSE>(bytes, d2i_OCSP_RESPONSE, OCSP_RESPONSE_free));
  const bool successful = whole && OCSP_response_status(whole.get()) == OCSP_RESPONSE_STATUS_SUCCESSFUL;
  return BasicResponseHandle(successful ? OCSP_response_get1_basic(whole.get()) : nullptr);
}

Bytes to_der(OCSP_BASICRESP* basic) {
  const int size = i2d_OCSP_BASICRESP(basic, nullptr);
  check_invariant(size > 0, "an OCSP response is written");
  Bytes der(static_cast<std::size_t>(size), '\0');
  auto* out = reinterpret_cast<unsigned char*>(der.data());
  check_invariant(i2d_OCSP_BASICRESP(basic, &out) == size, "an OCSP response is written");
  return der;
}

BytesView octets_of(const ASN1_OCTET_STRING* string) {
  return {reinterpret_cast<const char*>(ASN1_STRING_get0_data(string)), static_cast<std::size_t>(ASN1_STRING_length(string))};
}

bool is_digest(const EVP_MD* algorithm, BytesView message, BytesView digest) {
  std::array<unsigned char, EVP_MAX_MD_SIZE> raw{};
  unsigned length = 0;
  const bool made = EVP_Digest(message.data(), message.size(), raw.data(), &length, algorithm, nullptr) == 1;
  return made && digest == BytesView(reinterpret_cast<const char*>(raw.data()), length);
}

bool is_about(OCSP_SINGLERESP* single, const Certificate& certificate, const Certificate& issuer) {
  auto* id = const_cast<OCSP_CERTID*>(OCSP_SINGLERESP_get0_id(single));
  ASN1_OCTET_STRING* name = nullptr;
  ASN1_OCTET_STRING* key = nullptr;
  ASN1_OBJECT* algorithm = nullptr;
  ASN1_INTEGER* serial = nullptr;
  if (OCSP_id_get0_info(&name, &algorithm, &key, &serial, id) != 1) return false;
  const SerialHandle wanted = to_serial(certificate.serial());
  const EVP_MD* digest = EVP_get_digestbyobj(algorithm);
  return digest != nullptr && wanted && ASN1_INTEGER_cmp(wanted.get(), serial) == 0 &&
         is_digest(digest, issuer.subject(), octets_of(name)) && is_digest(digest, public_key_bits(issuer), octets_of(key));
}

std::optional<OcspResponse::Status> read_status(OCSP_SINGLERESP* single) {
  int reason = 0;
  ASN1_GENERALIZEDTIME* revoked = nullptr;
  ASN1_GENERALIZEDTIME* from = nullptr;
  ASN1_GENERALIZEDTIME* to = nullptr;
  const int state = OCSP_single_get0_status(single, &reason, &revoked, &from, &to);
  const auto this_update = to_timestamp(from);
  if (!this_update) return std::nullopt;
  using State = OcspResponse::State;
  const State result = state == V_OCSP_CERTSTATUS_GOOD      ? State::good
                       : state == V_OCSP_CERTSTATUS_REVOKED ? State::revoked
                                                            : State::unknown;
  return OcspResponse::Status{result, *this_update, to_timestamp(to), to_timestamp(revoked)};
}

X509Handle to_x509(const Certificate& certificate) {
  const auto* start = reinterpret_cast<const unsigned char*>(certificate.der().data());
  return X509Handle(d2i_X509(nullptr, &start, static_cast<long>(certificate.der().size())));
}

std::optional<Certificate> from_x509(X509* certificate) {
  const int size = i2d_X509(certificate, nullptr);
  Bytes der(static_cast<std::size_t>(std::max(size, 0)), '\0');
  auto* out = reinterpret_cast<unsigned char*>(der.data());
  if (size <= 0 || i2d_X509(certificate, &out) != size) return std::nullopt;
  try {
    return Certificate::read(der, "responder");
  } catch (const Error&) {  // a certificate of a stranger that cannot be read signs for nobody
    return std::nullopt;
  }
}

bool may_answer_for(const Certificate& responder, const Certificate& issuer, Timestamp at) {
  if (responder == issuer) return true;
  return responder.has_extended_usage(ocsp_signing) && responder.may_be_issued_by(issuer) && at >= responder.not_before() &&
         at <= responder.not_after() && is_signed_by(responder, issuer);
}

}  // namespace

struct OcspResponse::Content {
  Bytes der;
  BasicResponseHandle basic;
  Timestamp produced_at;
};

OcspResponse OcspResponse::read(BytesView bytes, std::string_view place) {
  BasicResponseHandle basic = parse(bytes);
  const auto produced = basic ? to_timestamp(OCSP_resp_get0_produced_at(basic.get())) : std::nullopt;
  if (!produced) throw refusal("formats.ocsp_odd", place);
  const X509_ALGOR* algorithm = OCSP_resp_get0_tbs_sigalg(basic.get());
  const ASN1_OBJECT* object = nullptr;
  X509_ALGOR_get0(&object, nullptr, nullptr, algorithm);
  if (!has_strong_digest(OBJ_obj2nid(object))) throw refusal("formats.ocsp_weak", place);
  Bytes der = to_der(basic.get());
  ERR_clear_error();
  return OcspResponse(std::make_shared<const Content>(Content{std::move(der), std::move(basic), *produced}));
}

const Bytes& OcspResponse::der() const {
  return content_->der;
}
Timestamp OcspResponse::produced_at() const {
  return content_->produced_at;
}

std::size_t OcspResponse::certificate_count() const {
  const int count = sk_X509_num(OCSP_resp_get0_certs(content_->basic.get()));
  return count > 0 ? static_cast<std::size_t>(count) : 0;
}

std::optional<OcspResponse::Status> OcspResponse::status_of(const Certificate& certificate, const Certificate& issuer) const {
  for (int index = 0; index < OCSP_resp_count(content_->basic.get()); ++index) {
    OCSP_SINGLERESP* single = OCSP_resp_get0(content_->basic.get(), index);
    if (is_about(single, certificate, issuer)) return read_status(single);
  }
  return std::nullopt;
}

bool OcspResponse::is_signed_for(const Certificate& issuer, const std::vector<Certificate>& others) const {
  const X509StackHandle stack(sk_X509_new_null());
  check_invariant(stack != nullptr, "a list of certificates is made");
  const auto add = [&](const Certificate& certificate) {
    X509Handle item = to_x509(certificate);
    if (item && sk_X509_push(stack.get(), item.get()) > 0) static_cast<void>(item.release());
  };
  add(issuer);
  for (const Certificate& other : others) add(other);
  X509* signer = nullptr;
  OCSP_BASICRESP* basic = content_->basic.get();
  const bool found = OCSP_resp_get0_signer(basic, &signer, stack.get()) == 1 && signer != nullptr;
  // Only the value is left to the library; who may sign is judged here.
  const bool signed_by_it = found && OCSP_basic_verify(basic, stack.get(), nullptr, OCSP_NOVERIFY) == 1;
  ERR_clear_error();
  const auto responder = signed_by_it ? from_x509(signer) : std::nullopt;
  return responder && may_answer_for(*responder, issuer, produced_at());
}

}  // namespace chancery::formats
