#include "engine/work_list.h"

#include "base/error.h"
#include "engine/command.h"
#include "engine/search_words.h"
#include "engine/views.h"
#include "store/rights_predicate.h"
#include "text/catalogue.h"

#include <algorithm>
#include <array>
#include <charconv>
#include <limits>
#include <set>

namespace chancery::engine {
namespace {

using formats::Json;
using workflow::Definition;

/// A page without search words finds its rows soon; a search may look further.
constexpr std::size_t most_looked_at = 200;
constexpr std::size_t most_searched = 1'000;

/// A place in the order of a pile: what was changed last comes first, ids decide between equals.
struct Place {
  std::int64_t updated;
  std::string id;

  friend auto operator<=>(const Place&, const Place&) = default;
};

/// What the pile knows of a document before it is read whole.
struct Candidate {
  Place place;
  Sha256 last_leaf;

  [[nodiscard]] DocumentState state() const { return {*DocumentId::from_bytes(place.id), last_leaf}; }
};

std::string text_of(const Place& place) {
  return std::to_string(place.updated) + "-" + to_hex(place.id);
}

Place parse_place(const std::string& text) {
  const auto dash = text.find('-');
  std::int64_t updated = 0;
  const auto [end, problem] = std::from_chars(text.data(), text.data() + std::min(dash, text.size()), updated);
  const auto id = dash == text.npos ? std::nullopt : DocumentId::parse(text.substr(dash + 1));
  if (problem != std::errc() || !id || end != text.data() + dash) {
    refuse_odd_field("after");
  }
  return {updated, std::string(id->view())};
}

std::vector<std::string> split(const std::string& stage) {
  std::vector<std::string> states;
  for (std::size_t at = 0; at < stage.size();) {
    const auto end = std::min(stage.find(' ', at), stage.size());
    states.push_back(stage.substr(at, end - at));
    at = end + 1;
  }
  return states;
}

std::vector<std::shared_ptr<const Definition>> all_workflows(store::Database& database, Definitions& definitions) {
  std::vector<Sha256> hashes;
  store::Statement rows = database.query("SELECT sha256 FROM workflows ORDER BY name, published DESC");
  while (rows.next()) hashes.push_back(rows.get<Sha256>(0));
  std::vector<std::shared_ptr<const Definition>> all;
  for (const Sha256& hash : hashes) all.push_back(definitions.workflow(database, hash));
  return all;
}

/// The configurations that documents of the organisation are in: one step of the index for each, however many documents there
/// are.
std::vector<std::string> stages_in_use(store::Database& database, const OrganisationId& organisation) {
  std::vector<std::string> stages;
  store::Statement rows = database.query(
      "WITH RECURSIVE seen (stage) AS (SELECT min(stage) FROM documents WHERE organisation = ?1 UNION ALL "
      "SELECT (SELECT min(stage) FROM documents WHERE organisation = ?1 AND stage > seen.stage) FROM seen WHERE stage IS NOT "
      "NULL) "
      "SELECT stage FROM seen WHERE stage IS NOT NULL",
      {organisation});
  while (rows.next()) stages.push_back(rows.text(0));
  return stages;
}

/// Those of documents elsewhere whose need-to-know list names the person; such lists are short.
void add_listed_stages(store::Database& database, const PersonId& person, std::vector<std::string>& stages) {
  store::Statement rows = database.query(
      "SELECT DISTINCT stage FROM documents WHERE id IN (SELECT document FROM document_readers WHERE person = ?1)", {person});
  while (rows.next()) {
    if (std::find(stages.begin(), stages.end(), rows.text(0)) == stages.end()) stages.push_back(rows.text(0));
  }
}

bool is_over(const Definition& definition, const std::vector<std::string>& states) {
  for (const workflow::StateView& state : definition.states()) {
    const bool top = state.parent.empty() && state.is_final;
    if (top && std::find(states.begin(), states.end(), state.id) != states.end()) return true;
  }
  return false;
}

/// Whether in one of the charts somebody with one of these roles could move on a document that is in these states.
bool may_concern(const Definition& definition, const std::vector<std::string>& states, const std::set<std::string>& roles) {
  const auto& chart = definition.chart();
  return std::any_of(chart.transitions.begin(), chart.transitions.end(), [&](const workflow::Transition& transition) {
    if (!transition.task || !moves_on(transition.events.front())) return false;
    if (std::find(states.begin(), states.end(), chart.states[transition.source].id) == states.end()) return false;
    return std::any_of(transition.task->roles.begin(), transition.task->roles.end(),
                       [&](const std::string& role) { return roles.contains(role); });
  });
}

bool knows_all(const Definition& definition, const std::vector<std::string>& states) {
  return std::all_of(states.begin(), states.end(),
                     [&](const std::string& state) { return definition.chart().find(state).has_value(); });
}

/// Whether in these states an act without guard and without four eyes moves the document on: then it is on the pile of everybody
/// with the role, and nothing of the document has to be read to know it.
bool surely_concerns(const Definition& definition, const std::vector<std::string>& states, const std::set<std::string>& roles) {
  const auto& chart = definition.chart();
  return std::any_of(chart.transitions.begin(), chart.transitions.end(), [&](const workflow::Transition& transition) {
    const auto& task = transition.task;
    if (!task || transition.condition || task->exclude_author || !task->exclude_performers.empty()) return false;
    if (!moves_on(transition.events.front())) return false;
    if (std::find(states.begin(), states.end(), chart.states[transition.source].id) == states.end()) return false;
    return std::any_of(task->roles.begin(), task->roles.end(), [&](const std::string& role) { return roles.contains(role); });
  });
}

std::set<std::string> role_names(const document::Subject& subject) {
  std::set<std::string> names;
  for (const auto role : document::RightsPolicy::standard().effective(subject.roles, subject.roles_behind))
    names.emplace(document::name_of(role));
  return names;
}

/// One pile, read from the index of each configuration that can lie on it, merged by time.
class PileReader {
 public:
  PileReader(store::Database& database, Definitions& definitions, const document::Subject& subject, const WorkQuery& query)
      : database_(database),
        query_(query),
        predicate_(document::RightsPolicy::standard(), subject, document::Action::read_document, 5),
        words_(words_in(query.text)) {
    const auto roles = role_names(subject);
    const auto charts = all_workflows(database, definitions);
    auto in_use = stages_in_use(database, subject.organisation);
    add_listed_stages(database, subject.acting(), in_use);
    for (const std::string& stage : in_use) {
      if (belongs(charts, split(stage), roles)) stages_.push_back(stage);
    }
    if (query.after) last_ = parse_place(*query.after);
  }

