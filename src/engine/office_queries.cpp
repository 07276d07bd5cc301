#include "base/error.h"
#include "engine/command.h"
#include "engine/condition.h"
#include "engine/dispatch_views.h"
#include "engine/dossier_views.h"
#include "engine/office_content.h"
#include "engine/search_words.h"
#include "engine/stored_receipt.h"
#include "engine/task_views.h"
#include "engine/views.h"
#include "engine/work_list.h"
#include "store/blobs.h"
#include "store/documents.h"
#include "store/leaves.h"
#include "store/rights_predicate.h"
#include "workflow/drawing.h"

#include <algorithm>
#include <charconv>

namespace chancery::engine {

using document::Action;
using document::RightsPolicy;
using formats::Json;

namespace {

Json opening_value(const std::vector<store::StoredOpening>& openings, std::string_view label) {
  for (const store::StoredOpening& opening : openings) {
    if (opening.label == label) return formats::parse_json(opening.value, label);
  }
  return Json::object();
}

/// A filter comes as JSON or out of a query string: numbers may be digits.
std::int64_t whole_number(const Json& filter, const char* field, std::int64_t otherwise) {
  if (!filter.contains(field)) return otherwise;
  const Json& value = filter.at(field);
  if (value.is_number_integer()) return value.get<std::int64_t>();
  std::int64_t number = 0;
  const std::string digits = value.is_string() ? value.get<std::string>() : std::string();
  const auto [end, error] = std::from_chars(digits.data(), digits.data() + digits.size(), number);
  if (digits.empty() || error != std::errc() || end != digits.data() + digits.size()) {
    refuse_odd_field(field);
  }
  return number;
}

std::string text_in(const Json& filter, const char* field) {
  if (!filter.contains(field)) return {};
  if (!filter.at(field).is_string()) refuse_odd_field(field);
  return filter.at(field).get<std::string>();
}

/// Every word stands in a title or in the number, with small letters as with great ones.
bool holds_words(store::Statement& row, const std::vector<std::string>& words) {
  std::string all;
  for (const int column : {1, 2, 3}) all += row.get<std::optional<std::string>>(column).value_or("") + "\n";
  const std::string haystack = folded(all);
  return std::all_of(words.begin(), words.end(),
                     [&](const std::string& word) { return haystack.find(word) != std::string::npos; });
}

}  // namespace

Json Office::documents(const Caller& caller, const Json& filter) const {
  const auto limit = static_cast<std::size_t>(std::clamp<std::int64_t>(whole_number(filter, "limit", 200), 1, 1'000));
  const auto words = words_in(text_in(filter, "text"));
  return content_->readers.read([&](store::Database& database) {
    const auto subject = content_->subject(database, caller);
    const store::RightsPredicate predicate(RightsPolicy::standard(), subject, Action::read_document);
    store::Statement rows = database.prepare("SELECT id, title_uk, title_en, number FROM documents WHERE " + predicate.sql() +
                                             " ORDER BY updated DESC");
    rows.bind(predicate.parameters());
    Json list = Json::array();
    while (list.size() < limit && rows.next()) {
      if (!holds_words(rows, words)) continue;
      const auto row = store::Documents(database).find(rows.get<DocumentId>(0));
      const auto offers = content_->preparation.offers_shown(database, subject, *row);
      const bool needs_me = std::any_of(offers.begin(), offers.end(), asks_for_work);
      list.push_back(line_of(*row, *content_->definitions.workflow(database, row->document.workflow), needs_me));
    }
    return list;
  });
}

Json Office::work_list(const Caller& caller, const Json& filter) const {
  const auto pile = parse_pile(filter.contains("pile") ? text_in(filter, "pile") : "mine");
  if (!pile) refuse_odd_field("pile");
  WorkQuery query{*pile, text_in(filter, "text"), text_in(filter, "stage"), std::nullopt, 0};
  query.limit = static_cast<std::size_t>(std::clamp<std::int64_t>(whole_number(filter, "limit", 20), 1, 200));
  if (filter.contains("after")) query.after = text_in(filter, "after");
  return content_->readers.read([&](store::Database& database) {
    const auto subject = content_->subject(database, caller);
    return engine::work_list(
        database, content_->definitions, content_->work, subject, query, now(),
        [&](const store::DocumentRow& row) { return content_->preparation.offers_shown(database, subject, row); });
  });
}

Json Office::work_stages() const {
  return content_->readers.read([&](store::Database& database) { return engine::work_stages(database, content_->definitions); });
}

Json Office::document(const Caller& caller, const DocumentId& id) const {
  return content_->readers.read([&](store::Database& database) {
    const auto subject = content_->subject(database, caller);
    const auto row = content_->known_row(database, subject, id, Action::read_document);
    const auto definition = content_->definitions.workflow(database, row.document.workflow);
    Json view = view_of(row, *definition);
    view["tasks"] = tasks_of(database, row, *definition, caller.person, now());
    view["links"] = links_of(database, subject, id);
    if (auto dossier = dossier_of(database, id)) view["dossier"] = *std::move(dossier);
    view["dispatches"] = dispatches_of(database, row.document);
    return view;
  });
}

Json Office::actions(const Caller& caller, const DocumentId& id, const std::optional<std::string>& on_behalf_of) const {
  return content_->readers.read([&](store::Database& database) {
    auto standing = content_->standing(database, caller, on_behalf_of);
    if (standing.refused()) refuse(standing.refusal());
    const auto row = content_->known_row(database, standing.value().subject, id, Action::read_document);
    Json list = Json::array();
    for (const workflow::Offer& offer : content_->preparation.offers_shown(database, standing.value().subject, row)) {
      list.push_back(view_of(offer));
    }
    return list;
  });
}

Json Office::explain(const Caller& caller, const DocumentId& id, const std::string& language,
                     const std::optional<std::string>& on_behalf_of) const {
  return content_->readers.read([&](store::Database& database) {
    auto standing = content_->standing(database, caller, on_behalf_of);
    if (standing.refused()) refuse(standing.refusal());
    const auto row = content_->known_row(database, standing.value().subject, id, Action::read_document);
    return view_of(content_->preparation.explain(database, standing.value().subject, row, language), language);
  });
}

Json Office::history(const Caller& caller, const DocumentId& id) const {
  return content_->readers.read([&](store::Database& database) {
    (void)content_->known_row(database, caller, id, Action::read_history);
    store::Leaves leaves(database);
    Json list = Json::array();
    for (const store::StepRow& step : store::Documents(database).steps(id)) {
      const auto openings = leaves.openings(step.seq);
      Json line = view_of(step, opening_value(openings, "leaf.step"), opening_value(openings, "leaf.who"),
                          opening_value(openings, "leaf.note"));
      line["who_names"] = step.person ? names_of_person(database, *step.person) : names_of_office();
      if (step.principal) {
        line["on_behalf_of"] = name_of_person(database, *step.principal);
        line["on_behalf_of_names"] = names_of_person(database, *step.principal);
      }
      list.push_back(std::move(line));
    }
    return list;
  });
}

Decision<Json> Office::condition(const Caller& caller) const {
  return content_->readers.read([&](store::Database& database) -> Decision<Json> {
    const auto allowed = content_->may(database, caller, Action::read_health);
    if (allowed.refused()) return allowed.refusal();
    const auto& around = content_->surroundings;
    Json list = Json::array();
    for (const Finding& finding :
         examine(database, content_->folder,
                 {now(), around.anchors.certificates(), around.time_servers.size(), content_->writer.closed()})) {
      list.push_back(to_json(finding));
    }
    return list;
  });
}

std::string Office::chart(const Caller& caller, const DocumentId& id, const std::string& language) const {
  return content_->readers.read([&](store::Database& database) {
    const auto row = content_->known_row(database, caller, id, Action::read_document);
    return workflow::to_dot(*content_->definitions.workflow(database, row.document.workflow), row.document.configuration,
                            language);
  });
}

Json Office::versions(const Caller& caller, const DocumentId& id) const {
  return content_->readers.read([&](store::Database& database) {
    const auto row = content_->known_row(database, caller, id, Action::read_document);
    Json list = Json::array({{{"sha256", row.document.template_hash.hex()}, {"template", true}}});
    for (const store::DocumentBlob& blob : store::Documents(database).blobs(id)) {
      if (blob.file.path != row.document.kind + ".docx") continue;
      list.push_back({{"sha256", blob.file.sha256.hex()}, {"revision", blob.revision}});
    }
    return list;
  });
}

Blob Office::file(const Caller& caller, const DocumentId& id, const Sha256& hash) const {
  return content_->readers.read([&](store::Database& database) {
    const auto row = content_->known_row(database, caller, id, Action::read_document);
    if (hash != row.document.template_hash && !store::Documents(database).find_blob(id, hash)) {
      throw Error(Fault::absent, {"engine.no_such_file", {{"sha256", hash.hex()}}});
    }
    return store::Blobs(database).get(hash);
  });
}

Json Office::receipt(const Caller& caller, const DocumentId& id, std::uint64_t seq) const {
  return content_->readers.read([&](store::Database& database) {
    (void)content_->known_row(database, caller, id, Action::read_history);
    const auto outcome = stored_outcome(database, seq, content_->writer.checkpoints());
    if (outcome.document != id) refuse(document::unknown_document());
    return outcome.receipt;
  });
}

}  // namespace chancery::engine
