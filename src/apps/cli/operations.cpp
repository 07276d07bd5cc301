#include "apps/cli/operations.h"

#include "apps/cli/people_operations.h"
#include "apps/server/office_desk.h"
#include "apps/server/reader_language.h"
#include "apps/server/sheet.h"
#include "base/error.h"
#include "engine/akoma_export.h"
#include "engine/log_in.h"

#include <map>

namespace chancery::cli {
namespace {

using engine::Caller;
using engine::Office;
using formats::Json;
using server::Parcel;

std::string text_of(const Json& json, const char* field) {
  if (!json.contains(field) || !json.at(field).is_string()) {
    throw Error(Fault::input, {"cli.field_missing", {{"field", std::string(field)}}});
  }
  return json.at(field).get<std::string>();
}

DocumentId document_of(const Json& json) {
  const auto id = DocumentId::parse(text_of(json, "document"));
  if (!id) throw Error(Fault::absent, {"rights.unknown", {}});
  return *id;
}

Sha256 hash_of(const Json& json, const char* field) {
  const auto hash = Sha256::parse(text_of(json, field));
  if (!hash) throw Error(Fault::input, {"cli.field_missing", {{"field", std::string(field)}}});
  return *hash;
}

std::optional<store::Account> account_of(Office& office, const Json& json) {
  std::optional<store::Account> account;
  office.read([&](store::Database& database) { account = engine::find_account(database, json.value("as", "")); });
  return account;
}

std::optional<PersonId> system_person(Office& office, const Json& json) {
  std::optional<PersonId> person;
  office.read([&](store::Database& database) { person = engine::person_of_system_user(database, json.value("operator", "")); });
  return person;
}

/// Who acts: the person of the operating-system user, or the one whose password was given.
Decision<Caller> caller_of(Office& office, const Json& json) {
  const auto own = system_person(office, json);
  if (!json.contains("as")) {
    if (!own) throw Error(Fault::absent, {"cli.nobody_acts", {{"user", json.value("operator", "")}}});
    return Caller{*own, "operating_system", std::nullopt};
  }
  const auto account = account_of(office, json);
  if (own && account && !account->disabled && account->person == *own) return Caller{*own, "operating_system", std::nullopt};
  auto judged = engine::judge_log_in(account, SecretBytes(json.value("password", "")), office.now());
  office.write([&](store::Database& database) { engine::note_log_in(database, account, !judged.refused(), office.now()); });
  if (judged.refused()) return judged.refusal();
  return Caller{judged.value(), "password", std::nullopt};
}

Json outcome_json(const engine::Outcome& outcome) {
  return {
      {"document", outcome.document.hex()}, {"revision", outcome.revision}, {"seq", outcome.seq}, {"receipt", outcome.receipt}};
}

Decision<Parcel> answer(const Decision<engine::Outcome>& outcome) {
  if (outcome.refused()) return outcome.refusal();
  return Parcel{outcome_json(outcome.value()), {}};
}

/// People name each other by log-in names, commands by ids.
std::string person_named(Office& office, const std::string& name) {
  if (PersonId::parse(name)) return name;
  std::optional<store::Account> account;
  office.read([&](store::Database& database) { account = engine::find_account(database, name); });
  if (!account) throw Error(Fault::absent, {"cli.no_such_user", {{"name", name}}});
  return account->person.hex();
}

/// The command of the request, with the files that came beside it.
engine::Command command_of(Office& office, const Parcel& request) {
  engine::Command command = engine::parse_command(request.json.at("command"));
  if (command.on_behalf_of) command.on_behalf_of = person_named(office, *command.on_behalf_of);
  const Json names = request.json.value("files", Json::array());
  for (std::size_t i = 0; i < names.size() && i < request.files.size(); ++i) {
    command.files.push_back({names[i].at("name"), names[i].at("media_type"), request.files[i]});
  }
  return command;
}

Decision<Parcel> advance(Office& office, const Caller& caller, const Parcel& request) {
  return answer(office.perform(caller, command_of(office, request)));
}

Decision<Parcel> list(Office& office, const Caller& caller, const Parcel& request) {
  return Parcel{office.documents(caller, request.json.value("filter", Json::object())), {}};
}

Decision<Parcel> show(Office& office, const Caller& caller, const Parcel& request) {
  return Parcel{office.document(caller, document_of(request.json)), {}};
}

Decision<Parcel> actions(Office& office, const Caller& caller, const Parcel& request) {
  std::optional<std::string> on_behalf_of;
  if (request.json.contains("on_behalf_of")) on_behalf_of = person_named(office, text_of(request.json, "on_behalf_of"));
  const DocumentId id = document_of(request.json);
  Json actions = office.actions(caller, id, on_behalf_of);
  if (request.json.contains("language")) {
    const Json explained = office.explain(caller, id, text_of(request.json, "language"), on_behalf_of);
    for (Json& action : actions) action["explained"] = explained.value(text_of(action, "event"), Json::object());
  }
  return Parcel{std::move(actions), {}};
}

Decision<Parcel> history(Office& office, const Caller& caller, const Parcel& request) {
  return Parcel{office.history(caller, document_of(request.json)), {}};
}

Decision<Parcel> file(Office& office, const Caller& caller, const Parcel& request) {
  return Parcel{Json::object(), {office.file(caller, document_of(request.json), hash_of(request.json, "sha256"))}};
}

Decision<Parcel> akoma_ntoso(Office& office, const Caller& caller, const Parcel& request) {
  Parcel answer{{{"files", Json::array()}}, {}};
  for (engine::ExportedFile& file : engine::akoma_ntoso(office, caller, document_of(request.json))) {
    answer.json["files"].push_back(std::move(file.name));
    answer.files.push_back(std::move(file.content));
  }
  return answer;
}

Decision<Parcel> receipt(Office& office, const Caller& caller, const Parcel& request) {
  return Parcel{office.receipt(caller, document_of(request.json), request.json.at("seq").get<std::uint64_t>()), {}};
}

Decision<Parcel> list_dossiers(Office& office, const Caller& caller, const Parcel& /*request*/) {
  return Parcel{office.dossiers(caller), {}};
}

Decision<Parcel> show_dossier(Office& office, const Caller& caller, const Parcel& request) {
  const std::string hex = text_of(request.json, "dossier");
  const auto id = DossierId::parse(hex);
  if (!id) throw Error(Fault::absent, {"links.no_such_dossier", {{"dossier", hex}}});
  return Parcel{office.dossier(caller, *id), {}};
}

Decision<Parcel> sign_prepare(Office& office, const Caller& caller, const Parcel& request) {
  Json order = request.json.at("order");
  if (request.json.contains("on_behalf_of")) order["on_behalf_of"] = person_named(office, text_of(request.json, "on_behalf_of"));
  const auto offer = office.open_signing(caller, order);
  if (offer.refused()) return offer.refusal();
  return Parcel{offer.value(), {}};
}

Decision<Parcel> sign_finish(Office& office, const Caller& caller, const Parcel& request) {
  return answer(office.finish_signing(caller, request.json.at("answer")));
}

Decision<Parcel> ledger_verify(Office& office, const Caller& /*caller*/, const Parcel& /*request*/) {
  return Parcel{office.verify_ledger(), {}};
}

Decision<Parcel> ledger_scrub(Office& office, const Caller& caller, const Parcel& /*request*/) {
  const auto report = office.scrub(caller);
  if (report.refused()) return report.refusal();
  return Parcel{report.value(), {}};
}

Decision<Parcel> ledger_challenge(Office& office, const Caller& /*caller*/, const Parcel& request) {
  return Parcel{office.challenge(text_of(request.json, "printed")), {}};
}

/// A page for paper: the cover of a document, or without one the sheet of the day.
Decision<Parcel> ledger_sheet(Office& office, const Caller& caller, const Parcel& request) {
  const auto language = server::parse_language(text_of(request.json, "language")).value_or(text::Language::uk);
  const auto desk = server::desk_of(office, [](std::string_view) {}, {});
  if (request.json.contains("document")) {
    const auto sheet = server::cover_sheet(desk, caller, document_of(request.json), language);
    return Parcel{Json::object(), {Blob(server::write_sheet(desk, sheet, language))}};
  }
  const auto sheet = server::daily_sheet(desk, caller, language);
  if (sheet.refused()) return sheet.refusal();
  return Parcel{Json::object(), {Blob(server::write_sheet(desk, sheet.value(), language))}};
}

Decision<Parcel> ledger_mailbox(Office& office, const Caller& caller, const Parcel& request) {
  if (!request.json.contains("address")) return Parcel{office.checkpoints_outside(), {}};
  auto saved = office.send_checkpoints_to(caller, text_of(request.json, "address"));
  if (saved.refused()) return saved.refusal();
  return Parcel{std::move(saved).value(), {}};
}

Decision<Parcel> ledger_prove(Office& office, const Caller& /*caller*/, const Parcel& request) {
  if (request.json.contains("from"))
    return Parcel{{{"proof", office.prove_consistency(request.json.at("from").get<std::uint64_t>())}}, {}};
  return Parcel{office.prove(request.json.at("seq").get<std::uint64_t>()), {}};
}

Decision<Parcel> ledger_checkpoint(Office& office, const Caller& /*caller*/, const Parcel& /*request*/) {
  return Parcel{{{"checkpoint", office.checkpoint()}, {"verifier_key", office.verifier_key()}}, {}};
}

Decision<Parcel> ledger_export(Office& office, const Caller& caller, const Parcel& request) {
  const auto exported = office.export_ledger(caller, text_of(request.json, "folder"));
  if (exported.refused()) return exported.refusal();
  return Parcel{Json::object(), {}};
}

Decision<Parcel> backup_create(Office& office, const Caller& caller, const Parcel& request) {
  const auto made = office.back_up(caller, text_of(request.json, "path"), SecretBytes(text_of(request.json, "backup_password")));
  if (made.refused()) return made.refusal();
  return Parcel{made.value(), {}};
}

Decision<Parcel> evidence_export(Office& office, const Caller& caller, const Parcel& request) {
  return Parcel{Json::object(), {office.evidence(caller, document_of(request.json))}};
}

Decision<Parcel> publish_workflow(Office& office, const Caller& caller, const Parcel& request) {
  const auto hash = office.publish_workflow(caller, request.files.at(0).bytes(), text_of(request.json, "name"));
  if (hash.refused()) return hash.refusal();
  return Parcel{{{"sha256", hash.value().hex()}}, {}};
}

/// `map`: {old state: new state}.
Decision<Parcel> try_migration(Office& office, const Caller& caller, const Parcel& request) {
  workflow::StateMap map;
  for (const auto& [from, to] : request.json.at("map").items()) map.emplace(from, to.get<std::string>());
  const auto report = office.try_migration(caller, request.files.at(0).bytes(), text_of(request.json, "name"), map);
  if (report.refused()) return report.refusal();
  return Parcel{report.value(), {}};
}

Decision<Parcel> publish_template(Office& office, const Caller& caller, const Parcel& request) {
  const auto hash =
      office.publish_template(caller, text_of(request.json, "name"), request.files.at(0), request.json.at("description"));
  if (hash.refused()) return hash.refusal();
  return Parcel{{{"sha256", hash.value().hex()}}, {}};
}

Decision<Parcel> about(Office& office, const Caller& /*caller*/, const Parcel& /*request*/) {
  return Parcel{{{"about", office.about()}, {"workflows", office.workflows()}, {"templates", office.templates()}}, {}};
}

Decision<Parcel> condition(Office& office, const Caller& caller, const Parcel& /*request*/) {
  const auto found = office.condition(caller);
  if (found.refused()) return found.refusal();
  return Parcel{found.value(), {}};
}

using Operation = Decision<Parcel> (*)(Office&, const Caller&, const Parcel&);

const std::map<std::string_view, Operation>& table() {
  static const std::map<std::string_view, Operation> operations{{"document.advance", advance},
                                                                {"document.list", list},
                                                                {"document.show", show},
                                                                {"document.actions", actions},
                                                                {"document.history", history},
                                                                {"document.file", file},
                                                                {"document.akoma_ntoso", akoma_ntoso},
                                                                {"document.receipt", receipt},
                                                                {"dossier.list", list_dossiers},
                                                                {"dossier.show", show_dossier},
                                                                {"sign.prepare", sign_prepare},
                                                                {"sign.finish", sign_finish},
                                                                {"ledger.verify", ledger_verify},
                                                                {"ledger.scrub", ledger_scrub},
                                                                {"ledger.challenge", ledger_challenge},
                                                                {"ledger.mailbox", ledger_mailbox},
                                                                {"ledger.sheet", ledger_sheet},
                                                                {"ledger.prove", ledger_prove},
                                                                {"ledger.checkpoint", ledger_checkpoint},
                                                                {"ledger.export", ledger_export},
                                                                {"evidence.export", evidence_export},
                                                                {"backup.create", backup_create},
                                                                {"workflow.publish", publish_workflow},
                                                                {"workflow.migrate", try_migration},
                                                                {"template.publish", publish_template},
                                                                {"office.about", about},
                                                                {"office.condition", condition},
                                                                {"user.add", add_user},
                                                                {"user.list", list_users},
                                                                {"user.role", give_role},
                                                                {"user.password", set_password},
                                                                {"user.disable", disable_user},
                                                                {"user.erase", erase_user},
                                                                {"user.delegate", delegate_roles},
                                                                {"user.end_delegation", end_delegation},
                                                                {"user.delegations", list_delegations},
                                                                {"user.represented", list_represented},
                                                                {"user.recovery", list_recovery_persons}};
  return operations;
}

}  // namespace

Decision<Parcel> operate(Office& office, const Parcel& request) try {
  const auto operation = table().find(text_of(request.json, "operation"));
  if (operation == table().end()) {
    throw Error(Fault::input, {"cli.no_such_operation", {{"operation", text_of(request.json, "operation")}}});
  }
  const auto caller = caller_of(office, request.json);
  if (caller.refused()) return caller.refusal();
  return operation->second(office, caller.value(), request);
} catch (const Json::exception& error) {
  throw Error(Fault::input, {"cli.request_odd", {{"detail", std::string(error.what())}}});
}

}  // namespace chancery::cli