  /// The next candidates in the order of the pile, at most `count`; fewer when the pile ends.
  std::vector<Candidate> next(std::size_t count) {
    std::vector<Candidate> merged;
    for (const std::string& stage : stages_) read_stage(stage, count, merged);
    std::sort(merged.begin(), merged.end(), [](const Candidate& a, const Candidate& b) { return b.place < a.place; });
    if (merged.size() > count) merged.erase(merged.begin() + static_cast<std::ptrdiff_t>(count), merged.end());
    if (!merged.empty()) last_ = merged.back().place;
    return merged;
  }

  [[nodiscard]] bool searches() const { return !words_.empty(); }

  [[nodiscard]] bool fits(const Json& line) const {
    if (words_.empty()) return true;
    std::string all = line.value("number", "");
    for (const auto* const part : {"title", "stage_label"}) {
      for (const auto& [ignored, value] : line.at(part).items()) all += " " + value.get<std::string>();
    }
    for (const Json& party : line.at("parties")) all += " " + party.get_ref<const std::string&>();
    const std::string haystack = folded(all);
    return std::all_of(words_.begin(), words_.end(),
                       [&](const std::string& word) { return haystack.find(word) != haystack.npos; });
  }

 private:
  [[nodiscard]] bool belongs(const std::vector<std::shared_ptr<const Definition>>& charts, const std::vector<std::string>& states,
                             const std::set<std::string>& roles) const {
    if (!query_.stage.empty() && std::find(states.begin(), states.end(), query_.stage) == states.end()) return false;
    const bool over = std::any_of(charts.begin(), charts.end(), [&](const auto& chart) { return is_over(*chart, states); });
    if (query_.pile == Pile::finished || over) return over && query_.pile == Pile::finished;
    if (query_.pile == Pile::others) {
      const auto known = [&](const auto& chart) { return knows_all(*chart, states); };
      const auto settled = [&](const auto& chart) { return !known(chart) || surely_concerns(*chart, states, roles); };
      return std::none_of(charts.begin(), charts.end(), known) || !std::all_of(charts.begin(), charts.end(), settled);
    }
    return std::any_of(charts.begin(), charts.end(), [&](const auto& chart) { return may_concern(*chart, states, roles); });
  }

