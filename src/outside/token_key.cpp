#include "outside/token_key.h"

#include "base/error.h"
#include "base/sha256.h"
#include "outside/certificate_order.h"
#include "outside/token_handles.h"
#include "signing/signing_request.h"

#include <algorithm>
#include <array>
#include <utility>

namespace chancery::outside {
namespace {

using formats::Certificate;

/// DER of DigestInfo for SHA-256 up to the digest: what RSA with PKCS#1 v1.5 pads.   Standard: RFC 8017 §9.2.
constexpr std::string_view digest_info{"\x30\x31\x30\x0d\x06\x09\x60\x86\x48\x01\x65\x03\x04\x02\x01\x05\x00\x04\x20", 19};
constexpr CK_ULONG most_objects = 64;

CK_BYTE* octets(BytesView bytes) {
  return reinterpret_cast<CK_BYTE*>(const_cast<char*>(bytes.data()));
}

Error about(const char* key, const TokenAddress& address) {
  return {Fault::input, {key, {{"place", address.token.empty() ? address.module : address.token}}}};
}

/// Token labels are padded with spaces to 32 bytes.
std::string label_of(const CK_TOKEN_INFO& info) {
  std::string label(reinterpret_cast<const char*>(info.label), sizeof info.label);
  label.resize(label.find_last_not_of(' ') + 1);
  return label;
}

CK_SLOT_ID find_slot(const TokenModule& module, const TokenAddress& address) {
  CK_ULONG count = 0;
  check_token(module.call().C_GetSlotList(CK_TRUE, nullptr, &count), "C_GetSlotList");
  std::vector<CK_SLOT_ID> slots(count);
  check_token(module.call().C_GetSlotList(CK_TRUE, slots.data(), &count), "C_GetSlotList");
  slots.resize(count);
  std::erase_if(slots, [&](CK_SLOT_ID slot) {
    CK_TOKEN_INFO info{};
    const bool usable = module.call().C_GetTokenInfo(slot, &info) == CKR_OK && (info.flags & CKF_TOKEN_INITIALIZED) != 0;
    return !usable || (!address.token.empty() && label_of(info) != address.token);
  });
  if (slots.empty()) throw Error(Fault::absent, {"outside.token_absent", {{"place", address.token}}});
  if (slots.size() > 1) throw about("outside.token_several", address);
  return slots.front();
}

void log_in(const TokenModule& module, CK_SESSION_HANDLE session, CK_USER_TYPE user, const SecretBytes& pin,
            const TokenAddress& address) {
  const auto secret = pin.reveal();
  const CK_RV code = module.call().C_Login(session, user, octets(secret), secret.size());
  if (code == CKR_USER_ALREADY_LOGGED_IN) return;
  if (code == CKR_PIN_INCORRECT || code == CKR_PIN_LEN_RANGE || code == CKR_PIN_INVALID)
    throw about("outside.wrong_pin", address);
  if (code == CKR_PIN_LOCKED) throw about("outside.pin_locked", address);
  check_token(code, "C_Login");
}

Bytes attribute(const TokenModule& module, CK_SESSION_HANDLE session, CK_OBJECT_HANDLE object, CK_ATTRIBUTE_TYPE type) {
  CK_ATTRIBUTE wanted{type, nullptr, 0};
  constexpr CK_ULONG longest = 65'536;
  if (module.call().C_GetAttributeValue(session, object, &wanted, 1) != CKR_OK || wanted.ulValueLen > longest) return {};
  Bytes value(wanted.ulValueLen, '\0');
  wanted.pValue = value.data();
  check_token(module.call().C_GetAttributeValue(session, object, &wanted, 1), "C_GetAttributeValue");
  return value;
}

std::vector<CK_OBJECT_HANDLE> find_objects(const TokenModule& module, CK_SESSION_HANDLE session, CK_OBJECT_CLASS kind) {
  CK_ATTRIBUTE wanted{CKA_CLASS, &kind, sizeof kind};
  check_token(module.call().C_FindObjectsInit(session, &wanted, 1), "C_FindObjectsInit");
  std::vector<CK_OBJECT_HANDLE> objects(most_objects);
  CK_ULONG count = 0;
  const CK_RV code = module.call().C_FindObjects(session, objects.data(), most_objects, &count);
  module.call().C_FindObjectsFinal(session);
  check_token(code, "C_FindObjects");
  objects.resize(count);
  return objects;
}

}  // namespace

struct TokenKey::Content {
  Content(const TokenAddress& where, SecretBytes secret)
      : address(where), pin(std::move(secret)), module(where.module), session(module, find_slot(module, where)) {
    log_in(module, session.handle(), CKU_USER, pin, address);
  }

