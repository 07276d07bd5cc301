#include "engine/acting.h"

#include "base/error.h"
#include "document/section.h"
#include "text/characters.h"
#include "text/normal_form.h"

#include <algorithm>

namespace chancery::engine {
namespace {

using document::Document;
using formats::Json;

constexpr std::string_view record_prefix = "record.";
constexpr std::string_view attest_prefix = "attest.";

Refusal refusal(const char* rule, std::vector<std::pair<std::string, Message::Argument>> arguments = {}) {
  return {rule, {rule, std::move(arguments)}};
}

/// `translation:*` takes every translation.
bool takes(std::string_view pattern, std::string_view section) {
  if (!pattern.ends_with('*')) return pattern == section;
  return section.starts_with(pattern.substr(0, pattern.size() - 1));
}

void require_current(const Document& document, const SeenSection& seen) {
  const auto current = document::section_hash(document, seen.name);
  if (!current) throw Error(Fault::conflict, {"engine.no_such_section", {{"section", seen.name}}});
  if (*current != seen.sha256) {
    throw Error(Fault::conflict,
                {"engine.section_changed", {{"section", seen.name}, {"seen", seen.sha256.hex()}, {"now", current->hex()}}});
  }
}

bool has_signed(const Document& document, unsigned party) {
  return std::any_of(document.signatures.begin(), document.signatures.end(), [=](const document::Signature& signature) {
    return signature.party == party && document::is_party_signature(signature.act);
  });
}

/// A field of `data.recorded`, empty when it is missing or no text.
std::string recorded_field(const Json& given, const char* field) {
  const bool is_text = given.contains(field) && given.at(field).is_string();
  return is_text ? std::string(text::trim(text::to_nfc(given.at(field).get_ref<const std::string&>()))) : std::string();
}

}  // namespace

ledger::RecordedAct for_leaf(const document::RecordedAct& act) {
  return {act.capacity, act.body, act.acted, act.place, act.channel, act.number, act.evidence.sha256, actor_of(act.recorder)};
}

namespace {

std::optional<Refusal> objection_to_party(const Document& document, const std::optional<unsigned>& party) {
  if (!party) return std::nullopt;
  if (*party < 1 || *party > document.parties.size()) return refusal("engine.no_such_party", {{"party", std::int64_t{*party}}});
  if (has_signed(document, *party)) return refusal("engine.party_has_signed", {{"party", document.parties[*party - 1]}});
  return std::nullopt;
}

std::optional<unsigned> party_of(const Json& given) {
  const bool named = given.contains("party") && given.at("party").is_number_integer();
  return named ? std::optional(given.at("party").get<unsigned>()) : std::nullopt;
}

}  // namespace

document::File keep_evidence(Draft& draft, const Attachment& attachment, std::string_view extension) {
  const auto number = std::to_string(draft.document.evidence.size() + 1);
  const auto file = file_of("evidence-" + number + std::string(extension), attachment.media_type, attachment.content);
  draft.document.evidence.push_back(file);
  draft.in.push_back(file);
  add_file(draft, file, attachment.content);
  return file;
}

namespace {

void sign_on_paper(Draft& draft, const document::RecordedAct& act, const Performer& performer) {
  draft.document.signatures.push_back(
      {*act.party, "sign", document::SignatureKind::paper, 0, act.signer, performer.person, act.acted, act.evidence});
  draft.signatures.emplace_back(ledger::PaperSignature{"sign", act.evidence.sha256});
}

/// Somebody carried the document out of the office: the day, the way and the proof of it are those of the recorded act.
void dispatch_recorded(Draft& draft, const document::RecordedAct& act, const Performer& performer) {
  const std::string receiver = act.body.empty() ? act.signer : act.body;
  draft.document.dispatches.push_back({act.channel.empty() ? "recorded" : act.channel,
                                       {{receiver, ""}},
                                       performer.person,
                                       act.acted,
                                       act.evidence,
                                       std::nullopt});
}

}  // namespace

ledger::Actor actor_of(const document::PersonInDocument& person) {
  if (person == ledger::Actor::system().text()) return ledger::Actor::system();
  const auto pseudonym = ledger::Pseudonym::parse(person);
  check_invariant(pseudonym.has_value(), "a person in a document is 32 hex digits");
  return ledger::Actor(*pseudonym);
}

bool is_recording(std::string_view event) {
  return event.starts_with(record_prefix);
}

bool is_attestation(std::string_view event) {
  return event.starts_with(attest_prefix);
}

void require_manifest(const Document& document, const Command& command) {
  if (!document.frozen) throw Error(Fault::conflict, {"engine.not_frozen", {}});
  if (command.manifest == document.frozen->manifest.sha256) return;
  throw Error(Fault::conflict, {"engine.manifest_changed",
                                {{"seen", command.manifest ? command.manifest->hex() : std::string("—")},
                                 {"now", document.frozen->manifest.sha256.hex()}}});
}

Decision<Draft> approve(Draft draft, const workflow::Offer& offer, const Performer& performer, const Command& command) {
  if (command.sections.empty()) return refusal("engine.no_section");
  for (const SeenSection& seen : command.sections) {
    require_current(draft.document, seen);
    if (!takes(offer.approves, seen.name)) {
      return refusal("engine.section_not_approvable", {{"section", seen.name}, {"event", command.event}});
    }
    draft.document.approvals.push_back({seen.name, seen.sha256, command.event, performer.person, performer.time});
    draft.sections.push_back({seen.name, seen.sha256});
  }
  return draft;
}

Decision<Draft> close(Draft draft, const Command& command) {
  require_manifest(draft.document, command);
  draft.document.closed = command.manifest;
  draft.manifest = command.manifest;
  return draft;
}

Decision<Draft> record(Draft draft, const Performer& performer, const Command& command) {
  const Json given =
      command.data.contains("recorded") && command.data.at("recorded").is_object() ? command.data.at("recorded") : Json::object();
  const auto acted = Timestamp::parse(recorded_field(given, "acted"));
  const std::string capacity = recorded_field(given, "capacity");
  const std::string signer = recorded_field(given, "signer");
  if (!acted || capacity.empty() || signer.empty()) return refusal("engine.recorded_incomplete");
  constexpr std::chrono::hours day{24};  // clocks and zones differ
  if (performer.time.plus(day) < *acted) return refusal("engine.recorded_later", {{"day", acted->date()}});
  if (command.files.size() != 1) return refusal("engine.one_file");
  const auto party = party_of(given);
  if (auto objection = objection_to_party(draft.document, party)) return *std::move(objection);

  const document::RecordedAct act{command.event,
                                  capacity,
                                  recorded_field(given, "body"),
                                  *acted,
                                  recorded_field(given, "place"),
                                  recorded_field(given, "channel"),
                                  recorded_field(given, "number"),
                                  performer.person,
                                  signer,
                                  party,
                                  keep_evidence(draft, command.files.front())};
  draft.document.unconfirmed.push_back(act);
  draft.recorded = for_leaf(act);
  if (party) draft.payload = {{"party", *party}};
  draft.outside_actor = signer;
  return draft;
}

Decision<Draft> attest(Draft draft, const Performer& performer, const Command& command) {
  const std::string recording = std::string(record_prefix) + command.event.substr(attest_prefix.size());
  auto& unconfirmed = draft.document.unconfirmed;
  const auto found = std::find_if(unconfirmed.begin(), unconfirmed.end(),
                                  [&](const document::RecordedAct& candidate) { return candidate.event == recording; });
  if (found == unconfirmed.end()) return refusal("engine.nothing_to_attest", {{"event", command.event}});
  const document::RecordedAct act = *found;
  unconfirmed.erase(found);
  draft.recorded = for_leaf(act);
  if (act.party) {
    draft.payload = {{"party", *act.party}};
    sign_on_paper(draft, act, performer);
  }
  if (recording == "record.dispatch") dispatch_recorded(draft, act, performer);
  return draft;
}

Draft thaw(Draft draft) {
  draft.document.frozen.reset();
  draft.document.closed.reset();
  draft.document.container.reset();
  draft.document.signatures.clear();
  draft.document.unconfirmed.clear();
  return draft;
}

}  // namespace chancery::engine
