#include "base/sha256.h"

#include <catch2/catch.hpp>

#include <thread>
#include <unordered_set>
#include <vector>

using namespace chancery;

namespace {

Bytes repeated(std::string_view text, int times) {
  Bytes all;
  for (int i = 0; i < times; ++i) all += text;
  return all;
}

Bytes from_hex(std::string_view hex) {
  return parse_hex(hex).value();
}

}  // namespace

TEST_CASE("SHA-256 of the NIST example messages (FIPS 180-4)") {
  CHECK(sha256("").hex() == "e3b0c44298fc1c149afbf4c8996fb92427ae41e4649b934ca495991b7852b855");
  CHECK(sha256("abc").hex() == "ba7816bf8f01cfea414140de5dae2223b00361a396177a9cb410ff61f20015ad");
  CHECK(sha256("abcdbcdecdefdefgefghfghighijhijkijkljklmklmnlmnomnopnopq").hex() ==
        "248d6a61d20638b8e5c026930c3e6039a33ce45964ff2167f6ecedd419db06c1");
  CHECK(sha256("abcdefghbcdefghicdefghijdefghijkefghijklfghijklmghijklmnhijklmnoijklmnopjklmnopqklmnopqrlmnopqrsmnopqrstnopqrstu")
            .hex() == "cf5b16a778af8380036ce59e7b0492370b249b11e8f07a51afac45037afee9d1");
  CHECK(sha256(Bytes(1'000'000, 'a')).hex() == "cdc76e5c9914fb9281a1c7e284d73e67f1809a48a497200e046d39ccc7112cd0");
}

TEST_CASE("pieces hash as if they were joined") {
  CHECK(sha256({"a", "", "bc"}) == sha256("abc"));
  CHECK(sha256(std::initializer_list<BytesView>{}) == sha256(""));
  Sha256Stream stream;
  for (int i = 0; i < 1000; ++i) stream.add(Bytes(1000, 'a'));
  CHECK(stream.finish() == sha256(Bytes(1'000'000, 'a')));
}

TEST_CASE("a stream that has finished starts again empty") {
  Sha256Stream stream;
  stream.add("Ґанок");
  CHECK(stream.finish() == sha256("Ґанок"));
  CHECK(stream.finish() == sha256(""));
}

TEST_CASE("a stream that is moved takes along what was added") {
  Sha256Stream stream;
  stream.add("a");
  Sha256Stream moved = std::move(stream);
  moved.add("bc");
  CHECK(moved.finish() == sha256("abc"));
  Sha256Stream assigned;
  assigned.add("forgotten");
  assigned = Sha256Stream();
  CHECK(assigned.finish() == sha256(""));
}

TEST_CASE("threads hash side by side without disturbing each other") {
  std::vector<Bytes> wrong(4);
  std::vector<std::thread> threads;
  for (Bytes& mine : wrong) {
    threads.emplace_back([&mine, letter = static_cast<char>('a' + (&mine - wrong.data()))] {
      const Sha256 expected = sha256({Bytes(100, letter)});
      for (int i = 0; i < 2000; ++i) {
        if (sha256({Bytes(50, letter), Bytes(50, letter)}) != expected) mine = "differs";
      }
    });
  }
  for (std::thread& thread : threads) thread.join();
  CHECK(wrong == std::vector<Bytes>(4));
}

TEST_CASE("HMAC-SHA-256 of the RFC 4231 test cases") {
  CHECK(hmac_sha256(Bytes(20, '\x0b'), "Hi There").hex() == "b0344c61d8db38535ca8afceaf0bf12b881dc200c9833da726e9376c2e32cff7");
  CHECK(hmac_sha256("Jefe", "what do ya want for nothing?").hex() ==
        "5bdcc146bf60754e6a042426089575c75a003f089d2739839dec58b964ec3843");
  CHECK(hmac_sha256(Bytes(20, '\xaa'), Bytes(50, '\xdd')).hex() ==
        "773ea91e36800e46854db8ebd09181a72959098b3ef8c122d9635514ced565fe");
  CHECK(hmac_sha256(from_hex("0102030405060708090a0b0c0d0e0f10111213141516171819"), Bytes(50, '\xcd')).hex() ==
        "82558a389a443c0ea4cc819899f2083a85f0faa3e578f8077a2e3ff46729665b");
  CHECK(hmac_sha256(Bytes(131, '\xaa'), "Test Using Larger Than Block-Size Key - Hash Key First").hex() ==
        "60e431591ee0b67f0d8a26aacbf5b77f8e0bc6213728c5140546040f0ee37f54");
  CHECK(hmac_sha256(Bytes(131, '\xaa'),
                    "This is a test using a larger than block-size key and a larger than block-size data. The key needs to be "
                    "hashed before being used by the HMAC algorithm.")
            .hex() == "9b09ffa71b942fcb27635fbcd5b0e944bfdc63644f0713938a7f51535c3a35e2");
}

TEST_CASE("HMAC-SHA-256 takes an empty key and an empty message") {
  CHECK(hmac_sha256({}, {}).hex() == "b613679a0814d9ec772f95d778c35fc5ff1697c493715653c6c712144292c5ad");
}

TEST_CASE("a hash is read from 64 lower-case digits or 32 bytes and from nothing else") {
  const Sha256 hash = sha256("abc");
  CHECK(Sha256::parse(hash.hex()) == hash);
  CHECK(Sha256::from_bytes(hash.view()) == hash);
  CHECK_FALSE(Sha256::parse("BA7816BF8F01CFEA414140DE5DAE2223B00361A396177A9CB410FF61F20015AD"));
  CHECK_FALSE(Sha256::parse(hash.hex().substr(2)));
  CHECK_FALSE(Sha256::parse(hash.hex() + "00"));
  CHECK_FALSE(Sha256::parse(repeated("zz", 32)));
  CHECK_FALSE(Sha256::parse(""));
  CHECK_FALSE(Sha256::from_bytes(Bytes(31, '\0')));
  CHECK_FALSE(Sha256::from_bytes(Bytes(33, '\0')));
}

TEST_CASE("hashes are compared and kept in sets by value") {
  const Sha256 zero = Sha256::from_bytes(Bytes(32, '\0')).value();
  CHECK(zero != sha256("abc"));
  CHECK(std::unordered_set<Sha256>{zero, sha256("abc"), sha256({"a", "bc"})}.size() == 2);
  CHECK(zero < sha256("abc"));
}
