#include "engine/linking.h"

#include "base/error.h"
#include "document/rights.h"
#include "outside/entropy.h"
#include "store/documents.h"
#include "store/links.h"
#include "text/characters.h"
#include "text/normal_form.h"

#include <algorithm>

namespace chancery::engine {
namespace {

using document::Link;
using document::LinkKind;
using formats::Json;

constexpr std::string_view link_prefix = "link.";
constexpr std::string_view unlink_prefix = "unlink.";
constexpr std::string_view open_event = "dossier.open";
constexpr std::string_view add_event = "dossier.add";
constexpr std::string_view close_event = "dossier.close";
constexpr std::size_t longest_title = 1'000;

std::string text_within(const Json& value, const std::string& field) {
  if (!value.is_string()) refuse_odd_field("data." + field);
  std::string text = text::to_nfc(value.get_ref<const std::string&>());
  if (text.size() > longest_title) refuse_odd_field("data." + field);
  return text;
}

std::optional<LinkKind> kind_of(std::string_view event) {
  return document::parse_link_kind(event.substr(event.find('.') + 1));
}

/// The document at the other end, or nothing when the person may not know of it.
std::optional<store::DocumentRow> other_end(store::Database& database, const Knows& knows, const Command& command) {
  if (!command.data.contains("document"))
    throw Error(Fault::input, {"engine.command_field_missing", {{"field", "data.document"}}});
  const auto id = DocumentId::parse(data_text(command.data, "document"));
  const auto row = id ? store::Documents(database).find(*id) : std::nullopt;
  return row && knows(*id) ? row : std::nullopt;
}

Decision<Allowed> judge(store::Database& database, const Draft& draft, const LinkChange& change, const std::string& other_kind) {
  const Link& link = change.link;
  store::Links links(database);
  if (change.made) {
    return document::may_link({link.from, draft.document.kind}, link.kind, {link.to, other_kind},
                              links.around(link.from, link.kind, link.to));
  }
  const auto present = links.of(link.from);
  if (std::find(present.begin(), present.end(), link) != present.end()) return Allowed{};
  return Refusal{"links.no_such_link", {"links.no_such_link", {{"kind", std::string(document::name_of(link.kind))}}}};
}

Decision<Draft> change_link(Draft draft, store::Database& database, const Knows& knows, const Command& command) {
  const auto other = other_end(database, knows, command);
  if (!other) return document::unknown_document();
  const bool made = command.event.starts_with(link_prefix);
  const LinkChange change{{draft.document.id, *kind_of(command.event), other->document.id}, made};
  if (auto decision = judge(database, draft, change, other->document.kind); decision.refused()) return decision.refusal();
  draft.payload = {{"document", other->document.id.hex()}, {"kind", document::name_of(change.link.kind)}};
  draft.link = change;
  return draft;
}

std::vector<document::TextInLanguage> titles_of(const Json& data) {
  if (!data.contains("titles") || !data.at("titles").is_object() || data.at("titles").empty()) refuse_odd_field("data.titles");
  std::vector<document::TextInLanguage> titles;
  for (const auto& [tag, title] : data.at("titles").items()) {
    const auto language = LanguageTag::parse(tag);
    std::string text(text::trim(text_within(title, "titles." + tag)));
    if (!language || text.empty()) refuse_odd_field("data.titles." + tag);
    titles.push_back({*language, std::move(text)});
  }
  return titles;
}

/// A document lies in one dossier, for good: nothing moves it silently.
void require_no_dossier(store::Dossiers& dossiers, const DocumentId& document) {
  const auto lies_in = dossiers.of(document);
  if (!lies_in) return;
  const auto dossier = dossiers.find(*lies_in).value();
  throw Error(Fault::conflict, {"links.in_dossier_already",
                                {{"dossier", dossier.titles.empty() ? dossier.case_index : dossier.titles.front().value}}});
}

Draft open_dossier(Draft draft, store::Database& database, const Command& command, Timestamp now) {
  store::Dossiers dossiers(database);
  require_no_dossier(dossiers, draft.document.id);
  const auto id = outside::random_id<DossierId>();
  const std::string index = command.data.contains("case_index") ? text_within(command.data.at("case_index"), "case_index") : "";
  draft.opened = store::Dossier{id, draft.document.organisation, index, titles_of(command.data), now};
  draft.dossier = id;
  draft.payload = {{"dossier", id.hex()}};
  return draft;
}

/// A dossier is known to whoever may know of a document in it.
std::optional<store::Dossier> known_dossier(store::Database& database, const Knows& knows, const std::string& hex) {
  const auto id = DossierId::parse(hex);
  store::Dossiers dossiers(database);
  const auto dossier = id ? dossiers.find(*id) : std::nullopt;
  if (!dossier) return std::nullopt;
  const auto documents = dossiers.documents(*id);
  return std::any_of(documents.begin(), documents.end(), knows) ? dossier : std::nullopt;
}

Draft add_to_dossier(Draft draft, store::Database& database, const Knows& knows, const Command& command) {
  const std::string hex = data_text(command.data, "dossier");
  const auto dossier = known_dossier(database, knows, hex);
  if (!dossier) throw Error(Fault::absent, {"links.no_such_dossier", {{"dossier", hex}}});
  if (dossier->closed) throw Error(Fault::conflict, {"links.dossier_closed", {{"dossier", dossier->case_index}}});
  store::Dossiers dossiers(database);
  require_no_dossier(dossiers, draft.document.id);
  draft.dossier = dossier->id;
  draft.payload = {{"dossier", dossier->id.hex()}};
  return draft;
}

/// Whoever may put documents into a dossier may close it, by a step of a document that lies in it.
Draft close_dossier(Draft draft, store::Database& database) {
  store::Dossiers dossiers(database);
  const auto id = dossiers.of(draft.document.id);
  if (!id) throw Error(Fault::conflict, {"links.in_no_dossier", {}});
  const auto dossier = dossiers.find(*id).value();
  if (dossier.closed) throw Error(Fault::conflict, {"links.dossier_closed", {{"dossier", dossier.case_index}}});
  draft.dossier = id;
  draft.closes_dossier = true;
  draft.payload = {{"dossier", id->hex()}};
  return draft;
}

}  // namespace

bool is_linking(std::string_view event) {
  if (event == open_event || event == add_event || event == close_event) return true;
  return (event.starts_with(link_prefix) || event.starts_with(unlink_prefix)) && kind_of(event).has_value();
}

Decision<Draft> link(Draft draft, store::Database& database, const Knows& knows, const Command& command, Timestamp now) {
  if (command.event == open_event) return open_dossier(std::move(draft), database, command, now);
  if (command.event == add_event) return add_to_dossier(std::move(draft), database, knows, command);
  if (command.event == close_event) return close_dossier(std::move(draft), database);
  return change_link(std::move(draft), database, knows, command);
}

bool may_still_link(store::Database& database, const Draft& draft) {
  if (!draft.link) return true;
  const auto other = store::Documents(database).find(draft.link->link.to);
  return other && !judge(database, draft, *draft.link, other->document.kind).refused();
}

void save_links(store::Database& database, const Draft& draft, const PersonId& person, Timestamp time) {
  store::Dossiers dossiers(database);
  if (draft.opened) dossiers.add(*draft.opened);
  if (draft.closes_dossier) {
    dossiers.close(*draft.dossier, time);
  } else if (draft.dossier) {
    dossiers.put(draft.document.id, *draft.dossier, time);
  }
  if (!draft.link) return;
  if (draft.link->made) {
    store::Links(database).add(draft.link->link, person, time);
  } else {
    store::Links(database).remove(draft.link->link);
  }
}

}  // namespace chancery::engine
