#include "outside/passwords.h"

#include "outside/entropy.h"
#include "support/errors.h"

#include <catch2/catch.hpp>

using namespace chancery;
using namespace chancery::outside;
using namespace chancery::tests;

TEST_CASE("a password matches its own Argon2id hash and no other") {
  const std::string hash = hash_password(SecretBytes("Ґедзь і їжак"), random_salt());
  CHECK(hash.starts_with("$argon2id$v=19$m=19456,t=2,p=1$"));
  CHECK(password_matches(SecretBytes("Ґедзь і їжак"), hash));
  CHECK_FALSE(password_matches(SecretBytes("ґедзь і їжак"), hash));
  CHECK_FALSE(password_matches(SecretBytes(""), hash));
}

TEST_CASE("the salt makes the hash of the same password another one") {
  CHECK(hash_password(SecretBytes("один"), random_salt()) != hash_password(SecretBytes("один"), random_salt()));
}

TEST_CASE("a hash that is none is the machine's fault, not a wrong password") {
  CHECK(key_of([] { static_cast<void>(password_matches(SecretBytes("x"), "not a hash")); }) == "outside.password_hash");
  CHECK(fault_of([] { static_cast<void>(password_matches(SecretBytes("x"), "")); }) == Fault::environment);
}
