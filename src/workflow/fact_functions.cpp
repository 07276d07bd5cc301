#include "workflow/fact_functions.h"

#include "base/error.h"

#include <algorithm>

namespace chancery::workflow {
namespace {

using formats::to_string;
using formats::XPathValue;

bool was_performed(const Json& facts, std::string_view event) {
  const auto& performers = fact_at(facts, {"performers"});
  return performers.is_array() &&
         std::any_of(performers.begin(), performers.end(), [&](const Json& one) { return fact_at(one, {"event"}) == event; });
}

double standing_approvals(const Json& facts, std::string_view section) {
  const auto& approvals = fact_at(facts, {"approvals"});
  if (!approvals.is_array()) return 0;
  for (const auto& one : approvals) {
    const auto& count = fact_at(one, {"count"});
    if (fact_at(one, {"section"}) == section && count.is_number()) return count.get<double>();
  }
  return 0;
}

}  // namespace

const Json& fact_at(const Json& facts, std::initializer_list<std::string_view> path) {
  static const Json nothing;
  const Json* found = &facts;
  for (const auto key : path) {
    if (!found->is_object()) return nothing;
    const auto next = found->find(key);
    if (next == found->end()) return nothing;
    found = &*next;
  }
  return *found;
}

bool has_word(const Json& list, std::string_view word) {
  return list.is_array() && std::any_of(list.begin(), list.end(), [&](const Json& item) { return item == word; });
}

Actors actors_of(const Json& facts) {
  return {fact_at(facts, {"actor", "person"}), fact_at(facts, {"actor", "principal"})};
}

bool has_performed(const Json& facts, std::string_view event, const Actors& actors) {
  const auto& performers = fact_at(facts, {"performers"});
  return performers.is_array() && std::any_of(performers.begin(), performers.end(), [&](const Json& one) {
           return fact_at(one, {"event"}) == event &&
                  (actors.includes(fact_at(one, {"person"})) || actors.includes(fact_at(one, {"principal"})));
         });
}

bool are_author(const Json& facts, const Actors& actors) {
  return actors.includes(fact_at(facts, {"author"})) || has_performed(facts, "new", actors);
}

std::optional<XPathValue> call_fact_function(std::string_view name, std::span<const XPathValue> arguments, const Json& facts) {
  if (arguments.empty()) return std::nullopt;
  const auto word = to_string(arguments.front());
  if (arguments.size() != 1) return std::nullopt;
  if (name == "role") return has_word(fact_at(facts, {"actor", "roles"}), word);
  if (name == "did") return was_performed(facts, word);
  if (name == "approvals") return standing_approvals(facts, word);
  if (name != "is") return std::nullopt;
  const auto actors = actors_of(facts);
  return word == "author" ? are_author(facts, actors) : has_performed(facts, word, actors);
}

}  // namespace chancery::workflow