  void read_stage(const std::string& stage, std::size_t count, std::vector<Candidate>& merged) {
    const Place from = last_.value_or(Place{std::numeric_limits<std::int64_t>::max(), std::string(DocumentId::size, '\xff')});
    std::vector<store::Parameter> parameters{stage, from.updated, store::Parameter::bytes(from.id), count};
    for (const store::Parameter& parameter : predicate_.parameters()) parameters.push_back(parameter);
    store::Statement rows = database_.prepare("SELECT updated, id, last_leaf FROM " + predicate_.documents() +
                                              " WHERE stage = ?1 AND updated <= ?2 AND (updated < ?2 OR id < ?3) "
                                              "ORDER BY updated DESC, id DESC LIMIT ?4");
    rows.bind(parameters);
    while (rows.next()) merged.push_back({{rows.integer(0), rows.bytes(1)}, rows.get<Sha256>(2)});
  }

  store::Database& database_;
  const WorkQuery& query_;
  store::RightsPredicate predicate_;
  std::vector<std::string> words_;
  std::vector<std::string> stages_;
  std::optional<Place> last_;
};

bool is_open_to_me(const workflow::Offer& offer) {
  return !offer.refusal && moves_on(offer.event);
}

/// Whose acts the document waits for: the roles of those acts that only lack the right person.
std::vector<std::string> waits_for(const std::vector<workflow::Offer>& offers) {
  std::vector<std::string> roles;
  for (const workflow::Offer& offer : offers) {
    constexpr std::array<std::string_view, 3> of_person{"workflow.role", "workflow.exclusion", "engine.signs_for_another_party"};
    const bool lacks_person =
        !offer.refusal || std::find(of_person.begin(), of_person.end(), offer.refusal->rule) != of_person.end();
    if (!moves_on(offer.event) || !lacks_person) continue;
    for (const std::string& role : offer.roles) {
      if (std::find(roles.begin(), roles.end(), role) == roles.end()) roles.push_back(role);
    }
  }
  return roles;
}

/// Offers depend on the state of the document, on who asks in which roles, and on the time where a guard speaks of it.
bool speaks_of_time(const Definition& definition) {
  const auto& transitions = definition.chart().transitions;
  return std::any_of(transitions.begin(), transitions.end(), [](const workflow::Transition& transition) {
    return transition.condition && transition.condition->text.find("time") != std::string::npos;
  });
}

/// All of the person that offers depend on.
std::string key_of(const document::Subject& subject) {
  std::string key(subject.acting().view());
  for (const std::string& role : role_names(subject)) key += role + " ";
  return key;
}

/// A candidate as the list needs it: out of the memory, or out of its row, which is read once at most.
class Look {
 public:
  Look(store::Database& database, Definitions& definitions, WorkMemory& memory, const Candidate& candidate)
      : database_(database), definitions_(definitions), memory_(memory), state_(candidate.state()) {}

