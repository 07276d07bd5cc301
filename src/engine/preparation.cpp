#include "engine/preparation.h"

#include "base/error.h"
#include "document/facts.h"
#include "document/rights_policy.h"
#include "engine/acting.h"
#include "engine/calendars.h"
#include "engine/dispatching.h"
#include "engine/drafting.h"
#include "engine/freezing.h"
#include "engine/linking.h"
#include "engine/signed_elsewhere.h"
#include "engine/signing_desk.h"
#include "engine/subjects.h"
#include "engine/waiting.h"
#include "evidence/recorded_state.h"
#include "outside/entropy.h"
#include "store/people.h"
#include "text/characters.h"
#include "workflow/open_task.h"
#include "workflow/step.h"

#include <algorithm>

namespace chancery::engine {

using document::RightsPolicy;
using formats::Json;

/// One command in front of one state of the office.
struct Preparation::Act {
  store::Database* database;
  const Caller* caller;
  const Command* command;
  document::Subject subject;
  DocumentId document;
  Performer performer;
  std::optional<Sha256> instrument;  // of the delegation by which somebody acts for somebody else
};

/// One event in front of the document as it is.
struct Preparation::Move {
  store::Database* database;
  const store::DocumentRow* row;
  std::string event;
  document::PersonInDocument person;
  std::optional<document::PersonInDocument> principal;
  Timestamp time;
  const Json* facts;
};

namespace {

constexpr const char* system_role = "system";

/// Spaces are no remark.
bool is_said(const std::string& comment) {
  return !text::trim(comment).empty();
}

workflow::StepOptions step_options() {
  workflow::StepOptions options;
  options.calendars = &built_in_calendars();
  return options;
}

std::set<std::string> role_names(const document::Subject& subject) {
  std::set<std::string> names;
  for (const document::Role role : RightsPolicy::standard().effective(subject.roles, subject.roles_behind)) {
    names.emplace(document::name_of(role));
  }
  return names;
}

document::PersonInDocument person_in(store::Database& database, const PersonId& person, const DocumentId& document) {
  const auto key = store::People(database).key(person);
  if (!key) throw Error(Fault::absent, {"engine.no_such_person", {{"person", person.hex()}}});
  return ledger::pseudonym_in(document, *key).hex();
}

/// What a person does to a task itself: claim it, give it back, hand it over, add and remove persons.
bool is_about_task(std::string_view event) {
  using Kind = workflow::TaskEvent::Kind;
  const auto parsed = workflow::parse_task_event(event);
  return parsed && parsed->kind != Kind::overdue && parsed->kind != Kind::remind;
}

/// What the document sends to itself and when; what goes elsewhere is no timer.
std::vector<TimerChange> timer_changes(const std::vector<workflow::Effect>& effects, Timestamp now) {
  std::vector<TimerChange> changes;
  for (const workflow::Effect& effect : effects) {
    if (const auto* cancel = std::get_if<workflow::Cancel>(&effect)) changes.emplace_back(TimerCancelled{cancel->sendid});
    const auto* send = std::get_if<workflow::Send>(&effect);
    if (send != nullptr && send->target.empty()) {
      changes.emplace_back(store::Timer{send->id, send->event, now.plus(send->delay)});
    }
  }
  return changes;
}

/// The hash of the policy is a fact: replay judges by the policy that was in force.
Json facts_with_rights(const document::Document& document, const document::CommandFacts& command) {
  Json facts = document::facts_of(document, command);
  facts["rights"] = RightsPolicy::standard().sha256().hex();
  return facts;
}

document::CommandFacts command_facts(const document::Subject& subject, const Performer& performer, const Command& command,
                                     Json payload) {
  return {performer.person,         role_names(subject), performer.time,     is_recording(command.event),
          is_said(command.comment), std::move(payload),  performer.principal};
}

/// In whose name somebody acts, as the document names that person.
std::optional<document::PersonInDocument> principal_in(store::Database& database, const document::Subject& subject,
                                                       const DocumentId& document) {
  return subject.behind ? std::optional(person_in(database, subject.person, document)) : std::nullopt;
}

/// A workflow that is called like a kind of document is that kind's own.
bool is_for_another_kind(store::Database& database, const std::string& workflow, const std::string& kind) {
  if (workflow == kind) return false;
  return database.find<std::int64_t>("SELECT 1 FROM templates WHERE json_extract(description, '$.kind') = ?1 LIMIT 1", {workflow})
      .has_value();
}

std::string acting_role(const document::Subject& subject, const workflow::Offer* offer) {
  const auto held = role_names(subject);
  if (offer != nullptr) {
    for (const std::string& role : offer->roles) {
      if (held.contains(role)) return role;
    }
  }
  return held.empty() ? "none" : *held.begin();
}

void require_revision(const document::Document& document, const workflow::Offer* offer, const Command& command) {
  const bool carries = offer != nullptr && offer->carries == workflow::Task::Carries::revision;
  if (carries && !command.revision) throw Error(Fault::input, {"engine.command_field_missing", {{"field", "revision"}}});
  if (!command.revision || *command.revision == document.revision) return;
  throw Error(Fault::conflict,
              {"engine.revision_moved",
               {{"seen", static_cast<std::int64_t>(*command.revision)}, {"now", static_cast<std::int64_t>(document.revision)}}});
}

/// The step behind the last one of its document.
Prepared placed(Prepared prepared, const store::DocumentRow& row) {
  prepared.author = row.author;
  prepared.audience = row.audience;
  prepared.expected = Expected{row.doc_seq, row.last_leaf};
  prepared.from = row.document.configuration;
  return prepared;
}

void require_any_revision(const Command& command) {
  if (!command.revision) throw Error(Fault::input, {"engine.command_field_missing", {{"field", "revision"}}});
}

/// The state that the step leaves behind, as a closed file of the step: what the tables of the office are compared with.
Draft with_state(Draft draft) {
  const auto state = evidence::state_opening(draft.document, outside::random_id<BlobId>(), outside::random_salt());
  draft.out_closed.push_back(state.commitment());
  draft.openings.push_back(state);
  return draft;
}

}  // namespace

document::DocumentObject object_of(store::Database& database, const store::DocumentRow& row) {
  std::set<PersonId> readers;
  store::Statement rows = database.query("SELECT person FROM document_readers WHERE document = ?1", {row.document.id});
  while (rows.next()) readers.insert(rows.get<PersonId>(0));
  return {row.document.organisation, row.author, document::parse_audience(row.audience).value_or(document::Audience::listed),
          std::move(readers)};
}

bool asks_for_work(const workflow::Offer& offer) {
  return !offer.refusal && offer.event != "withdraw" && offer.event != "return" && offer.event != "attach";
}

Json Preparation::facts_of_now(store::Database& database, const document::Subject& subject, const store::DocumentRow& row) const {
  const Performer performer{person_in(database, subject.acting(), row.document.id),
                            {},
                            surroundings_->clock(),
                            principal_in(database, subject, row.document.id)};
  return facts_with_rights(row.document, command_facts(subject, performer, {}, Json::object()));
}

std::vector<workflow::Explanation> Preparation::explain(store::Database& database, const document::Subject& subject,
                                                        const store::DocumentRow& row, std::string_view language) const {
  const auto definition = definitions_->workflow(database, row.document.workflow);
  const auto instance = workflow::Instance::from_json(*definition, row.document.instance);
  return workflow::explain(*definition, instance, facts_of_now(database, subject, row), language, &built_in_calendars());
}

std::vector<workflow::Offer> Preparation::offers(store::Database& database, const document::Subject& subject,
                                                 const store::DocumentRow& row) const {
  const auto definition = definitions_->workflow(database, row.document.workflow);
  const auto facts = facts_of_now(database, subject, row);
  auto offers = workflow::offers(*definition, workflow::Instance::from_json(*definition, row.document.instance), facts,
                                 &built_in_calendars());
  for (workflow::Offer& offer : offers) {
    if (offer.refusal && offer.refusal->rule == "workflow.guard") offer.refusal->message = what_it_waits_for(offer, facts);
  }
  return offers;
}

std::vector<workflow::Offer> Preparation::offers_shown(store::Database& database, const document::Subject& subject,
                                                       const store::DocumentRow& row) const {
  auto shown = offers(database, subject, row);
  const Performer performer{person_in(database, subject.acting(), row.document.id),
                            {},
                            surroundings_->clock(),
                            principal_in(database, subject, row.document.id)};
  for (workflow::Offer& offer : shown) {
    const auto act = document::parse_act(offer.event);
    if (act && !offer.refusal) offer.refusal = objection_to_act(row.document, *act, performer);
  }
  return shown;
}

Decision<Prepared> Preparation::prepare(store::Database& database, const Caller& caller, const Command& command) const {
  const Timestamp time = surroundings_->clock();
  const DocumentId id = command.document.value_or(outside::random_id<DocumentId>());
  auto standing = standing_of(database, caller.person, command.on_behalf_of, surroundings_->organisation, time);
  if (standing.refused()) return standing.refusal();
  const auto [subject, instrument] = std::move(standing).value();
  const Act act{&database,
                &caller,
                &command,
                subject,
                id,
                {person_in(database, subject.acting(), id), name_of_person(database, subject.acting()), time,
                 principal_in(database, subject, id)},
                instrument};
  return command.event == "new" ? prepare_new(act) : prepare_step(act);
}

Decision<Prepared> Preparation::prepare_new(const Act& act) const {
  const auto allowed = document::authorize(RightsPolicy::standard(), act.subject, document::Action::create_document,
                                           document::OfficeObject{surroundings_->organisation});
  if (allowed.refused()) return allowed.refusal();
  const Json& data = act.command->data;
  for (const char* field : {"template", "values"}) {
    if (!data.contains(field))
      throw Error(Fault::input, {"engine.command_field_missing", {{"field", std::string("data.") + field}}});
  }
  const std::string named = data_text(data, "workflow");
  const auto chosen = named.empty() ? std::nullopt : std::optional(Definitions::workflow_named(*act.database, named));
  const Sha256 template_hash = Definitions::template_named(*act.database, data_text(data, "template"));
  const auto form = definitions_->document_template(*act.database, template_hash);
  const std::string kind = form->description().value().kind;
  const Sha256 workflow_hash = chosen ? *chosen : Definitions::workflow_of_kind(*act.database, kind);
  const auto definition = definitions_->workflow(*act.database, workflow_hash);
  if (is_for_another_kind(*act.database, definition->name(), kind)) {
    return Refusal{"engine.workflow_of_other_kind",
                   {"engine.workflow_of_other_kind", {{"workflow", definition->name()}, {"kind", kind}}}};
  }

  auto drafted = begin_document({act.document, surroundings_->organisation, act.performer.person, act.performer.time,
                                 workflow_hash, outside::random_salt()},
                                *form, *act.command);
  if (drafted.refused()) return drafted.refusal();
  Draft draft = std::move(drafted).value();
  const Json facts = with_calendars(
      facts_with_rights(draft.document, command_facts(act.subject, act.performer, *act.command, draft.payload)), *definition);
  auto started = workflow::start(*definition, facts, step_options());
  if (started.refused()) return started.refusal();
  draft.timers = timer_changes(started.value().effects, act.performer.time);
  draft.document.instance = started.value().instance.to_json();
  draft.document.configuration = started.value().instance.configuration();
  draft.document.performances.push_back({"new", act.performer.person, act.performer.principal});
  draft.document.revision = 1;
  return prepared(act, with_state(std::move(draft)), formats::committed_json(facts), "clerk");
}

Decision<Prepared> Preparation::prepare_step(const Act& act) const {
  const auto row = act.command->document ? store::Documents(*act.database).find(act.document) : std::nullopt;
  if (!row) return document::unknown_document();
  const auto allowed = document::authorize(RightsPolicy::standard(), act.subject, document::action_for(act.command->event),
                                           object_of(*act.database, *row));
  if (allowed.refused()) return allowed.refusal();
  if (is_linking(act.command->event)) return prepare_linking(act, *row);
  const auto offered = offers(*act.database, act.subject, *row);
  const auto found = std::find_if(offered.begin(), offered.end(),
                                  [&](const workflow::Offer& offer) { return offer.event == act.command->event; });
  const workflow::Offer* offer = found == offered.end() ? nullptr : &*found;
  require_revision(row->document, offer, *act.command);
  auto draft = contribute(act, Draft{row->document}, offer);
  if (draft.refused()) return draft.refusal();
  return step(act, *row, std::move(draft).value(), offer);
}

/// The workflow stands still; the revision moves on, since the document is shown with its links.
Decision<Prepared> Preparation::prepare_linking(const Act& act, const store::DocumentRow& row) const {
  require_any_revision(*act.command);
  require_revision(row.document, nullptr, *act.command);
  const auto knows = [&](const DocumentId& id) {
    const auto other = store::Documents(*act.database).find(id);
    return other && document::may_know(RightsPolicy::standard(), act.subject, object_of(*act.database, *other));
  };
  auto linked = link(Draft{row.document}, *act.database, knows, *act.command, act.performer.time);
  if (linked.refused()) return linked.refusal();
  Draft draft = std::move(linked).value();
  const Json facts = facts_with_rights(draft.document, command_facts(act.subject, act.performer, *act.command, draft.payload));
  draft.document.performances.push_back({act.command->event, act.performer.person, act.performer.principal});
  draft.document.revision = row.document.revision + 1;
  return placed(prepared(act, with_state(std::move(draft)), formats::committed_json(facts), acting_role(act.subject, nullptr)),
                row);
}

/// To whom a task is handed over, or whom its manager adds or removes; guards know persons as they are in the document.
Decision<Draft> Preparation::name_person(const Act& act, Draft draft) {
  const std::string given = is_about_task(act.command->event) ? data_text(act.command->data, "person") : std::string();
  if (given.empty()) return draft;
  const auto person = PersonId::parse(given);
  if (!person) refuse_odd_field("data.person");
  draft.payload["person"] = person_in(*act.database, *person, act.document);
  return draft;
}

Decision<Draft> Preparation::contribute(const Act& act, Draft draft, const workflow::Offer* offer) const {
  const Command& command = *act.command;
  if (offer == nullptr) return name_person(act, std::move(draft));
  if (offer->refusal) return *offer->refusal;
  if (command.event == "attach") {
    return attach(std::move(draft), *definitions_->document_template(*act.database, draft.document.template_hash), command);
  }
  if (offer->carries == workflow::Task::Carries::sections) return approve(std::move(draft), *offer, act.performer, command);
  if (is_recording(command.event)) return record(std::move(draft), act.performer, command);
  if (command.event == "dispatch") {
    return write_letter(std::move(draft), *act.database, surroundings_->mailbox, act.performer, command);
  }
  if (is_attestation(command.event)) return attest(std::move(draft), act.performer, command);
  if (document::parse_act(command.event) && !command.data.contains("request")) {
    return take_elsewhere(std::move(draft), *act.database, {surroundings_->anchors, surroundings_->signature_policy},
                          act.caller->person, act.performer, command);
  }
  if (document::parse_act(command.event)) {
    return sign(std::move(draft), *act.database, {surroundings_->anchors, surroundings_->signature_policy}, act.caller->person,
                act.performer, command);
  }
  if (offer->carries == workflow::Task::Carries::manifest) return close(std::move(draft), command);
  if (command.event == "return") return thaw(std::move(draft));
  return draft;
}

Decision<Prepared> Preparation::step(const Act& act, const store::DocumentRow& row, Draft draft,
                                     const workflow::Offer* offer) const {
  const auto definition = definitions_->workflow(*act.database, row.document.workflow);
  const Json facts = with_calendars(
      facts_with_rights(draft.document, command_facts(act.subject, act.performer, *act.command, draft.payload)), *definition);
  auto moved =
      move({act.database, &row, act.command->event, act.performer.person, act.performer.principal, act.performer.time, &facts},
           std::move(draft));
  if (moved.refused()) return moved.refusal();
  // What no act of a person causes, a timer does: nobody brings it forward.
  if (offer == nullptr && !is_about_task(act.command->event)) {
    return Refusal{"workflow.no_such_event", {"workflow.refused_event", {{"event", act.command->event}}}};
  }
  return placed(
      prepared(act, with_state(std::move(moved).value()), formats::committed_json(facts), acting_role(act.subject, offer)), row);
}

Decision<Prepared> Preparation::prepare_timer(store::Database& database, const store::WaitingTimer& timer) const {
  const auto row = store::Documents(database).find(timer.document);
  if (!row || !store::Timers(database).holds(timer.number)) return Refusal{"engine.timer_gone", {"engine.timer_gone", {}}};
  const Timestamp time = surroundings_->clock();
  const ledger::Actor system = ledger::Actor::system();
  const document::CommandFacts command{system.text(), {system_role}, time, false, false, Json::object()};
  const auto definition = definitions_->workflow(database, row->document.workflow);
  const Json facts = with_calendars(facts_with_rights(row->document, command), *definition);
  Draft draft{row->document};
  draft.fired = timer.number;
  auto moved = move({&database, &*row, timer.timer.event, system.text(), std::nullopt, time, &facts}, std::move(draft));
  if (moved.refused()) return moved.refusal();
  Prepared result{with_state(std::move(moved).value()),
                  row->author,
                  row->audience,
                  std::nullopt,
                  timer.timer.event,
                  {},
                  std::nullopt,
                  formats::committed_json(facts),
                  {system, std::nullopt, system_role, "", std::nullopt, {system_role, std::nullopt, std::nullopt}},
                  {},
                  std::nullopt,
                  std::nullopt,
                  outside::random_salt(),
                  outside::random_salt(),
                  outside::random_salt()};
  return placed(std::move(result), *row);
}

Decision<Draft> Preparation::move(const Move& move, Draft draft) const {
  const auto definition = definitions_->workflow(*move.database, move.row->document.workflow);
  const auto instance = workflow::Instance::from_json(*definition, move.row->document.instance);
  auto stepped = workflow::step(*definition, instance, {.name = move.event, .data = draft.payload}, *move.facts, step_options());
  if (stepped.refused()) return stepped.refusal();
  draft.document.instance = stepped.value().instance.to_json();
  draft.document.configuration = stepped.value().instance.configuration();
  draft.document.performances.push_back({move.event, move.person, move.principal});
  draft.document.revision = move.row->document.revision + 1;
  return carry_out(move, std::move(draft), stepped.value().effects);
}

Decision<Draft> Preparation::carry_out(const Move& move, Draft draft, const std::vector<workflow::Effect>& effects) const {
  const FreezePlace place{surroundings_->origin, move.row->last_leaf, move.time};
  draft.timers = timer_changes(effects, move.time);
  for (const workflow::Effect& effect : effects) {
    const auto* action = std::get_if<workflow::Action>(&effect);
    if (action == nullptr) continue;
    if (action->name == "register") draft = register_document(std::move(draft), *move.database, place);
    if (action->name == "freeze") {
      auto frozen = freeze(std::move(draft), *move.database, place);
      if (frozen.refused()) return frozen.refusal();
      draft = std::move(frozen).value();
    }
    if (action->name == "dispatch") {
      auto dispatched = dispatch(std::move(draft));
      if (dispatched.refused()) return dispatched.refusal();
      draft = std::move(dispatched).value();
    }
  }
  return draft;
}

Prepared Preparation::prepared(const Act& act, Draft draft, Bytes facts, std::string role) const {
  const Command& command = *act.command;
  const bool for_somebody = act.subject.behind.has_value();
  ledger::Note note{draft.outside_actor ? draft.outside_actor : std::optional(act.performer.name), std::nullopt, std::nullopt,
                    command.key};
  if (is_said(command.comment)) note.reason = command.comment;
  ledger::Who who{actor_of(person_in(*act.database, act.subject.person, act.document)),
                  for_somebody ? ledger::Pseudonym::parse(act.performer.person) : std::nullopt,
                  std::move(role),
                  act.subject.organisation.hex(),
                  act.instrument,
                  {act.caller->method, act.caller->session, std::nullopt}};
  std::optional<CommandKey> key;
  if (command.key) key = CommandKey{*command.key, hash_of(command)};
  const auto principal = for_somebody ? std::optional(act.subject.person) : std::nullopt;
  return {
      std::move(draft),       act.caller->person,     "organisation",         std::nullopt,    command.event,      {},
      std::nullopt,           std::move(facts),       std::move(who),         std::move(note), act.caller->person, std::move(key),
      outside::random_salt(), outside::random_salt(), outside::random_salt(), principal};
}

Prepared Preparation::prepare_refusal(store::Database& database, const Caller& caller, const Command& command,
                                      const store::DocumentRow& row, const Refusal& refusal) const {
  const Timestamp time = surroundings_->clock();
  const document::Subject subject = subject_of(database, caller.person, time);
  const Act act{
      &database,       &caller,
      &command,        subject,
      row.document.id, {person_in(database, subject.acting(), row.document.id), name_of_person(database, subject.acting()), time},
      std::nullopt};
  const Json facts = facts_with_rights(row.document, command_facts(subject, act.performer, command, Json::object()));
  Prepared result = prepared(act, Draft{row.document}, formats::committed_json(facts), acting_role(subject, nullptr));
  result = placed(std::move(result), row);
  result.refused_by = refusal.rule;
  result.key.reset();
  return result;
}

}  // namespace chancery::engine
