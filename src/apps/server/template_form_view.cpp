#include "apps/server/template_form.h"
#include "templating/fill.h"

#include <algorithm>
#include <map>

namespace chancery::server {
namespace {

using formats::Json;
using templating::FieldDescription;
using templating::FieldType;

/// An id that links and labels can name: `f-parties-2-official_name-uk`.
std::string id_of(std::string_view path) {
  std::string id = "f-";
  for (const char character : path) {
    const bool plain = (character >= 'a' && character <= 'z') || (character >= 'A' && character <= 'Z') ||
                       (character >= '0' && character <= '9') || character == '_';
    id += plain ? character : '-';
  }
  return id;
}

std::string word(text::Language language, const char* key, const std::string& code) {
  return text::say(language, {key, {{"code", code}}});
}

std::string in(const std::map<std::string, std::string>& words, text::Language language) {
  const auto found = words.find(std::string(text::tag_of(language)));
  if (found != words.end()) return found->second;
  return words.empty() ? std::string() : words.begin()->second;
}

/// `parties[2].official_name.uk` without its items' numbers.
std::string plain(std::string_view path) {
  std::string out;
  bool inside = false;
  for (const char character : path) {
    inside = character == '[' || (inside && character != ']');
    if (!inside && character != ']') out += character;
  }
  return out;
}

}  // namespace

/// Flattens the fields into what the page shows one below the other.
class TemplateForm::View {
 public:
  View(const TemplateForm& form, const std::vector<FieldProblem>& problems, text::Language language)
      : form_(form), language_(language) {
    for (const FieldProblem& problem : problems) problems_.emplace(problem.path, problem.words);
  }

  Json model(const Json& values) {
    object(form_.root_, values, "");
    return {{"items", std::move(items_)}, {"counts", std::move(counts_)}};
  }

  /// The first input that an error is about: a text in several languages is shown by its first.
  [[nodiscard]] std::string target(const std::string& path) const {
    const auto* const field = form_.description_.find(plain(path));
    const bool translated = field != nullptr && templating::is_translated(field->type);
    return id_of(translated ? path + "." + form_.description_.languages.front().text() : path);
  }

 private:
  [[nodiscard]] Json blank() const {
    return {{"opens", false},     {"closes", false},   {"input", false},    {"adds", false},
            {"label", ""},        {"hint", ""},        {"has_hint", false}, {"error", ""},
            {"has_error", false}, {"optional", false}, {"id", ""},          {"controls", Json::array()},
            {"removes", false},   {"remove", ""},      {"add", ""},         {"translated", false},
            {"single", false},    {"number", ""},      {"numbered", false}};
  }

  [[nodiscard]] Json titled(const Node& node, const std::string& at) const {
    Json item = blank();
    item["id"] = id_of(at);
    item["label"] = node.field == nullptr ? node.name : in(node.field->label, language_);
    item["hint"] = node.field == nullptr ? "" : in(node.field->hint, language_);
    item["has_hint"] = item["hint"] != "";
    item["optional"] = node.field == nullptr || !node.field->required;
    const auto found = problems_.find(at);
    item["has_error"] = found != problems_.end();
    if (found != problems_.end()) item["error"] = found->second;
    return item;
  }

  void object(const Node& node, const Json& value, const std::string& at) {
    for (const Node& child : node.children) show(child, value.at(child.name), at.empty() ? child.name : at + "." + child.name);
  }

  void show(const Node& node, const Json& value, const std::string& at) {
    const auto type = node.field == nullptr ? FieldType::object : node.field->type;
    if (type == FieldType::list) return list(node, value, at);
    if (type == FieldType::object) {
      open(titled(node, at));
      object(node, value, at);
      return close();
    }
    Json item = titled(node, at);
    item["input"] = true;
    item["translated"] = templating::is_translated(type) || type == FieldType::amount;
    item["single"] = !item["translated"].get<bool>();
    item["controls"] = controls(*node.field, value, at);
    items_.push_back(std::move(item));
  }

  void list(const Node& node, const Json& value, const std::string& at) {
    open(titled(node, at));
    counts_.push_back({{"name", form_count(at)}, {"count", value.size()}});
    for (std::size_t number = 1; number <= value.size(); ++number) {
      const auto path = at + "[" + std::to_string(number) + "]";
      Json item = blank();
      item["id"] = id_of(path);
      item["label"] = in(node.field->label, language_);
      item["number"] = std::to_string(number);
      item["numbered"] = true;
      item["removes"] = true;
      item["remove"] = path;
      open(std::move(item));
      object(node, value[number - 1], path);
      close();
    }
    Json more = blank();
    more["adds"] = true;
    more["add"] = at;
    more["label"] = in(node.field->label, language_);
    items_.push_back(std::move(more));
    close();
  }

