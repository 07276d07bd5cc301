#include "workflow/chart_vocabulary.h"

#include <algorithm>
#include <sstream>

namespace chancery::workflow {
namespace {

using formats::XmlElement;

/// What an element of SCXML may carry: its attributes, those of the extension, and its children (`w:` in front: of the extension;
/// `!`: executable content).
struct Rule {
  std::string_view element;
  std::string_view attributes;
  std::string_view extension;
  std::string_view children;
};

constexpr std::string_view executable = "raise if foreach log assign send cancel w:freeze w:fill w:register w:archive w:dispatch";

constexpr Rule rules[] = {
    {"scxml", "initial name version datamodel binding", "calendar", "state parallel final datamodel w:label w:verify"},
    {"state", "id initial", "", "onentry onexit transition initial state parallel final history datamodel invoke w:label w:task"},
    {"parallel", "id", "", "onentry onexit transition state parallel history datamodel invoke w:label w:task"},
    {"final", "id", "", "onentry onexit donedata w:label"},
    {"initial", "", "", "transition"},
    {"history", "id type", "", "transition"},
    {"transition", "event cond target type", "role task veto carries exclude comment recorded approves", "! w:label"},
    {"onentry", "", "", "!"},
    {"onexit", "", "", "!"},
    {"finalize", "", "", "!"},
    {"raise", "event", "", ""},
    {"if", "cond", "", "! elseif else"},
    {"elseif", "cond", "", ""},
    {"else", "", "", ""},
    {"foreach", "array item index", "", "!"},
    {"log", "label expr", "", ""},
    {"datamodel", "", "", "data"},
    {"data", "id src expr", "", "*"},
    {"assign", "location expr type attr", "", "*"},
    {"donedata", "", "", "content param"},
    {"content", "expr", "", "*"},
    {"param", "name expr location", "", ""},
    {"send", "event eventexpr target targetexpr type typeexpr id idlocation delay delayexpr namelist", "", "content param"},
    {"cancel", "sendid sendidexpr", "", ""},
    {"invoke", "type typeexpr src srcexpr id idlocation namelist autoforward", "", "content param finalize"},
};

bool has_word(std::string_view words, std::string_view word) {
  for (std::size_t at = words.find(word); at != std::string_view::npos; at = words.find(word, at + 1)) {
    const bool begins = at == 0 || words[at - 1] == ' ';
    const bool ends = at + word.size() == words.size() || words[at + word.size()] == ' ';
    if (begins && ends) return true;
  }
  return false;
}

const Rule* rule_of(const XmlElement& element) {
  if (element.namespace_uri() != scxml_namespace) return nullptr;
  const auto* found =
      std::find_if(std::begin(rules), std::end(rules), [&](const Rule& rule) { return rule.element == element.name(); });
  return found == std::end(rules) ? nullptr : found;
}

/// The name as the author wrote it, with the usual prefix of the extension.
std::string written_name(std::string_view name, std::string_view uri) {
  return (uri == extension_namespace ? "w:" : "") + std::string(name);
}

void check_attributes(const XmlElement& element, const Rule& rule, ProblemList& problems) {
  for (const auto& attribute : element.attributes()) {
    const bool known = attribute.namespace_uri.empty()                  ? has_word(rule.attributes, attribute.name)
                       : attribute.namespace_uri == extension_namespace ? has_word(rule.extension, attribute.name)
                                                                        : true;  // §3.2.1: other namespaces are others' business
    if (!known) {
      problems.add(element.line(), "workflow.unknown_attribute",
                   {{"attribute", written_name(attribute.name, attribute.namespace_uri)},
                    {"element", std::string(element.name())},
                    {"expected", std::string(rule.attributes)}});
    }
  }
}

bool may_contain(const Rule& rule, const XmlElement& child) {
  if (rule.children == "*") return true;
  if (child.namespace_uri() != scxml_namespace && child.namespace_uri() != extension_namespace) return false;
  const auto name = written_name(child.name(), child.namespace_uri());
  return has_word(rule.children, name) || (has_word(rule.children, "!") && has_word(executable, name));
}

void check_children(const XmlElement& element, const Rule& rule, ProblemList& problems) {
  for (const auto& child : element.children()) {
    if (may_contain(rule, child)) {
      if (rule.children != "*") check_vocabulary(child, problems);
      continue;
    }
    const bool executes = has_word(rule.children, "!");
    problems.add(child.line(), "workflow.unknown_element",
                 {{"element", written_name(child.name(), child.namespace_uri())},
                  {"parent", std::string(element.name())},
                  {"expected", std::string(executes ? executable : rule.children)}});
  }
}

}  // namespace

std::vector<std::string> split_words(std::string_view text) {
  std::istringstream stream{std::string(text)};
  std::vector<std::string> words;
  for (std::string word; stream >> word;) words.push_back(std::move(word));
  return words;
}

std::string data_content(const XmlElement& element) {
  if (!element.children().empty()) {
    const auto inner = element.inner();
    constexpr auto blank = " \t\r\n";
    const auto begin = inner.find_first_not_of(blank);
    return inner.substr(begin, inner.find_last_not_of(blank) + 1 - begin);
  }
  std::string words;
  for (const auto& word : split_words(element.inner())) words += (words.empty() ? "" : " ") + word;
  return words;
}

void check_vocabulary(const XmlElement& element, ProblemList& problems) {
  const auto* rule = rule_of(element);
  if (rule == nullptr) return;
  check_attributes(element, *rule, problems);
  check_children(element, *rule, problems);
}

}  // namespace chancery::workflow
