#include "outside/key_file.h"

#include "outside/demonstration_authority.h"
#include "outside/key_handles.h"
#include "signing/demonstration.h"
#include "support/errors.h"
#include "support/test_authority.h"

#include <catch2/catch.hpp>
#include <openssl/err.h>
#include <openssl/kdf.h>
#include <openssl/pem.h>

using namespace chancery;
using namespace chancery::outside;
using namespace chancery::tests;

namespace {

const Timestamp from = *Timestamp::parse("2026-01-01T00:00:00.000Z");
const Timestamp to = *Timestamp::parse("2027-01-01T00:00:00.000Z");
const Timestamp now = *Timestamp::parse("2026-11-21T10:30:00.000Z");

SecretBytes secret(std::string text) {
  return SecretBytes(std::move(text));
}

Bytes content_of(BIO* memory) {
  char* data = nullptr;
  const long size = BIO_get_mem_data(memory, &data);
  return {data, static_cast<std::size_t>(size)};
}

/// The key as PKCS#8 in PEM: encrypted when there is a password, by PBKDF2 or scrypt.
Bytes pkcs8_pem(EVP_PKEY* key, const char* password, bool scrypt = false) {
  const BioHandle memory(BIO_new(BIO_s_mem()));
  if (password == nullptr) {
    REQUIRE(PEM_write_bio_PKCS8PrivateKey(memory.get(), key, nullptr, nullptr, 0, nullptr, nullptr) == 1);
    return content_of(memory.get());
  }
  const auto size = static_cast<int>(std::string_view(password).size());
  const PlainKeyHandle plain(EVP_PKEY2PKCS8(key));
  X509_ALGOR* algorithm = scrypt ? PKCS5_pbe2_set_scrypt(EVP_aes_256_cbc(), nullptr, 0, nullptr, 16384, 8, 1)
                                 : PKCS5_pbe2_set(EVP_aes_256_cbc(), 2048, nullptr, 0);
  const EncryptedKeyHandle encrypted(PKCS8_set0_pbe(password, size, plain.get(), algorithm));
  REQUIRE(encrypted);
  REQUIRE(PEM_write_bio_PKCS8(memory.get(), encrypted.get()) == 1);
  return content_of(memory.get());
}

Bytes pkcs12(const TestSigner& signer, const char* password, int key_encryption = NID_aes_256_cbc, bool with_certificate = true) {
  const auto* start = reinterpret_cast<const unsigned char*>(signer.certificate.der().data());
  const X509Handle certificate(d2i_X509(nullptr, &start, static_cast<long>(signer.certificate.der().size())));
  const Pkcs12Handle file(PKCS12_create(password, nullptr, signer.key.get(), with_certificate ? certificate.get() : nullptr,
                                        nullptr, key_encryption, NID_aes_256_cbc, 2048, 2048, 0));
  REQUIRE(file);
  Bytes bytes(static_cast<std::size_t>(i2d_PKCS12(file.get(), nullptr)), '\0');
  auto* out = reinterpret_cast<unsigned char*>(bytes.data());
  REQUIRE(i2d_PKCS12(file.get(), &out) > 0);
  return bytes;
}

std::string refusal_of(const Bytes& file, std::optional<BytesView> certificates = {}, std::string password = "пароль",
                       Timestamp time = now) {
  const SecretBytes given = secret(std::move(password));
  return key_of([&] { static_cast<void>(KeyFile::open(file, "key.p12", certificates, given, time)); });
}

bool signs(const KeyFile& key, const formats::Certificate& certificate) {
  const Bytes value = key.sign("Ґанок");
  const auto* start = reinterpret_cast<const unsigned char*>(certificate.public_key_info().data());
  const KeyHandle open(d2i_PUBKEY(nullptr, &start, static_cast<long>(certificate.public_key_info().size())));
  const Handle<EVP_MD_CTX, EVP_MD_CTX_free> context(EVP_MD_CTX_new());
  return EVP_DigestVerifyInit(context.get(), nullptr, EVP_sha256(), nullptr, open.get()) == 1 &&
         EVP_DigestVerify(context.get(), reinterpret_cast<const unsigned char*>(value.data()), value.size(),
                          reinterpret_cast<const unsigned char*>("Ґанок"), std::string_view("Ґанок").size()) == 1;
}

}  // namespace

