#include "outside/signing_key.h"

#include "outside/files.h"

namespace chancery::outside {

SigningKey SigningKey::open(const std::string& address, std::optional<BytesView> certificates, SecretBytes secret,
                            Timestamp time) {
  if (TokenAddress::is_address(address)) {
    return SigningKey(TokenKey::open(TokenAddress::parse(address), certificates, std::move(secret), time));
  }
  return SigningKey(KeyFile::open(read_file(address), address, certificates, secret, time));
}

}  // namespace chancery::outside