  /// The one private key that the address fits.
  void find_key() {
    auto keys = find_objects(module, session.handle(), CKO_PRIVATE_KEY);
    std::erase_if(keys, [&](CK_OBJECT_HANDLE candidate) {
      const bool other_label = !address.object.empty() && of(candidate, CKA_LABEL) != address.object;
      return other_label || (!address.id.empty() && of(candidate, CKA_ID) != address.id);
    });
    if (keys.empty()) throw about("outside.token_no_key", address);
    if (keys.size() > 1) throw about("outside.token_several_keys", address);
    key = keys.front();
  }

  /// The certificate with the key's CKA_ID first, then all others that the token holds.
  [[nodiscard]] std::vector<Certificate> read_certificates() const {
    const Bytes id = of(key, CKA_ID);
    std::vector<Certificate> own;
    std::vector<Certificate> others;
    for (const CK_OBJECT_HANDLE object : find_objects(module, session.handle(), CKO_CERTIFICATE)) {
      const Bytes der = of(object, CKA_VALUE);
      if (der.empty()) continue;
      (of(object, CKA_ID) == id && own.empty() ? own : others).push_back(Certificate::read(der, address.token));
    }
    if (own.empty()) return {};
    own.insert(own.end(), others.begin(), others.end());
    return own;
  }

  [[nodiscard]] Bytes of(CK_OBJECT_HANDLE object, CK_ATTRIBUTE_TYPE type) const {
    return attribute(module, session.handle(), object, type);
  }

  TokenAddress address;
  SecretBytes pin;
  TokenModule module;
  TokenSession session;
  CK_OBJECT_HANDLE key = 0;
  std::vector<Certificate> certificates{};
  std::vector<Certificate> chain{};
};

TokenKey TokenKey::open(const TokenAddress& address, std::optional<BytesView> certificates, SecretBytes pin, Timestamp time) {
  auto content = std::make_unique<Content>(address, std::move(pin));
  content->find_key();
  content->certificates = certificates ? formats::read_certificates(*certificates, address.token) : content->read_certificates();
  if (content->certificates.empty()) throw about("outside.token_no_certificate", address);
  if (auto objection = signing::objection_to(content->certificates.front(), time))
    throw Error(Fault::input, std::move(*objection));
  content->chain = chain_of(content->certificates);
  return TokenKey(std::move(content));
}

TokenKey::TokenKey(std::unique_ptr<Content> content) : content_(std::move(content)) {}
TokenKey::~TokenKey() = default;
TokenKey::TokenKey(TokenKey&&) noexcept = default;
TokenKey& TokenKey::operator=(TokenKey&&) noexcept = default;

const Certificate& TokenKey::certificate() const {
  return content_->certificates.front();
}
const std::vector<Certificate>& TokenKey::chain() const {
  return content_->chain;
}

Bytes TokenKey::sign(BytesView bytes) const {
  const Content& content = *content_;
  const CK_SESSION_HANDLE session = content.session.handle();
  const bool rsa = certificate().key_algorithm() == formats::KeyAlgorithm::rsa;
  const Sha256 digest = sha256(bytes);
  const Bytes input = rsa ? Bytes(digest_info) + Bytes(digest.view()) : Bytes(digest.view());
  CK_MECHANISM mechanism{rsa ? CKM_RSA_PKCS : CKM_ECDSA, nullptr, 0};
  CK_FUNCTION_LIST& call = content.module.call();
  check_token(call.C_SignInit(session, &mechanism, content.key), "C_SignInit");
  if (content.of(content.key, CKA_ALWAYS_AUTHENTICATE) == Bytes(1, '\x01')) {
    log_in(content.module, session, CKU_CONTEXT_SPECIFIC, content.pin, content.address);
  }
  Bytes value(1024, '\0');
  CK_ULONG size = value.size();
  check_token(call.C_Sign(session, octets(input), input.size(), octets(value), &size), "C_Sign");
  value.resize(size);
  return value;
}

}  // namespace chancery::outside
