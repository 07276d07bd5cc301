#include "outside/passwords.h"

#include "base/error.h"

#include <argon2.h>

namespace chancery::outside {
namespace {

constexpr std::uint32_t passes = 2;
constexpr std::uint32_t memory_kib = 19 * 1024;
constexpr std::uint32_t lanes = 1;
constexpr std::size_t hash_size = 32;

Error failure(int code) {
  return {Fault::environment, {"outside.password_hash", {{"reason", argon2_error_message(code)}}}};
}

}  // namespace

std::string hash_password(const SecretBytes& password, const Salt& salt) {
  const std::string_view secret = password.reveal();
  std::string encoded(argon2_encodedlen(passes, memory_kib, lanes, Salt::size, hash_size, Argon2_id), '\0');
  const int code = argon2id_hash_encoded(passes, memory_kib, lanes, secret.data(), secret.size(), salt.view().data(), Salt::size,
                                         hash_size, encoded.data(), encoded.size());
  if (code != ARGON2_OK) throw failure(code);
  encoded.resize(encoded.find('\0'));
  return encoded;
}

bool password_matches(const SecretBytes& password, const std::string& hash) {
  const std::string_view secret = password.reveal();
  const int code = argon2id_verify(hash.c_str(), secret.data(), secret.size());
  if (code != ARGON2_OK && code != ARGON2_VERIFY_MISMATCH) throw failure(code);
  return code == ARGON2_OK;
}

}  // namespace chancery::outside
