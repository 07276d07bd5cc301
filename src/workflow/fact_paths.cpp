#include "workflow/fact_paths.h"

#include "workflow/guard.h"

#include <algorithm>
#include <array>
#include <cctype>

namespace chancery::workflow {
namespace {

constexpr std::array<std::string_view, 37> fact_names{"actor",
                                                      "actor/person",
                                                      "actor/principal",
                                                      "actor/instrument",
                                                      "actor/roles",
                                                      "author",
                                                      "performers",
                                                      "performers/event",
                                                      "performers/person",
                                                      "performers/principal",
                                                      "sections",
                                                      "sections/name",
                                                      "sections/required",
                                                      "approvals",
                                                      "approvals/section",
                                                      "approvals/count",
                                                      "approvals/stands",
                                                      "translations",
                                                      "translations/all_present",
                                                      "translations/all_fresh",
                                                      "translations/all_certified",
                                                      "signatures",
                                                      "signatures/required",
                                                      "signatures/done",
                                                      "signatures/all",
                                                      "signatures/ad_referendum",
                                                      "signatures/parties",
                                                      "signatures/parties/number",
                                                      "signatures/parties/done",
                                                      "closed",
                                                      "recorded",
                                                      "comment",
                                                      "time",
                                                      "calendar",
                                                      "rights",
                                                      "payload",
                                                      "members"};

/// Words for persons and free text: they are in the note of a step, whose salt can be destroyed.
constexpr std::array<std::string_view, 18> erasable{"note",   "name",    "names",    "given",      "family", "email",
                                                    "phone",  "address", "reason",   "text",       "remark", "remarks",
                                                    "signer", "title",   "position", "salutation", "client", "data"};

/// XPath 1.0 §4 with the node tests, In() of SCXML §5.9.2, and the functions of the extension.
constexpr std::array<std::string_view, 39> functions{"last",
                                                     "position",
                                                     "count",
                                                     "id",
                                                     "local-name",
                                                     "namespace-uri",
                                                     "name",
                                                     "string",
                                                     "concat",
                                                     "starts-with",
                                                     "contains",
                                                     "substring",
                                                     "substring-before",
                                                     "substring-after",
                                                     "string-length",
                                                     "normalize-space",
                                                     "translate",
                                                     "boolean",
                                                     "not",
                                                     "true",
                                                     "false",
                                                     "lang",
                                                     "number",
                                                     "sum",
                                                     "floor",
                                                     "ceiling",
                                                     "round",
                                                     "text",
                                                     "node",
                                                     "comment",
                                                     "processing-instruction",
                                                     "In",
                                                     "w:role",
                                                     "w:did",
                                                     "w:is",
                                                     "w:approvals",
                                                     "w:workdays",
                                                     "and",
                                                     "or"};

template <class List>
bool holds(const List& list, std::string_view word) {
  return std::find(list.begin(), list.end(), word) != list.end();
}

bool is_name_start(char c) {
  const auto byte = static_cast<unsigned char>(c);
  return byte >= 0x80 || std::isalpha(byte) != 0 || c == '_';
}

bool is_name_byte(char c) {
  return is_name_start(c) || std::isdigit(static_cast<unsigned char>(c)) != 0 || c == '-' || c == '.';
}

/// Reads one path and what its predicates name.
class PathReader {
 public:
  PathReader(std::string_view text, std::size_t at, std::vector<std::string>& paths) : text_(text), at_(at), paths_(paths) {}

  void read() { steps(""); }

 private:
  void steps(std::string path) {
    while (at_ < text_.size()) {
      if (text_[at_] == '[') {
        predicate(path);
        continue;
      }
      if (text_[at_] != '/') return;
      ++at_;
      const auto step = name();
      if (step.empty() || (at_ < text_.size() && (text_[at_] == '(' || text_[at_] == ':'))) return;
      path += (path.empty() ? "" : "/") + step;
      paths_.push_back(path);
    }
  }

  std::string name() {
    const auto begin = at_;
    if (at_ < text_.size() && is_name_start(text_[at_])) {
      while (at_ < text_.size() && is_name_byte(text_[at_])) ++at_;
    }
    return std::string(text_.substr(begin, at_ - begin));
  }

  void predicate(const std::string& path) {
    for (++at_; at_ < text_.size() && text_[at_] != ']';) {
      const char c = text_[at_];
      if (c == '[') {
        predicate(path);
      } else if (c == '$') {
        ++at_;
        static_cast<void>(name());
      } else if (is_name_start(c)) {
        const auto word = name();
        const bool is_call = at_ < text_.size() && (text_[at_] == '(' || text_[at_] == ':');
        if (is_call || word == "and" || word == "or" || word == "div" || word == "mod" || word == "_") continue;
        paths_.push_back(path + "/" + word);
      } else {
        ++at_;
      }
    }
    if (at_ < text_.size()) ++at_;
  }

  std::string_view text_;
  std::size_t at_;
  std::vector<std::string>& paths_;
};

}  // namespace

std::vector<std::string> fact_paths(std::string_view expression) {
  constexpr std::string_view begin = "$facts";
  const auto text = normal_expression(without_literals(expression));
  std::vector<std::string> paths;
  for (auto at = text.find(begin); at != std::string::npos; at = text.find(begin, at + 1)) {
    const auto end = at + begin.size();
    if (end < text.size() && is_name_byte(text[end])) continue;
    PathReader(text, end, paths).read();
  }
  return paths;
}

std::vector<std::string> called_functions(std::string_view expression) {
  const auto text = normal_expression(without_literals(expression));
  std::vector<std::string> names;
  for (auto at = text.find('('); at != std::string::npos; at = text.find('(', at + 1)) {
    auto begin = at;
    while (begin > 0 && (is_name_byte(text[begin - 1]) || text[begin - 1] == ':')) --begin;
    const auto name = text.substr(begin, at - begin);
    const auto axis = name.rfind("::");
    if (!name.empty()) names.push_back(axis == std::string::npos ? name : name.substr(axis + 2));
  }
  return names;
}

bool is_fact(std::string_view path) {
  return holds(fact_names, path) || path.starts_with("payload/") || path.starts_with("members/");
}

bool is_erasable(std::string_view path) {
  if (path == "sections/name") return false;
  for (;;) {
    const auto slash = path.find('/');
    if (holds(erasable, path.substr(0, slash))) return true;
    if (slash == std::string_view::npos) return false;
    path.remove_prefix(slash + 1);
  }
}

bool is_function(std::string_view name) {
  return holds(functions, name);
}

}  // namespace chancery::workflow
