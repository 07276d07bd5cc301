#include "engine/founding.h"

#include "base/error.h"
#include "engine/built_in.h"
#include "engine/ledger_batch.h"
#include "engine/log_in.h"
#include "engine/meta.h"
#include "engine/office_folder.h"
#include "engine/publication.h"
#include "engine/reopening.h"
#include "engine/users.h"
#include "ledger/hash.h"
#include "outside/entropy.h"
#include "outside/files.h"
#include "outside/mail_message.h"
#include "store/database.h"
#include "store/transaction.h"
#include "text/normal_form.h"

#include <algorithm>

namespace chancery::engine {
namespace {

using formats::Json;

[[noreturn]] void odd_answer(const std::string& field) {
  throw Error(Fault::input, {"engine.answer_odd", {{"field", field}}});
}

std::string text_at(const Json& object, const char* field, const std::string& place) {
  if (!object.is_object() || !object.contains(field) || !object.at(field).is_string()) odd_answer(place + field);
  std::string text = text::to_nfc(object.at(field).get_ref<const std::string&>());
  if (text.empty() || text.size() > 500) odd_answer(place + field);
  return text;
}

std::string optional_at(const Json& object, const char* field, const std::string& place) {
  return object.contains(field) ? text_at(object, field, place) : std::string();
}

const Json& object_at(const Json& object, const char* field) {
  if (!object.is_object() || !object.contains(field) || !object.at(field).is_object()) odd_answer(field);
  return object.at(field);
}

std::vector<document::PersonName> names_of(const Json& names) {
  std::vector<document::PersonName> list;
  for (const char* tag : {"uk", "en"}) {
    const std::string place = std::string("person.names.") + tag + ".";
    const Json& name = object_at(names, tag);
    list.push_back({*LanguageTag::parse(tag),
                    text_at(name, "family", place),
                    text_at(name, "given", place),
                    optional_at(name, "patronymic", place),
                    optional_at(name, "position", place),
                    {}});
  }
  return list;
}

std::string code_of(const Json& answers) {
  std::string code = text_at(answers, "code", "");
  const bool digits = std::all_of(code.begin(), code.end(), [](char letter) { return letter >= '0' && letter <= '9'; });
  if (code.size() != 8 || !digits) odd_answer("code");
  return code;
}

std::vector<std::string> recovery_persons_of(const Json& answers) {
  std::vector<std::string> names;
  for (const Json& name : answers.value("recovery_persons", Json::array())) {
    if (!name.is_string()) odd_answer("recovery_persons");
    names.push_back(text::to_nfc(name.get_ref<const std::string&>()));
  }
  if (names.size() != 2) odd_answer("recovery_persons");
  return names;
}

void read_mail(const Json& answers, FoundingAnswers& result) {
  if (!answers.contains("mail")) return;
  const Json& mail = object_at(answers, "mail");
  result.mail_address = text_at(mail, "address", "mail.");
  if (!outside::is_mail_address(*result.mail_address)) odd_answer("mail.address");
  if (mail.contains("folder")) result.mail_folder = text_at(mail, "folder", "mail.");
}

std::vector<std::string> time_servers_of(const Json& answers) {
  std::vector<std::string> servers;
  const Json named = answers.value("time_servers", Json::array());
  if (!named.is_array() || named.size() > 8) odd_answer("time_servers");
  for (const Json& server : named) {
    if (!server.is_string()) odd_answer("time_servers");
    servers.push_back(server.get<std::string>());
    if (!servers.back().starts_with("http://") && !servers.back().starts_with("https://")) odd_answer("time_servers");
  }
  return servers;
}

void make_folder(const OfficeFolder& folder) {
  namespace fs = std::filesystem;
  if (fs::exists(folder.root()) && !fs::is_empty(folder.root())) {
    throw Error(Fault::conflict, {"engine.folder_not_empty", {{"path", folder.root().string()}}});
  }
  outside::make_private_folder(folder.root());
  outside::make_private_folder(folder.keys());
  outside::make_private_folder(folder.trust());
}

std::string hashed_password(const FoundingAnswers& answers, const SecretBytes& password) {
  auto hash = hash_new_password(answers.log_in_name, password, outside::random_salt());
  if (hash.refused()) throw Error(Fault::input, hash.refusal().message);
  return std::move(hash).value();
}

Founding founding_of(const FoundingAnswers& answers, std::string password_hash) {
  const LanguageTag uk = *LanguageTag::parse("uk");
  const LanguageTag en = *LanguageTag::parse("en");
  const auto organisation = outside::random_id<OrganisationId>();
  return {{organisation, answers.code, {{uk, answers.name_uk}, {en, answers.name_en}}},
          {{outside::random_id<PersonId>(), organisation, std::nullopt, std::nullopt, answers.person},
           outside::random_secret(32),
           outside::random_id<store::AccountId>(),
           answers.log_in_name,
           answers.system_user,
           std::move(password_hash)},
          outside::random_id<RoleId>(),
          "init",
          answers.recovery_persons};
}

/// The ledger begins with its own key: what came before it is the empty tree.
void open_ledger(store::Database& database, const ledger::Origin& origin, const ledger::NoteSigner& signer, Timestamp now) {
  const ledger::Checkpoint empty(origin.text(), ledger::Frontier().head());
  LedgerBatch batch(database, origin.text());
  batch.add(batch.compose(ledger::KeyAdded{signer.verifier_key().text(), empty.text()}, outside::random_salt(), now));
  batch.finish();
}

}  // namespace

FoundingAnswers read_answers(const Json& answers) {
  const Json& name = object_at(answers, "name");
  const Json& person = object_at(answers, "person");
  FoundingAnswers result{text_at(name, "uk", "name."),
                         text_at(name, "en", "name."),
                         code_of(answers),
                         text_at(answers, "log_name", ""),
                         names_of(object_at(person, "names")),
                         text_at(person, "log_in_name", "person."),
                         std::nullopt,
                         recovery_persons_of(answers)};
  if (person.contains("system_user")) result.system_user = text_at(person, "system_user", "person.");
  read_mail(answers, result);
  result.time_servers = time_servers_of(answers);
  return result;
}

std::vector<std::string> found_office(const std::filesystem::path& path, const FoundingAnswers& answers,
                                      const SecretBytes& password, const Clock& clock) {
  const auto origin = ledger::Origin::make(answers.log_name, outside::random_bytes(8));
  if (!origin) odd_answer("log_name");
  std::string password_hash = hashed_password(answers, password);
  const OfficeFolder folder(path);
  make_folder(folder);
  const SecretBytes seed = outside::random_secret(32);
  outside::write_private_file(folder.log_key(), to_hex(seed.reveal()));
  const ledger::NoteSigner signer(origin->text(), SecretBytes(std::string(seed.reveal())));

  auto database = store::Database::open(folder.database(), store::OpenMode::create);
  store::Transaction transaction(database);
  const Founding founding = founding_of(answers, std::move(password_hash));
  found_office(database, founding, clock());
  save_meta(database, "origin", origin->text());
  save_meta(database, "organisation", founding.organisation.id.hex());
  save_meta(database, "verifier_key", signer.verifier_key().text());
  auto codes = make_recovery_codes(database);
  if (answers.mail_address) save_meta(database, "mail_address", *answers.mail_address);
  if (answers.mail_folder) save_meta(database, "mail_folder", *answers.mail_folder);
  if (!answers.time_servers.empty()) save_meta(database, "time_servers", Json(answers.time_servers).dump());
  publish_built_in(database, clock());
  open_ledger(database, *origin, signer, clock());
  transaction.commit();
  begin_anchor(database, folder, clock());
  return codes;
}

}  // namespace chancery::engine
