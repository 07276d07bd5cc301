#include "outside/key_file.h"

#include "base/error.h"
#include "outside/certificate_conversion_handles.h"
#include "outside/certificate_order.h"
#include "outside/end_mark.h"
#include "outside/key_handles.h"
#include "signing/signing_request.h"

#include <openssl/err.h>
#include <openssl/pem.h>
#include <openssl/rsa.h>

#include <utility>

namespace chancery::outside {
namespace {

using formats::Certificate;

constexpr std::string_view encrypted_pem = "-----BEGIN ENCRYPTED PRIVATE KEY-----";
constexpr std::string_view any_plain_pem = "PRIVATE KEY-----";

const unsigned char* octets(BytesView bytes) {
  return reinterpret_cast<const unsigned char*>(bytes.data());
}

Error refusal(const char* key, std::string_view place) {
  ERR_clear_error();
  return {Fault::input, {key, {{"place", std::string(place)}}}};
}

BioHandle read_only(BytesView bytes) {
  return BioHandle(BIO_new_mem_buf(bytes.data(), static_cast<int>(bytes.size())));
}

Pkcs12Handle parse_pkcs12(BytesView bytes) {
  const auto* start = octets(bytes);
  Pkcs12Handle file(d2i_PKCS12(nullptr, &start, static_cast<long>(bytes.size())));
  ERR_clear_error();
  return file;
}

EncryptedKeyHandle parse_encrypted_der(BytesView bytes) {
  const auto* start = octets(bytes);
  EncryptedKeyHandle key(d2i_X509_SIG(nullptr, &start, static_cast<long>(bytes.size())));
  ERR_clear_error();
  return key;
}

bool is_plain_der(BytesView bytes) {
  const auto* start = octets(bytes);
  const KeyHandle key(d2i_AutoPrivateKey(nullptr, &start, static_cast<long>(bytes.size())));
  ERR_clear_error();
  return key != nullptr;
}

/// A key that lies open on a disk is refused even though it could be used: whoever copied the file has it.
EncryptedKeyHandle read_encrypted_key(BytesView bytes, std::string_view place) {
  if (bytes.find(encrypted_pem) != BytesView::npos) {
    const BioHandle source = read_only(bytes);
    EncryptedKeyHandle key(source ? PEM_read_bio_PKCS8(source.get(), nullptr, nullptr, nullptr) : nullptr);
    if (!key) throw refusal("outside.key_unreadable", place);
    return key;
  }
  if (bytes.find(any_plain_pem) != BytesView::npos || is_plain_der(bytes)) throw refusal("outside.key_not_encrypted", place);
  EncryptedKeyHandle key = parse_encrypted_der(bytes);
  if (!key) throw refusal("outside.key_unreadable", place);
  return key;
}

KeyHandle decrypt(const X509_SIG& key, std::string_view place, const SecretBytes& password) {
  const auto secret = password.reveal();
  const PlainKeyHandle plain(PKCS8_decrypt(&key, secret.data(), static_cast<int>(secret.size())));
  if (!plain) throw refusal("outside.wrong_password", place);
  KeyHandle result(EVP_PKCS82PKEY(plain.get()));
  if (!result) throw refusal("outside.key_unreadable", place);
  return result;
}

bool belongs_to(EVP_PKEY* key, const Certificate& certificate) {
  const X509Handle own = to_x509(certificate);
  const bool same = X509_check_private_key(own.get(), key) == 1;
  ERR_clear_error();
  return same;
}

struct OpenedKey {
  KeyHandle key;
  std::vector<Certificate> certificates;  // the signer's own first
};

std::vector<Certificate> with_own_first(X509* own, const STACK_OF(X509) * others) {
  std::vector<Certificate> certificates{from_x509(own)};
  for (int index = 0; index < sk_X509_num(others); ++index) certificates.push_back(from_x509(sk_X509_value(others, index)));
  return certificates;
}

bool has_open_key_bag(const STACK_OF(PKCS12_SAFEBAG) * bags) {
  for (int index = 0; index < sk_PKCS12_SAFEBAG_num(bags); ++index) {
    if (PKCS12_SAFEBAG_get_nid(sk_PKCS12_SAFEBAG_value(bags, index)) == NID_keyBag) return true;
  }
  return false;
}

/// PKCS#12 allows a key without encryption under a password that only guards against changes (RFC 7292 §4.2.1).
bool holds_open_key(PKCS12* file) {
  const SafesHandle safes(PKCS12_unpack_authsafes(file));
  for (int index = 0; index < sk_PKCS7_num(safes.get()); ++index) {
    PKCS7* safe = sk_PKCS7_value(safes.get(), index);
    const BagsHandle bags(PKCS7_type_is_data(safe) ? PKCS12_unpack_p7data(safe) : nullptr);
    if (bags && has_open_key_bag(bags.get())) return true;
  }
  return false;
}

OpenedKey unpack_pkcs12(PKCS12* file, std::string_view place, const SecretBytes& password) {
  const SecretBytes secret = with_end_mark(password);
  const char* text = secret.reveal().data();
  if (PKCS12_verify_mac(file, text, static_cast<int>(password.reveal().size())) != 1) {
    throw refusal("outside.wrong_password", place);
  }
  if (holds_open_key(file)) throw refusal("outside.key_not_encrypted", place);
  EVP_PKEY* key = nullptr;
  X509* own = nullptr;
  STACK_OF(X509)* others = nullptr;
  if (PKCS12_parse(file, text, &key, &own, &others) != 1) throw refusal("outside.key_unreadable", place);
  OpenedKey opened{KeyHandle(key), {}};
  const X509Handle own_handle(own);
  const X509StackHandle others_handle(others);
  if (!key) throw refusal("outside.no_key", place);
  if (!own) throw refusal("outside.no_certificate", place);
  opened.certificates = with_own_first(own, others);
  return opened;
}

void check(const OpenedKey& opened, std::string_view place, Timestamp time) {
  if (!belongs_to(opened.key.get(), opened.certificates.front())) throw refusal("outside.other_certificate", place);
  auto objection = signing::objection_to(opened.certificates.front(), time);
  if (objection) throw Error(Fault::input, std::move(*objection));
}

}  // namespace

struct KeyFile::Content {
  KeyHandle key;
  KeyContextHandle context;
  Certificate certificate;
  std::vector<Certificate> chain;
};

namespace {

KeyContextHandle ready_to_sign(EVP_PKEY* key) {
  KeyContextHandle context(EVP_PKEY_CTX_new_from_pkey(nullptr, key, nullptr));
  bool ready = context && EVP_PKEY_sign_init(context.get()) == 1;
  if (ready && EVP_PKEY_is_a(key, "RSA") == 1) ready = EVP_PKEY_CTX_set_rsa_padding(context.get(), RSA_PKCS1_PADDING) == 1;
  ready = ready && EVP_PKEY_CTX_set_signature_md(context.get(), EVP_sha256()) == 1;
  check_invariant(ready, "a checked key can sign");
  return context;
}

}  // namespace

KeyFile KeyFile::open_pkcs12(BytesView bytes, std::string_view place, const SecretBytes& password, Timestamp time) {
  const Pkcs12Handle file = parse_pkcs12(bytes);
  if (!file) throw refusal("outside.key_unreadable", place);
  OpenedKey opened = unpack_pkcs12(file.get(), place, password);
  check(opened, place, time);
  auto context = ready_to_sign(opened.key.get());
  return KeyFile(std::make_unique<Content>(
      Content{std::move(opened.key), std::move(context), opened.certificates.front(), chain_of(opened.certificates)}));
}

KeyFile KeyFile::open_pkcs8(BytesView key, std::string_view place, BytesView certificates, const SecretBytes& password,
                            Timestamp time) {
  const EncryptedKeyHandle encrypted = read_encrypted_key(key, place);
  OpenedKey opened{decrypt(*encrypted, place, password), formats::read_certificates(certificates, place)};
  check(opened, place, time);
  auto context = ready_to_sign(opened.key.get());
  return KeyFile(std::make_unique<Content>(
      Content{std::move(opened.key), std::move(context), opened.certificates.front(), chain_of(opened.certificates)}));
}

KeyFile KeyFile::open(BytesView bytes, std::string_view place, std::optional<BytesView> certificates, const SecretBytes& password,
                      Timestamp time) {
  if (parse_pkcs12(bytes)) return open_pkcs12(bytes, place, password, time);
  static_cast<void>(read_encrypted_key(bytes, place));
  if (!certificates) throw refusal("outside.certificate_needed", place);
  return open_pkcs8(bytes, place, *certificates, password, time);
}

KeyFile::KeyFile(std::unique_ptr<Content> content) : content_(std::move(content)) {}
KeyFile::~KeyFile() = default;
KeyFile::KeyFile(KeyFile&&) noexcept = default;
KeyFile& KeyFile::operator=(KeyFile&&) noexcept = default;

const Certificate& KeyFile::certificate() const {
  return content_->certificate;
}
const std::vector<Certificate>& KeyFile::chain() const {
  return content_->chain;
}

Bytes KeyFile::sign(BytesView bytes) const {
  const Sha256 digest = sha256(bytes);
  std::size_t size = static_cast<std::size_t>(EVP_PKEY_get_size(content_->key.get()));
  Bytes value(size, '\0');
  const bool made = EVP_PKEY_sign(content_->context.get(), reinterpret_cast<unsigned char*>(value.data()), &size,
                                  octets(digest.view()), Sha256::size) == 1;
  check_invariant(made, "a checked key signs");
  value.resize(size);
  return value;
}

}  // namespace chancery::outside