  void open(Json item) {
    item["opens"] = true;
    items_.push_back(std::move(item));
  }

  void close() {
    Json item = blank();
    item["closes"] = true;
    items_.push_back(std::move(item));
  }

  [[nodiscard]] Json controls(const FieldDescription& field, const Json& value, const std::string& at) const {
    if (templating::is_translated(field.type)) {
      Json all = Json::array();
      for (const LanguageTag& language : form_.description_.languages) {
        const auto& tag = language.text();
        all.push_back(control(field, value.at(tag).get<std::string>(), at + "." + tag, word(language_, "server.text_in", tag)));
        all.back()["lang"] = tag;
        all.back()["has_lang"] = true;
      }
      return all;
    }
    if (field.type != FieldType::amount)
      return Json::array({control(field, value.get<std::string>(), at, in(field.label, language_))});
    return Json::array(
        {control(field, value.at("value"), at + ".value", text::say(language_, {"server.amount_value", {}})),
         control(field, value.at("currency"), at + ".currency", text::say(language_, {"server.amount_currency", {}}))});
  }

  [[nodiscard]] Json control(const FieldDescription& field, const std::string& value, const std::string& at,
                             const std::string& label) const {
    const auto found = problems_.find(at);
    const bool wrong = found != problems_.end();
    return {{"id", id_of(at)},
            {"name", form_name(at)},
            {"label", label},
            {"value", value},
            {"lang", ""},
            {"has_lang", false},
            {"is_area", templating::is_translated(field.type)},
            {"is_line", field.type == FieldType::text || field.type == FieldType::number || field.type == FieldType::amount},
            {"is_date", field.type == FieldType::date},
            {"is_check", field.type == FieldType::yes_no},
            {"checked", value == "yes"},
            {"is_choice", field.type == FieldType::choice},
            {"choices", choices(field, value)},
            {"has_error", wrong},
            {"error", wrong ? found->second : ""}};
  }

  [[nodiscard]] Json choices(const FieldDescription& field, const std::string& value) const {
    Json list = Json::array();
    for (const std::string& choice : field.choices)
      list.push_back({{"value", choice},
                      {"label", word(language_, "server.choice", choice == "other" ? "another" : choice)},
                      {"chosen", choice == value}});
    return list;
  }

  const TemplateForm& form_;
  text::Language language_;
  std::map<std::string, std::string> problems_;
  Json items_ = Json::array();
  Json counts_ = Json::array();
};

std::vector<FieldProblem> TemplateForm::problems_of(const Json& data, text::Language language) const {
  std::vector<FieldProblem> problems;
  for (const templating::Finding& finding : templating::check_data(description_, data)) {
    if (finding.severity != templating::Finding::Severity::error) continue;
    const auto path = plain(finding.tag);
    const auto* field = description_.find(path);
    std::string tag;
    if (field == nullptr && path.rfind('.') != path.npos) {
      field = description_.find(path.substr(0, path.rfind('.')));
      tag = path.substr(path.rfind('.') + 1);
    }
    const std::string label = field == nullptr ? path : in(field->label, language);
    const std::string key = finding.code == "missing_field" ? "server.field_missing" : "server.field_ill_typed";
    problems.push_back({finding.tag, text::say(language, {key, {{"label", label}, {"code", tag.empty() ? "none" : tag}}})});
  }
  // Of a holder that lacks everything each field is missed by its own name; that is enough.
  const auto told_inside = [all = problems](const FieldProblem& holder) {
    return std::any_of(all.begin(), all.end(),
                       [&](const FieldProblem& inner) { return inner.path.starts_with(holder.path + "."); });
  };
  std::erase_if(problems, told_inside);
  return problems;
}

Json TemplateForm::view(const Json& values, const std::vector<FieldProblem>& problems, text::Language language) const {
  View view(*this, problems, language);
  Json model = view.model(values);
  Json summary = Json::array();
  for (const FieldProblem& problem : problems)
    summary.push_back({{"href", "#" + view.target(problem.path)}, {"words", problem.words}});
  model["problems"] = std::move(summary);
  return model;
}

}  // namespace chancery::server
