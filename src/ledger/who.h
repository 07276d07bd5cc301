#pragma once

#include "base/message.h"
#include "base/sha256.h"
#include "formats/json.h"
#include "ledger/person.h"

#include <optional>
#include <string>

namespace chancery::ledger {

/// How it is known that the person acted. Without `proof` an approval rests on the office's word.
struct Authentication {
  std::string method;
  std::optional<Sha256> session;
  std::optional<Sha256> proof;  ///< reserved for the person's own signature over the intent
};

/// Who acted: the value behind a leaf's commitment `who`.
struct Who {
  Actor person;
  std::optional<Pseudonym> behind;  ///< who delegated
  std::string role;
  std::string org;
  std::optional<Sha256> instrument;
  Authentication auth;
};

/// The value behind a leaf's commitment `note`: everything personal or free text, and nowhere else.
struct Note {
  std::optional<std::string> name;
  std::optional<std::string> reason;
  std::optional<std::string> client;
  std::optional<std::string> request;
};

/// The values to commit to with Label::who() and Label::note(); an empty note is `{}`.
[[nodiscard]] formats::Json to_json(const Who& who);
[[nodiscard]] formats::Json to_json(const Note& note);

/// Why a value is not of this kind as this program knows it; nothing when it is.
[[nodiscard]] std::optional<Message> why_not_a_who(const formats::Json& value);
[[nodiscard]] std::optional<Message> why_not_a_note(const formats::Json& value);

}  // namespace chancery::ledger
