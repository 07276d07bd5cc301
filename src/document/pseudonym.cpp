#include "document/pseudonym.h"

#include "base/error.h"
#include "base/sha256.h"

namespace chancery::document {

std::string pseudonym(const SecretBytes& key, const DocumentId& document) {
  return pseudonym(key, document.hex());
}

std::string pseudonym(const SecretBytes& key, std::string_view origin) {
  check_invariant(key.reveal().size() == Sha256::size, "a person's key has 32 bytes");
  const Sha256 code = hmac_sha256(key.reveal(), "chancery.person/1\n" + std::string(origin));
  return to_hex(code.view().substr(0, PersonId::size));
}

}  // namespace chancery::document
