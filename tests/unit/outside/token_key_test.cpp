#include "outside/token_key.h"

#include "outside/token_handles.h"
#include "signing/signing_request.h"
#include "support/errors.h"
#include "support/temporary_folder.h"
#include "support/test_authority.h"

#include <catch2/catch.hpp>
#include <openssl/evp.h>
#include <openssl/pem.h>

#include <array>
#include <cstdio>
#include <cstdlib>
#include <filesystem>
#include <fstream>

using namespace chancery;
using namespace chancery::outside;
using namespace chancery::tests;

namespace {

constexpr const char* module_path = "/usr/lib/softhsm/libsofthsm2.so";
const Timestamp now = *Timestamp::parse("2026-11-21T10:30:00.000Z");

bool is_there() {
  const bool there = std::filesystem::exists(module_path) && std::system("command -v softhsm2-util >/dev/null") == 0;
  if (!there) WARN("skipped: softhsm2 is not installed");
  return there;
}

SecretBytes pin(const char* text = "2468") {
  return SecretBytes(std::string(text));
}

/// A token of its own with one key and its certificate.
class Token {
 public:
  explicit Token(const TestSigner& signer, bool with_certificate = true) {
    const auto folder = folder_ / ".";
    std::filesystem::create_directories(folder / "tokens");
    std::ofstream(folder / "softhsm2.conf") << "directories.tokendir = " << (folder / "tokens").string()
                                            << "\nlog.level = ERROR\n";
    ::setenv("SOFTHSM2_CONF", (folder / "softhsm2.conf").c_str(), 1);
    run("--init-token --free --label 'Печатка' --so-pin 1357 --pin 2468");
    write_key(signer, folder / "key.pem");
    run("--import " + (folder / "key.pem").string() + " --token 'Печатка' --label seal --id 01 --pin 2468");
    if (with_certificate) store(signer.certificate);
  }

  [[nodiscard]] TokenAddress address(const std::string& more = {}) const {
    return TokenAddress::parse("pkcs11:token=%D0%9F%D0%B5%D1%87%D0%B0%D1%82%D0%BA%D0%B0" + more + "?module-path=" + module_path);
  }

 private:
  static void run(const std::string& arguments) {
    REQUIRE(std::system(("softhsm2-util " + arguments + " >/dev/null 2>&1").c_str()) == 0);
  }

  static void write_key(const TestSigner& signer, const std::filesystem::path& path) {
    std::FILE* file = std::fopen(path.c_str(), "wb");
    REQUIRE(file != nullptr);
    CHECK(PEM_write_PKCS8PrivateKey(file, signer.key.get(), nullptr, nullptr, 0, nullptr, nullptr) == 1);
    std::fclose(file);
  }

  void store(const formats::Certificate& certificate) const {
    const TokenModule module(module_path);
    CK_ULONG count = 1;
    CK_SLOT_ID slot = 0;
    check_token(module.call().C_GetSlotList(CK_TRUE, nullptr, &count), "slots");
    std::vector<CK_SLOT_ID> slots(count);
    check_token(module.call().C_GetSlotList(CK_TRUE, slots.data(), &count), "slots");
    slot = slots.front();
    CK_SESSION_HANDLE session = 0;
    check_token(module.call().C_OpenSession(slot, CKF_SERIAL_SESSION | CKF_RW_SESSION, nullptr, nullptr, &session), "session");
    std::string secret = "2468";
    check_token(module.call().C_Login(session, CKU_USER, reinterpret_cast<CK_BYTE*>(secret.data()), secret.size()), "login");
    CK_OBJECT_CLASS kind = CKO_CERTIFICATE;
    CK_CERTIFICATE_TYPE type = CKC_X_509;
    CK_BBOOL yes = CK_TRUE;
    CK_BYTE id = 1;
    Bytes der = certificate.der();
    Bytes subject(certificate.subject());
    std::array<CK_ATTRIBUTE, 6> attributes{{{CKA_CLASS, &kind, sizeof kind},
                                            {CKA_CERTIFICATE_TYPE, &type, sizeof type},
                                            {CKA_TOKEN, &yes, sizeof yes},
                                            {CKA_ID, &id, 1},
                                            {CKA_SUBJECT, subject.data(), subject.size()},
                                            {CKA_VALUE, der.data(), der.size()}}};
    CK_OBJECT_HANDLE object = 0;
    check_token(module.call().C_CreateObject(session, attributes.data(), attributes.size(), &object), "store");
    module.call().C_CloseSession(session);
  }

