#include "engine/step_search.h"

#include "base/error.h"
#include "engine/log_in.h"
#include "engine/subjects.h"
#include "store/rights_predicate.h"

#include <chrono>

namespace chancery::engine {
namespace {

using formats::Json;
using store::Parameter;

constexpr std::int64_t most_steps = 200;

[[noreturn]] void odd_search(const char* field) {
  throw Error(Fault::input, {"engine.search_field_odd", {{"field", std::string(field)}}});
}

std::string text_in(const Json& filter, const char* field) {
  const auto found = filter.find(field);
  if (found == filter.end()) return {};
  if (!found->is_string()) odd_search(field);
  return found->get<std::string>();
}

template <class T>
std::optional<T> value_in(const Json& filter, const char* field) {
  const std::string text = text_in(filter, field);
  if (text.empty()) return std::nullopt;
  const auto value = T::parse(text);
  if (!value) odd_search(field);
  return value;
}

/// The first moment of a day, or of the day after.
std::optional<Timestamp> day_in(const Json& filter, const char* field, std::chrono::hours after) {
  const std::string text = text_in(filter, field);
  if (text.empty()) return std::nullopt;
  const auto day = Timestamp::parse_day(text);
  if (!day) odd_search(field);
  return day->plus(after);
}

std::optional<PersonId> person_in(store::Database& database, const Json& filter) {
  const std::string name = text_in(filter, "person");
  if (name.empty()) return std::nullopt;
  const auto account = find_account(database, name);
  if (!account) throw Error(Fault::absent, {"engine.search_nobody", {{"name", name}}});
  return account->person;
}

std::optional<std::int64_t> place_in(const Json& filter) {
  const auto found = filter.find("before");
  if (found == filter.end()) return std::nullopt;
  if (!found->is_number_integer()) odd_search("before");
  return found->get<std::int64_t>();
}

std::optional<std::string> event_in(const Json& filter) {
  const std::string event = text_in(filter, "event");
  return event.empty() ? std::nullopt : std::optional(event);
}

Json step_json(store::Database& database, const store::Statement& row) {
  Json step{{"seq", row.integer(0)},
            {"time", row.get<Timestamp>(1).text()},
            {"document", row.get<DocumentId>(2).hex()},
            {"event", row.text(3)},
            {"outcome", row.text(4)},
            {"title", {{"uk", row.text(7)}, {"en", row.text(8)}}},
            {"who_names", names_of_office()}};
  if (const auto person = row.get<std::optional<PersonId>>(5)) step["who_names"] = names_of_person(database, *person);
  if (const auto principal = row.get<std::optional<PersonId>>(6)) {
    step["on_behalf_of_names"] = names_of_person(database, *principal);
  }
  return step;
}

constexpr std::string_view conditions =
    " AND (?1 IS NULL OR s.document = ?1) AND (?2 IS NULL OR s.person = ?2 OR s.principal = ?2) AND (?3 IS NULL OR s.event = ?3)"
    " AND (?4 IS NULL OR s.document IN (SELECT document FROM document_blobs WHERE sha256 = ?4)"
    " OR s.seq IN (SELECT seq FROM leaves WHERE hash = ?4))"
    " AND (?5 IS NULL OR s.time >= ?5) AND (?6 IS NULL OR s.time < ?6) AND (?7 IS NULL OR s.seq < ?7)"
    " ORDER BY s.seq DESC LIMIT ?8";

}  // namespace

Json search_steps(store::Database& database, const document::Subject& subject, const Json& filter) {
  const store::RightsPredicate predicate(document::RightsPolicy::standard(), subject, document::Action::read_history, 9);
  // Parameters refer to these.
  const auto document = value_in<DocumentId>(filter, "document");
  const auto person = person_in(database, filter);
  const auto event = event_in(filter);
  const auto hash = value_in<Sha256>(filter, "hash");
  const auto from = day_in(filter, "from", std::chrono::hours(0));
  const auto until = day_in(filter, "until", std::chrono::hours(24));
  std::vector<Parameter> parameters{document, person, event, hash, from, until, place_in(filter), most_steps + 1};
  for (const Parameter& parameter : predicate.parameters()) parameters.push_back(parameter);
  store::Statement rows = database.prepare(
      "SELECT s.seq, s.time, s.document, s.event, s.outcome, s.person, s.principal, documents.title_uk, documents.title_en "
      "FROM steps s JOIN documents ON documents.id = s.document WHERE " +
      predicate.sql() + std::string(conditions));
  rows.bind(parameters);
  Json steps = Json::array();
  while (rows.next()) steps.push_back(step_json(database, rows));
  const bool more = steps.size() > static_cast<std::size_t>(most_steps);
  if (more) steps.erase(steps.size() - 1);
  return {{"steps", std::move(steps)}, {"more", more}};
}

}  // namespace chancery::engine