TEST_CASE("a PKCS#12 file opens with its password and signs") {
  const auto authority = DemonstrationAuthority::make("Обласна рада", from, to);
  for (const KeyKind kind : {KeyKind::p256, KeyKind::p384, KeyKind::rsa3072}) {
    const Bytes file = authority.issue("Іванна Ґудзь", kind, from, to, secret("пароль"));
    const KeyFile key = KeyFile::open(file, "key.p12", std::nullopt, secret("пароль"), now);
    CHECK(key.certificate().subject_name() == "Іванна Ґудзь");
    CHECK(key.chain() == std::vector{authority.certificate()});
    CHECK(signs(key, key.certificate()));
    CHECK(signing::is_demonstration(key.certificate()));
  }
}

TEST_CASE("an encrypted PKCS#8 key opens with its certificate, scrypt too") {
  const TestAuthority authority;
  const TestSigner signer = authority.issue();
  const Bytes certificates = formats::write_pem(signer.certificate) + formats::write_pem(authority.certificate());
  for (const bool scrypt : {false, true}) {
    const Bytes file = pkcs8_pem(signer.key.get(), "пароль", scrypt);
    const KeyFile key = KeyFile::open(file, "key.pem", certificates, secret("пароль"), now);
    CHECK(key.certificate() == signer.certificate);
    CHECK(key.chain() == std::vector{authority.certificate()});
    CHECK(signs(key, signer.certificate));
    CHECK(refusal_of(file, certificates, "інший") == "outside.wrong_password");
    CHECK(refusal_of(file) == "outside.certificate_needed");
  }
}

TEST_CASE("a wrong password is named as such") {
  const TestSigner signer = TestAuthority().issue();
  const Bytes file = pkcs12(signer, "пароль");
  CHECK(refusal_of(file).empty());
  CHECK(refusal_of(file, {}, "Пароль") == "outside.wrong_password");
  CHECK(refusal_of(file, {}, "") == "outside.wrong_password");
}

TEST_CASE("a private key without encryption is refused, however it is packed") {
  const TestSigner signer = TestAuthority().issue();
  const Bytes plain = pkcs8_pem(signer.key.get(), nullptr);
  CHECK(refusal_of(plain, formats::write_pem(signer.certificate)) == "outside.key_not_encrypted");
  const PlainKeyHandle key(EVP_PKEY2PKCS8(signer.key.get()));
  Bytes der(static_cast<std::size_t>(i2d_PKCS8_PRIV_KEY_INFO(key.get(), nullptr)), '\0');
  auto* out = reinterpret_cast<unsigned char*>(der.data());
  REQUIRE(i2d_PKCS8_PRIV_KEY_INFO(key.get(), &out) > 0);
  CHECK(refusal_of(der, signer.certificate.der()) == "outside.key_not_encrypted");
  CHECK(refusal_of(pkcs12(signer, "пароль", -1)) == "outside.key_not_encrypted");
}

TEST_CASE("what is no key is refused") {
  CHECK(refusal_of("") == "outside.key_unreadable");
  CHECK(refusal_of("hello") == "outside.key_unreadable");
  CHECK(refusal_of("-----BEGIN ENCRYPTED PRIVATE KEY-----\n!!") == "outside.key_unreadable");
  CHECK(refusal_of(pkcs12(TestAuthority().issue(), "пароль", NID_aes_256_cbc, false)) == "outside.no_certificate");
}

TEST_CASE("the key must belong to the certificate") {
  const TestAuthority authority;
  const Bytes file = pkcs8_pem(authority.issue().key.get(), "пароль");
  CHECK(refusal_of(file, authority.issue().certificate.der()) == "outside.other_certificate");
}

TEST_CASE("an expired or not yet valid certificate, a wrong usage and a small key open nothing") {
  const TestAuthority authority;
  const auto refusal = [&](const TestCertificate& wanted) { return refusal_of(pkcs12(authority.issue(wanted), "пароль")); };
  CHECK(refusal({.to = *Timestamp::parse("2026-11-20T00:00:00.000Z")}) == "signing.expired");
  CHECK(refusal({.from = *Timestamp::parse("2026-11-22T00:00:00.000Z")}) == "signing.not_yet_valid");
  CHECK(refusal({.usage = 0x20}) == "signing.key_usage");
  CHECK(refusal({.key = "1024"}) == "signing.key_not_accepted");
}