  [[nodiscard]] std::shared_ptr<const Json> line() {
    return memory_.line(state_, [&] { return line_of(row(), *definition(), false); });
  }

  [[nodiscard]] std::shared_ptr<const Waiting> waiting(const std::string& subject, const OffersFor& offers_for) {
    return memory_.waiting(state_, subject, [&] {
      const auto offers = offers_for(row());
      const bool mine = std::any_of(offers.begin(), offers.end(), is_open_to_me);
      return WorkMemory::Made{{mine, waits_for(offers)}, !speaks_of_time(*definition())};
    });
  }

 private:
  const store::DocumentRow& row() {
    if (!row_) row_ = store::Documents(database_).find(state_.document);
    return *row_;
  }
  std::shared_ptr<const Definition> definition() { return definitions_.workflow(database_, row().document.workflow); }

  store::Database& database_;
  Definitions& definitions_;
  WorkMemory& memory_;
  DocumentState state_;
  std::optional<store::DocumentRow> row_;
};

std::int64_t days_between(std::int64_t from, Timestamp to) {
  constexpr std::int64_t day = 86'400'000;
  return std::max<std::int64_t>(0, (to.milliseconds() - from) / day);
}

}  // namespace

bool moves_on(std::string_view event) {
  constexpr std::array<std::string_view, 3> beside{"withdraw", "return", "attach"};
  return std::find(beside.begin(), beside.end(), event) == beside.end();
}

std::optional<Pile> parse_pile(std::string_view name) {
  if (name == "mine") return Pile::mine;
  if (name == "others") return Pile::others;
  if (name == "finished") return Pile::finished;
  return std::nullopt;
}

Json work_list(store::Database& database, Definitions& definitions, WorkMemory& memory, const document::Subject& subject,
               const WorkQuery& query, Timestamp now, const OffersFor& offers_for) {
  PileReader pile(database, definitions, subject, query);
  const std::string person = key_of(subject);
  Json rows = Json::array();
  const std::size_t most = query.text.empty() ? most_looked_at : most_searched;
  std::size_t looked_at = 0;
  std::optional<Place> last;
  const auto answer = [&](bool more) {
    Json page{{"rows", std::move(rows)}, {"more", more}};
    if (more && last) page["next"] = text_of(*last);
    return page;
  };
  while (true) {
    const auto candidates = pile.next(query.limit + 1);
    for (const Candidate& candidate : candidates) {
      if (rows.size() == query.limit || looked_at == most) return answer(true);
      ++looked_at;
      last = candidate.place;
      Look look(database, definitions, memory, candidate);
      if (pile.searches() && !pile.fits(*look.line())) continue;
      static const auto nobody = std::make_shared<const Waiting>();
      const auto waiting = query.pile == Pile::finished ? nobody : look.waiting(person, offers_for);
      if (query.pile != Pile::finished && waiting->mine != (query.pile == Pile::mine)) continue;
      Json line = *look.line();
      line["needs_me"] = waiting->mine;
      line["waits_for"] = waiting->roles;
      line["days"] = days_between(candidate.place.updated, now);
      if (line.contains("deadline")) line["deadline"]["late"] = line["deadline"]["due"].get<std::string>() <= now.text();
      rows.push_back(std::move(line));
    }
    if (candidates.size() <= query.limit) return answer(false);
  }
}

Json work_stages(store::Database& database, Definitions& definitions) {
  Json stages = Json::array();
  std::set<std::string> named;
  for (const auto& definition : all_workflows(database, definitions)) {
    const auto ids = stage_ids(*definition);
    for (const workflow::StateView& state : definition->states()) {
      if (!ids.contains(state.id) || !named.insert(state.id).second) continue;
      stages.push_back({{"id", state.id}, {"label", {{"uk", state.label.uk}, {"en", state.label.en}}}});
    }
  }
  return stages;
}

}  // namespace chancery::engine
