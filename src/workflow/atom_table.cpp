#include "workflow/atom_table.h"

#include "workflow/content_walk.h"

#include <algorithm>
#include <array>
#include <cctype>

namespace chancery::workflow {
namespace {

constexpr std::array<std::string_view, 8> yes_or_no{"$facts/closed",
                                                    "$facts/recorded",
                                                    "$facts/comment",
                                                    "$facts/translations/all_present",
                                                    "$facts/signatures/all",
                                                    "$facts/signatures/ad_referendum",
                                                    "$facts/translations/all_fresh",
                                                    "$facts/translations/all_certified"};

bool is_section_stands(std::string_view path) {
  return path.starts_with("$facts/approvals[section='") && path.ends_with("']/stands") &&
         path.find("']") == path.size() - std::string_view("']/stands").size();
}

/// A function with a prefix is one of the extension, and those are over facts.
bool calls_extension(std::string_view expression) {
  const auto text = without_literals(expression);
  for (auto at = text.find('('); at != std::string::npos; at = text.find('(', at + 1)) {
    auto end = at;
    while (end > 0 && std::isspace(static_cast<unsigned char>(text[end - 1])) != 0) --end;
    auto begin = end;
    while (begin > 0 && (std::isalnum(static_cast<unsigned char>(text[begin - 1])) != 0 || text[begin - 1] == '-')) --begin;
    if (begin > 1 && begin < end && text[begin - 1] == ':' && text[begin - 2] != ':') return true;
  }
  return false;
}

/// `$_event/name` is known to whoever sends the event; the rest of it comes with the facts.
bool asks_event_data(std::string_view expression) {
  constexpr std::string_view event = "$_event";
  const auto text = without_literals(expression);
  for (auto at = text.find(event); at != std::string::npos; at = text.find(event, at + 1)) {
    if (!std::string_view(text).substr(at).starts_with("$_event/name")) return true;
  }
  return false;
}

std::string literal_in(std::string_view quoted) {
  return quoted.size() >= 2 && (quoted.front() == '\'' || quoted.front() == '"') &&
                 quoted.find(quoted.front(), 1) == quoted.size() - 1
             ? std::string(quoted.substr(1, quoted.size() - 2))
             : std::string();
}

}  // namespace

bool is_yes_or_no(std::string_view path) {
  return std::find(yes_or_no.begin(), yes_or_no.end(), path) != yes_or_no.end();
}

bool is_single(std::string_view path) {
  return is_yes_or_no(path) || is_section_stands(path) ||
         (path.starts_with("$facts/payload/") && path.find('[') == std::string_view::npos);
}

std::optional<std::string> argument_of_call(std::string_view text, std::string_view name) {
  const auto colon = text.find(':');
  if (colon == std::string_view::npos || text.substr(colon + 1, name.size()) != name) return std::nullopt;
  const auto rest = text.substr(colon + 1 + name.size());
  if (rest.size() < 4 || rest.front() != '(' || rest.back() != ')') return std::nullopt;
  auto literal = literal_in(rest.substr(1, rest.size() - 2));
  return literal.empty() ? std::nullopt : std::optional(std::move(literal));
}

std::optional<Comparison> parse_comparison(std::string_view text) {
  int depth = 0;
  std::size_t equals = std::string_view::npos;
  for (std::size_t at = 0; at < text.size(); ++at) {
    const char c = text[at];
    if (c == '\'' || c == '"') {
      const auto end = text.find(c, at + 1);
      if (end == std::string_view::npos) return std::nullopt;
      at = end;
    } else if (c == '(' || c == '[') {
      ++depth;
    } else if (c == ')' || c == ']') {
      --depth;
    } else if (depth == 0 && (c == '<' || c == '>' || c == '|' || c == '+')) {
      return std::nullopt;
    } else if (depth == 0 && c == '=') {
      if (equals != std::string_view::npos) return std::nullopt;
      equals = at;
    }
  }
  if (equals == std::string_view::npos || equals == 0) return std::nullopt;
  const bool equal = text[equals - 1] != '!';
  auto left = text.substr(0, equal ? equals : equals - 1);
  auto right = text.substr(equals + 1);
  if (!left.empty() && (left.front() == '\'' || left.front() == '"')) std::swap(left, right);
  const auto value = literal_in(right);
  if (value.empty() || !left.starts_with('$')) return std::nullopt;
  return Comparison{std::string(left), value, equal};
}

AtomTable::AtomTable(const Chart& chart) : unknown_(chart.expressions.size(), false) {
  find_unknown_variables(chart);
  for (std::size_t expression = 0; expression < chart.expressions.size(); ++expression) {
    unknown_[expression] = depends_on_facts(chart, expression);
    atoms_.push_back(classify(chart, expression));
  }
}

bool AtomTable::depends_on_facts(const Chart& chart, std::size_t expression) const {
  const auto& names = chart.expressions.variables(expression);
  const bool variables = std::any_of(
      names.begin(), names.end(), [&](const std::string& name) { return name == "facts" || unknown_variables_.contains(name); });
  const auto& text = chart.expressions.text(expression);
  return variables || calls_extension(text) || asks_event_data(text);
}

/// Until nothing more becomes unknown: what is assigned from an unknown value is unknown.
void AtomTable::find_unknown_variables(const Chart& chart) {
  const auto is_bad = [&](const std::optional<Expression>& expression) {
    return expression && expression->compiled && depends_on_facts(chart, *expression->compiled);
  };
  const auto taint = [&](const Expression& location) {
    if (!location.compiled) return;
    const auto& names = chart.expressions.variables(*location.compiled);
    if (!names.empty()) unknown_variables_.insert(names.front());
  };
  for (std::size_t before = 1; before != unknown_variables_.size();) {
    before = unknown_variables_.size();
    for (const auto& state : chart.states) {
      for (const auto& data : state.data) {
        if (!data.src.empty() || is_bad(data.expression)) unknown_variables_.insert(data.id);
      }
      for (const auto& invoke : state.invokes) {
        if (invoke.id_location) taint(*invoke.id_location);
      }
    }
    for_each_content(chart, [&](const Content& content) {
      if (const auto* assign = std::get_if<Assign>(&content.what)) {
        if (is_bad(assign->expression) || is_bad(assign->location)) taint(assign->location);
      }
      if (const auto* loop = std::get_if<Foreach>(&content.what)) {
        if (is_bad(loop->array)) unknown_variables_.insert({loop->item, loop->index});
      }
      if (const auto* send = std::get_if<SendContent>(&content.what)) {
        if (send->id_location) taint(*send->id_location);
      }
    });
    if (unknown_variables_.empty()) return;
  }
}

Atom AtomTable::classify(const Chart& chart, std::size_t expression) {
  if (!unknown_[expression]) return {};
  return supposed(normal_expression(chart.expressions.text(expression)));
}

Atom AtomTable::supposed(std::string_view text) {
  if (const auto event = argument_of_call(text, "did")) {
    if (const auto number = track(*event)) return {Atom::Kind::performed, *number, false};
    return {Atom::Kind::supposed, number_of({std::string(text), "", ""}), false};
  }
  if (const auto whom = argument_of_call(text, "is")) return {Atom::Kind::supposed, actor_is(*whom), false};
  if (const auto comparison = parse_comparison(text)) {
    const bool two_ways = is_yes_or_no(comparison->path) && (comparison->value == "yes" || comparison->value == "no");
    if (two_ways) return {Atom::Kind::supposed, fact_yes(comparison->path), comparison->equal == (comparison->value == "no")};
    if (comparison->equal) {
      auto number = number_of({comparison->path + " = '" + comparison->value + "'", comparison->path, comparison->value});
      return {Atom::Kind::supposed, number, false};
    }
  }
  return {Atom::Kind::supposed, number_of({std::string(text), "", ""}), false};
}

/// Whether more events than these were performed is supposed, not followed.
std::optional<std::size_t> AtomTable::track(std::string_view event) {
  constexpr std::size_t limit = 64;
  const auto found = std::find(asked_events_.begin(), asked_events_.end(), event);
  const auto number = static_cast<std::size_t>(found - asked_events_.begin());
  if (number >= limit) return std::nullopt;
  if (found == asked_events_.end()) asked_events_.emplace_back(event);
  return number;
}

std::size_t AtomTable::number_of(Supposable supposable) {
  const auto found = std::find_if(supposables_.begin(), supposables_.end(),
                                  [&](const Supposable& other) { return other.text == supposable.text; });
  const auto number = static_cast<std::size_t>(found - supposables_.begin());
  if (found == supposables_.end()) {
    supposables_.push_back(std::move(supposable));
    relate(number);
  }
  return number;
}

void AtomTable::relate(std::size_t number) {
  constexpr std::string_view some_stands = "$facts/approvals/stands";
  implications_.emplace_back();
  const auto& mine = supposables_[number];
  if (mine.path.empty()) return;
  const auto both = [&](std::size_t one, Answer answer, std::size_t other, Answer then) {
    const auto opposite = [](Answer of) { return of == Answer::yes ? Answer::no : Answer::yes; };
    implications_[other].push_back({one, answer, then});
    implications_[one].push_back({other, opposite(then), opposite(answer)});
  };
  for (std::size_t other = 0; other < number; ++other) {
    const auto& known = supposables_[other];
    if (known.value != mine.value) {
      if (known.path == mine.path && is_single(mine.path)) both(number, Answer::yes, other, Answer::no);
    } else if (mine.path == some_stands && is_section_stands(known.path)) {
      both(other, Answer::yes, number, Answer::yes);
    } else if (known.path == some_stands && is_section_stands(mine.path)) {
      both(number, Answer::yes, other, Answer::yes);
    }
  }
}

std::size_t AtomTable::actor_is(std::string_view whom) {
  if (whom != author) static_cast<void>(track(whom));
  return number_of({"w:is('" + std::string(whom) + "')", std::string(identity), std::string(whom)});
}

std::size_t AtomTable::fact_yes(std::string_view path) {
  return number_of({std::string(path) + " = 'yes'", std::string(path), "yes"});
}

AtomTable::Answer AtomTable::implied(std::size_t number, const std::vector<Answer>& supposed) const {
  for (const auto& implication : implications_[number]) {
    if (implication.of < supposed.size() && supposed[implication.of] == implication.when) return implication.then;
  }
  return Answer::open;
}

}  // namespace chancery::workflow
