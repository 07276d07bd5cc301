#include "workflow/atom_words.h"

#include "workflow/atom_table.h"
#include "workflow/fact_functions.h"

#include <algorithm>
#include <array>
#include <optional>

namespace chancery::workflow {
namespace {

struct FactWords {
  std::string_view path;
  const char* yes;
  const char* no;
};

constexpr std::array<FactWords, 9> fact_words{
    {{"$facts/closed", "workflow.now_closed", "workflow.now_not_closed"},
     {"$facts/recorded", "workflow.now_recorded", "workflow.now_not_recorded"},
     {"$facts/comment", "workflow.now_commented", "workflow.now_not_commented"},
     {"$facts/signatures/all", "workflow.now_all_signed", "workflow.now_not_all_signed"},
     {"$facts/signatures/ad_referendum", "workflow.now_ad_referendum", "workflow.now_no_ad_referendum"},
     {"$facts/translations/all_present", "workflow.now_translated", "workflow.now_not_translated"},
     {"$facts/translations/all_fresh", "workflow.now_all_fresh", "workflow.now_not_all_fresh"},
     {"$facts/translations/all_certified", "workflow.now_all_certified", "workflow.now_not_all_certified"},
     {"$facts/approvals/stands", "workflow.now_some_approved", "workflow.now_none_approved"}}};

std::optional<std::string> section_in(std::string_view path) {
  constexpr std::string_view begin = "$facts/approvals[section='";
  constexpr std::string_view end = "']/stands";
  if (!path.starts_with(begin) || !path.ends_with(end) || path.size() < begin.size() + end.size()) return std::nullopt;
  return std::string(path.substr(begin.size(), path.size() - begin.size() - end.size()));
}

/// Sections that still lack their approval, by name.
std::string open_sections(const Json& facts) {
  std::string all;
  const auto& approvals = fact_at(facts, {"approvals"});
  if (!approvals.is_array()) return all;
  for (const auto& one : approvals) {
    const auto& section = fact_at(one, {"section"});
    if (fact_at(one, {"stands"}) != "no" || !section.is_string()) continue;
    all += (all.empty() ? "" : ", ") + section.get<std::string>();
  }
  return all;
}

std::optional<Message> section_words(const Comparison& comparison, bool holds, const Json& facts) {
  if (comparison.path == "$facts/approvals/stands" && comparison.value == "no") {
    if (!holds) return Message{"workflow.now_every_section_stands", {}};
    return Message{"workflow.now_sections_open", {{"sections", open_sections(facts)}}};
  }
  if (comparison.path == "$facts/approvals/section")
    return Message{holds ? "workflow.now_section_there" : "workflow.now_section_absent", {{"section", comparison.value}}};
  const auto section = section_in(comparison.path);
  if (!section) return std::nullopt;
  const bool stands = holds == (comparison.value == "yes");
  return Message{stands ? "workflow.now_section_stands" : "workflow.now_section_open", {{"section", *section}}};
}

/// The value at a plain path of the facts, as text.
std::string value_at(std::string_view path, const Json& facts) {
  constexpr std::string_view root = "$facts/";
  if (!path.starts_with(root) || path.find('[') != std::string_view::npos) return {};
  const Json* found = &facts;
  for (path.remove_prefix(root.size()); !path.empty();) {
    const auto slash = path.find('/');
    found = &fact_at(*found, {path.substr(0, slash)});
    path = slash == std::string_view::npos ? std::string_view() : path.substr(slash + 1);
  }
  if (found->is_null() || found->is_structured()) return {};
  return found->is_string() ? found->get<std::string>() : found->dump();
}

std::optional<Message> function_words(std::string_view text, bool holds, const Definition& definition,
                                      std::string_view language) {
  constexpr std::string_view in = "In('";
  if (text.starts_with(in) && text.ends_with("')")) {
    const auto state = text.substr(in.size(), text.size() - in.size() - 2);
    return Message{holds ? "workflow.now_in" : "workflow.now_not_in", {{"state", definition.label_of(state).in(language)}}};
  }
  if (const auto role = argument_of_call(text, "role")) {
    return Message{holds ? "workflow.now_has_role" : "workflow.now_has_no_role", {{"role", *role}}};
  }
  if (const auto event = argument_of_call(text, "did")) {
    return Message{holds ? "workflow.now_done" : "workflow.now_not_done", {{"event", *event}}};
  }
  const auto whom = argument_of_call(text, "is");
  if (!whom) return std::nullopt;
  if (*whom == AtomTable::author) return Message{holds ? "workflow.now_author" : "workflow.now_not_author", {}};
  return Message{holds ? "workflow.now_performer" : "workflow.now_no_performer", {{"event", *whom}}};
}

}  // namespace

Message words_of(const Guard& atom, bool holds, const Definition& definition, const Json& facts, std::string_view language) {
  const auto text = normal_expression(atom.text);
  if (auto words = function_words(text, holds, definition, language)) return std::move(*words);
  const auto comparison = parse_comparison(text);
  if (!comparison) return {holds ? "workflow.now_holds" : "workflow.now_does_not_hold", {{"condition", atom.text}}};
  const bool equals = holds == comparison->equal;
  if (auto words = section_words(*comparison, equals, facts)) return std::move(*words);
  const auto* known =
      std::find_if(fact_words.begin(), fact_words.end(), [&](const FactWords& one) { return one.path == comparison->path; });
  if (known != fact_words.end() && (comparison->value == "yes" || comparison->value == "no")) {
    return {equals == (comparison->value == "yes") ? known->yes : known->no, {}};
  }
  return {"workflow.now_value",
          {{"path", comparison->path}, {"found", value_at(comparison->path, facts)}, {"expected", comparison->value}}};
}

}  // namespace chancery::workflow
