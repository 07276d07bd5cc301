#pragma once

#include "base/error.h"
#include "base/handle.h"
#include "base/timestamp.h"
#include "formats/der.h"
#include "formats/x509.h"

#include <openssl/evp.h>
#include <openssl/x509.h>

#include <array>
#include <map>
#include <memory>
#include <string>
#include <utility>
#include <vector>

namespace chancery::tests {

using TestKey = std::shared_ptr<EVP_PKEY>;

/// `P-256`, `P-384` or the size of an RSA key. Keys of RSA are made once for each run, because making them takes long.
[[nodiscard]] inline TestKey make_test_key(const std::string& kind) {
  static std::map<std::string, TestKey> rsa_keys;
  if (const auto made = rsa_keys.find(kind); made != rsa_keys.end()) return made->second;
  const bool is_rsa = !kind.starts_with("P-");
  EVP_PKEY* key = is_rsa ? EVP_PKEY_Q_keygen(nullptr, nullptr, "RSA", std::size_t{std::stoul(kind)})
                         : EVP_PKEY_Q_keygen(nullptr, nullptr, "EC", kind.c_str());
  check_invariant(key != nullptr, "a test key is made");
  const TestKey result(key, EVP_PKEY_free);
  if (is_rsa) rsa_keys.emplace(kind, result);
  return result;
}

/// A signature value over bytes, hashed on the way.
[[nodiscard]] inline Bytes sign_with(const TestKey& key, BytesView bytes, const char* digest = "SHA256") {
  const Handle<EVP_MD_CTX, EVP_MD_CTX_free> context(EVP_MD_CTX_new());
  std::size_t size = static_cast<std::size_t>(EVP_PKEY_get_size(key.get()));
  Bytes value(size, '\0');
  const bool made = EVP_DigestSignInit_ex(context.get(), nullptr, digest, nullptr, nullptr, key.get(), nullptr) == 1 &&
                    EVP_DigestSign(context.get(), reinterpret_cast<unsigned char*>(value.data()), &size,
                                   reinterpret_cast<const unsigned char*>(bytes.data()), bytes.size()) == 1;
  check_invariant(made, "a test key signs");
  value.resize(size);
  return value;
}

/// A certificate of a test; everything that a rule could be about can be set.
struct TestCertificate {
  std::string name = "Іванна Ґудзь";
  std::string key = "P-256";
  Timestamp from = *Timestamp::parse("2026-01-01T00:00:00.000Z");
  Timestamp to = *Timestamp::parse("2028-01-01T00:00:00.000Z");
  bool is_authority = false;
  unsigned char usage = 0xc0;  // digitalSignature, contentCommitment
  bool weak = false;           // signed with SHA-1
  Bytes more_extensions{};
};

/// A person of a test with key and certificate.
struct TestSigner {
  TestKey key;
  formats::Certificate certificate;

  [[nodiscard]] Bytes sign(BytesView bytes) const { return sign_with(key, bytes); }
};

[[nodiscard]] inline Bytes public_key_info_of(const TestKey& key) {
  Bytes info(static_cast<std::size_t>(i2d_PUBKEY(key.get(), nullptr)), '\0');
  auto* out = reinterpret_cast<unsigned char*>(info.data());
  check_invariant(i2d_PUBKEY(key.get(), &out) > 0, "a test key is written");
  return info;
}

/// An authority with a P-256 key that issues whatever a test asks for.
class TestAuthority {
 public:
  explicit TestAuthority(std::string name = "Тестовий надавач")
      : key_(make_test_key("P-256")),
        name_(std::move(name)),
        certificate_(sign_body({.name = name_, .is_authority = true, .usage = 0x06}, key_)) {}

  [[nodiscard]] const formats::Certificate& certificate() const { return certificate_; }
  [[nodiscard]] TestSigner issue(const TestCertificate& wanted = {}) const {
    const TestKey key = make_test_key(wanted.key);
    return {key, sign_body(wanted, key)};
  }
  /// A value of the authority's own key, for lists and answers.
  [[nodiscard]] Bytes sign(BytesView bytes, const char* digest = "SHA256") const { return sign_with(key_, bytes, digest); }
  /// An authority below this one.
  [[nodiscard]] TestAuthority issue_authority(const std::string& name, const TestCertificate& wanted) const {
    TestAuthority below(name);
    TestCertificate draft = wanted;
    draft.name = name;
    draft.is_authority = true;
    draft.usage = 0x06;
    below.certificate_ = sign_body(draft, below.key_);
    return below;
  }
  /// The certificate for a public key in its own encoding, which this library need not know.
  [[nodiscard]] formats::Certificate issue_for(const TestCertificate& wanted, BytesView public_key_info) const {
    return compose(wanted, public_key_info);
  }

 private:
  static Bytes name_of(std::string_view common_name) {
    using namespace formats;
    return der_sequence({der(DerTag::set, {der_sequence({der_oid(Oid{"2.5.4.3"}), der(DerTag::utf8_string, {common_name})})})});
  }

  static Bytes extension(const formats::Oid& type, BytesView value) {
    using namespace formats;
    return der_sequence({der_oid(type), der(DerTag::boolean, {"\xff"}), der_octet_string(value)});
  }

  static Bytes usage_bits(unsigned char bits) {
    unsigned char unused = 0;
    while (unused < 7 && ((bits >> unused) & 1U) == 0) ++unused;
    const std::array<char, 2> content{static_cast<char>(unused), static_cast<char>(bits)};
    return formats::der(formats::DerTag::bit_string, {BytesView(content.data(), 2)});
  }

  [[nodiscard]] formats::Certificate sign_body(const TestCertificate& wanted, const TestKey& key) const {
    return compose(wanted, public_key_info_of(key));
  }

  [[nodiscard]] formats::Certificate compose(const TestCertificate& wanted, BytesView public_key_info) const {
    using namespace formats;
    static unsigned next_serial = 1000;
    ++next_serial;
    const std::array<char, 2> serial{static_cast<char>(next_serial >> 8U), static_cast<char>(next_serial & 0xffU)};
    const Bytes algorithm = der_sequence({wanted.weak ? der_oid(Oid{"1.2.840.10045.4.1"}) : der_oid(Oid{"1.2.840.10045.4.3.2"})});
    const Bytes constraints = der_sequence({wanted.is_authority ? der(DerTag::boolean, {"\xff"}) : Bytes()});
    const Bytes extensions = der_sequence({extension(Oid{"2.5.29.19"}, constraints),
                                           extension(Oid{"2.5.29.15"}, usage_bits(wanted.usage)), wanted.more_extensions});
    const Bytes version = der(context_constructed(0), {der_integer(static_cast<unsigned char>(2))});
    const Bytes body = der_sequence({version, der_integer(BytesView(serial.data(), 2)), algorithm, name_of(name_),
                                     der_sequence({der_time(wanted.from), der_time(wanted.to)}), name_of(wanted.name),
                                     public_key_info, der(context_constructed(3), {extensions})});
    const Bytes value = sign_with(key_, body, wanted.weak ? "SHA1" : "SHA256");
    return Certificate::read(der_sequence({body, algorithm, der(DerTag::bit_string, {BytesView("\0", 1), value})}), "test");
  }

  TestKey key_;
  std::string name_;
  formats::Certificate certificate_;
};

}  // namespace chancery::tests
