#include "ledger/person.h"

#include "base/error.h"
#include "base/sha256.h"

namespace chancery::ledger {
namespace {

constexpr std::size_t key_size = 32;

Pseudonym pseudonym(std::string_view doc, const SecretBytes& person_key) {
  check_invariant(person_key.reveal().size() == key_size, "a person's key has 32 bytes");
  const Sha256 full = hmac_sha256(person_key.reveal(), "chancery.person/1\n" + std::string(doc));
  return *Pseudonym::from_bytes(full.view().substr(0, Pseudonym::size));
}

}  // namespace

Pseudonym pseudonym_in(const DocumentId& document, const SecretBytes& person_key) {
  return pseudonym(document.hex(), person_key);
}

Pseudonym pseudonym_in_system(std::string_view origin, const SecretBytes& person_key) {
  return pseudonym(origin, person_key);
}

}  // namespace chancery::ledger
