#include "outside/entropy.h"

#include "base/error.h"

#include <openssl/rand.h>

namespace chancery::outside {

Bytes random_bytes(std::size_t size) {
  Bytes bytes(size, '\0');
  if (RAND_bytes(reinterpret_cast<unsigned char*>(bytes.data()), static_cast<int>(size)) != 1) {
    throw Error(Fault::environment, {"outside.no_entropy", {}});
  }
  return bytes;
}

SecretBytes random_secret(std::size_t size) {
  return SecretBytes(random_bytes(size));
}

Salt random_salt() {
  return *Salt::from_bytes(random_bytes(Salt::size));
}

}  // namespace chancery::outside