  TemporaryFolder folder_{};
};

}  // namespace

TEST_CASE("an address of a key on a token is read; one with a PIN in it is refused") {
  const auto address = TokenAddress::parse("pkcs11:token=A%20B;object=seal;id=%01%02;type=private?module-path=/x.so");
  CHECK(address.token == "A B");
  CHECK(address.object == "seal");
  CHECK(address.id == "\x01\x02");
  CHECK(address.module == "/x.so");
  const auto refusal = [](const char* text) { return key_of([&] { static_cast<void>(TokenAddress::parse(text)); }); };
  CHECK(refusal("pkcs11:token=A?module-path=/x.so&pin-value=1234") == "outside.token_address_pin");
  CHECK(refusal("pkcs11:token=A") == "outside.token_address");
  CHECK(refusal("pkcs11:token=%4?module-path=/x.so") == "outside.token_address");
  CHECK(refusal("pkcs11:colour=red?module-path=/x.so") == "outside.token_address");
  CHECK(refusal("keys/seal.p12") == "outside.token_address");
}

TEST_CASE("a key on a token signs, and the office accepts its value") {
  if (!is_there()) return;
  const TestAuthority authority;
  for (const std::string kind : {"P-256", "P-384", "3072"}) {
    INFO(kind);
    const TestSigner signer = authority.issue({.key = kind});
    const Token token(signer);
    const TokenKey key = TokenKey::open(token.address(), std::nullopt, pin(), now);
    CHECK(key.certificate() == signer.certificate);
    const auto request = signing::prepare({key.certificate(),
                                           "{}",
                                           signing::Commitment::proof_of_origin,
                                           {{"manifest.json", "application/json", sha256("x")}},
                                           *signing::SlotNumber::from(1),
                                           now});
    const Bytes value = key.sign(request.signed_attributes());
    CHECK_NOTHROW(static_cast<void>(signing::finish(request, value, key.chain())));
    CHECK_NOTHROW(static_cast<void>(signing::finish(request, key.sign(request.signed_attributes()), key.chain())));
  }
}

TEST_CASE("a wrong PIN, another token, another key, no certificate: each refusal says which") {
  if (!is_there()) return;
  const TestAuthority authority;
  const TestSigner signer = authority.issue();
  const Token token(signer, false);
  const auto refusal = [&](const TokenAddress& address, SecretBytes secret,
                           std::optional<BytesView> certificates = std::nullopt) {
    return key_of([&] { static_cast<void>(TokenKey::open(address, certificates, std::move(secret), now)); });
  };
  CHECK(refusal(token.address(), pin("0000")) == "outside.wrong_pin");
  CHECK(refusal(token.address(";object=other"), pin()) == "outside.token_no_key");
  CHECK(refusal(token.address(), pin()) == "outside.token_no_certificate");
  CHECK(refusal(token.address(), pin(), BytesView(signer.certificate.der())).empty());
  CHECK(refusal(TokenAddress::parse(std::string("pkcs11:token=none?module-path=") + module_path), pin()) ==
        "outside.token_absent");
  CHECK(refusal(TokenAddress::parse("pkcs11:token=none?module-path=/no/such.so"), pin()) == "outside.token_module");
  const Bytes expired = authority.issue({.to = *Timestamp::parse("2026-02-01T00:00:00.000Z")}).certificate.der();
  CHECK(refusal(token.address(), pin(), BytesView(expired)) == "signing.expired");
}
