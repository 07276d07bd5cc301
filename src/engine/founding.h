#pragma once

#include "base/secret_bytes.h"
#include "document/person_name.h"
#include "engine/clock.h"
#include "formats/json.h"

#include <filesystem>
#include <optional>
#include <string>
#include <vector>

namespace chancery::engine {

/// What an office is asked when it is made.
struct FoundingAnswers {
  std::string name_uk;
  std::string name_en;
  std::string code;                          // ЄДРПОУ, 8 digits
  std::string log_name;                      // ASCII: first part of the ledger's origin
  std::vector<document::PersonName> person;  // the administrator, by language
  std::string log_in_name;
  std::optional<std::string> system_user;
  std::vector<std::string> recovery_persons;
  std::optional<std::string> mail_address = std::nullopt;  // from which the office writes
  std::optional<std::string> mail_folder = std::nullopt;   // where a mail program takes its letters; relative to the office
  std::vector<std::string> time_servers = {};              // http or https, in the order in which they are asked
};

/// {name:{uk, en}, code, log_name, person:{log_in_name, system_user, names:{uk:{family, given, patronymic, position}, en:{…}}},
/// recovery_persons:[…], mail?:{address, folder?}, time_servers?:[URL]}. Throws: Error{Fault::input} naming the first field that
/// is missing or odd.
[[nodiscard]] FoundingAnswers read_answers(const formats::Json& answers);

/// Makes the folder with database, keys and anchor, publishes the workflows and templates of this program, and opens the ledger
/// with the leaf `key_added`; its origin is fixed from here on. Returns the recovery codes, one for each recovery person: they
/// are kept as hashes only. Throws: Error{Fault::conflict} when the folder exists and is not empty.
std::vector<std::string> found_office(const std::filesystem::path& folder, const FoundingAnswers& answers,
                                      const SecretBytes& password, const Clock& clock);

}  // namespace chancery::engine
