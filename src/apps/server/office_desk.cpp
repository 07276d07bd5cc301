#include "apps/server/office_desk.h"

#include "document/person_name.h"
#include "document/role.h"
#include "engine/log_in.h"
#include "engine/subjects.h"
#include "outside/drawing.h"
#include "outside/entropy.h"
#include "store/people.h"
#include "store/sessions.h"

namespace chancery::server {
namespace {

using document::Action;
using formats::Json;

/// What `use` makes of a reading connection.
template <class Use>
auto read(const engine::Office& office, const Use& use) {
  std::optional<decltype(use(std::declval<store::Database&>()))> result;
  office.read([&](store::Database& database) { result.emplace(use(database)); });
  return *std::move(result);
}

/// Argon2 runs between the two connections, on this thread: nobody waits for it.
std::optional<PersonId> authenticate(engine::Office& office, std::string_view name, const SecretBytes& password) {
  const auto account = read(office, [&](store::Database& database) { return engine::find_account(database, name); });
  const auto judged = engine::judge_log_in(account, password, office.now());
  office.write([&](store::Database& database) { engine::note_log_in(database, account, !judged.refused(), office.now()); });
  return judged.refused() ? std::nullopt : std::optional(judged.value());
}

Json person_json(store::Database& database, const PersonId& id, Timestamp now) {
  const auto person = store::People(database).find(id);
  auto names = Json::object();
  auto roles = Json::array();
  if (!person) return {{"name", names}, {"roles", roles}};
  for (const auto& name : person->names) names[name.language.text()] = document::full_name(name);
  for (const auto role : engine::subject_of(database, id, now).roles) roles.push_back(document::name_of(role));
  return {{"name", names}, {"roles", roles}};
}

}  // namespace

Desk desk_of(engine::Office& office, std::function<void(std::string_view line)> log,
             std::function<Decision<Parcel>(const Parcel&)> operate) {
  using Caller = engine::Caller;
  Desk desk;
  desk.now = [&office] { return office.now(); };
  desk.entropy = outside::random_bytes;
  desk.log = std::move(log);
  desk.authenticate = [&office](std::string_view name, const SecretBytes& password) {
    return authenticate(office, name, password);
  };
  desk.person = [&office](const PersonId& id) {
    return read(office, [&](store::Database& database) { return person_json(database, id, office.now()); });
  };
  desk.about = [&office] { return office.about(); };
  desk.authorize = [&office](const Caller& caller, Action action, const std::optional<DocumentId>& id) {
    return office.authorize(caller, action, id);
  };
  desk.perform = [&office](const Caller& caller, const engine::Command& command) { return office.perform(caller, command); };
  desk.documents = [&office](const Caller& caller, const Json& filter) { return office.documents(caller, filter); };
  desk.document = [&office](const Caller& caller, const DocumentId& id) { return office.document(caller, id); };
  desk.actions = [&office](const Caller& caller, const DocumentId& id) { return office.actions(caller, id); };
  desk.history = [&office](const Caller& caller, const DocumentId& id) { return office.history(caller, id); };
  desk.chart = [&office](const Caller& caller, const DocumentId& id, text::Language language) {
    return outside::draw(office.chart(caller, id, std::string(text::tag_of(language))));
  };
  desk.file = [&office](const Caller& caller, const DocumentId& id, const Sha256& hash) { return office.file(caller, id, hash); };
  desk.receipt = [&office](const Caller& caller, const DocumentId& id, std::uint64_t seq) {
    return office.receipt(caller, id, seq);
  };
  desk.operate = std::move(operate);
  return desk;
}

SessionStore sessions_in(engine::Office& office) {
  return {[&office](const store::SessionRow& session) {
            office.write([&](store::Database& database) { store::Sessions(database).save(session); });
          },
          [&office](const Sha256& token) {
            return read(office, [&](store::Database& database) { return store::Sessions(database).find(token); });
          },
          [&office](const Sha256& token) {
            office.write([&](store::Database& database) { store::Sessions(database).remove(token); });
          },
          [&office](const PersonId& person) {
            office.write([&](store::Database& database) { store::Sessions(database).remove_all_of(person); });
          }};
}

}  // namespace chancery::server
