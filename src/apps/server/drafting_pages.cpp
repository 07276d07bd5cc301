#include "apps/server/drafting_pages.h"

#include "apps/server/held_form.h"
#include "apps/server/http_errors.h"
#include "apps/server/shown.h"
#include "apps/server/template_form.h"
#include "base/error.h"

#include <algorithm>

namespace chancery::server {
namespace {

using formats::Json;

std::string word(const Visit& visit, std::string key) {
  return text::say(visit.language, {std::move(key), {}});
}

Json template_in_path(const Site& site, const Visit& visit) {
  const auto& name = visit.parameters.at("template");
  for (const auto& one : site.desk.templates()) {
    if (one.at("name") == name) return one;
  }
  throw Error(Fault::absent, {"server.no_such_page", {}});
}

TemplateForm form_of(const Json& one) {
  return TemplateForm(templating::read_description(one.at("description")));
}

/// A kind of document goes the way of the workflow that is called like it.
std::string workflow_of(const Site& site, const TemplateForm& form) {
  const auto names = site.desk.workflows();
  const bool same = std::find(names.begin(), names.end(), form.description().kind) != names.end();
  if (!same && names.empty()) throw Error(Fault::absent, {"server.no_workflow", {}});
  return same ? form.description().kind : names.front().get<std::string>();
}

struct Shown {
  int status = 200;
  std::vector<FieldProblem> problems;
  std::string problem;  // of the whole form
  bool restored = false;
};

Response form_page(const Site& site, const Visit& visit, const Json& one, const TemplateForm& form, const Json& values,
                   const Shown& shown) {
  auto model = form.view(values, shown.problems, visit.language);
  model["title"] = in_language(one.at("description").at("name"), visit.language);
  model["address"] = "/documents/new/" + percent_encode(text_of(one, "name"));
  model["key"] = to_hex(site.desk.entropy(RequestId::size));
  model["failed"] = !shown.problems.empty() || !shown.problem.empty();
  model["problem"] = shown.problem;
  model["has_problem"] = !shown.problem.empty();
  model["restored"] = shown.restored;
  return show_page(site, visit, shown.status, "new_document", std::move(model));
}

engine::Command command_of(const Site& site, const Json& one, const TemplateForm& form, const Json& data, const Form& typed) {
  engine::Command command;
  command.event = "new";
  command.data = {{"workflow", workflow_of(site, form)}, {"template", text_of(one, "sha256")}, {"values", data}};
  if (!typed.text("key").empty()) command.key = typed.text("key");
  return command;
}

Response attempt(const Site& site, const Visit& visit, const Json& one, const TemplateForm& form, const Form& typed) {
  const auto data = form.data_of(form.read(typed));
  const auto values = form.values_of(data);
  auto problems = form.problems_of(data, visit.language);
  if (!problems.empty()) return form_page(site, visit, one, form, values, {422, std::move(problems), "", false});
  try {
    const auto outcome = site.desk.perform(visit.caller(), command_of(site, one, form, data, typed));
    if (!outcome.refused()) {
      return Response::see_other("/documents/" + outcome.value().document.hex() + "?done=" + std::to_string(outcome.value().seq));
    }
    const auto& refusal = outcome.refusal();
    return form_page(site, visit, one, form, values, {status_of(refusal), {}, text::say(visit.language, refusal.message), false});
  } catch (const Error& error) {
    if (error.fault() != Fault::input && error.fault() != Fault::conflict) throw;
    return form_page(site, visit, one, form, values,
                     {status_of(error.fault()), {}, text::say(visit.language, error.message()), false});
  }
}

}  // namespace

Response show_templates(Site& site, const Visit& visit) {
  auto list = Json::array();
  for (const auto& one : site.desk.templates()) {
    const auto& description = one.at("description");
    std::string languages;
    for (const auto& tag : description.at("languages")) {
      languages += (languages.empty() ? "" : ", ") +
                   text::say(visit.language, {"server.text_language", {{"code", tag.get<std::string>()}}});
    }
    list.push_back({{"name", in_language(description.at("name"), visit.language)},
                    {"address", "/documents/new/" + percent_encode(text_of(one, "name"))},
                    {"languages_in", languages}});
  }
  const bool none = list.empty();
  return show_page(site, visit, 200, "templates",
                   {{"title", word(visit, "server.new_document")}, {"templates", std::move(list)}, {"none", none}});
}

Response show_new_document(Site& site, const Visit& visit) {
  const auto one = template_in_path(site, visit);
  const auto form = form_of(one);
  return form_page(site, visit, one, form, form.values_of(Json::object()), {});
}

Response make_document(Site& site, const Visit& visit) {
  const auto one = template_in_path(site, visit);
  const auto form = form_of(one);
  const auto typed = read_form(visit.request);
  const auto values = form.read(typed);
  if (is_restored(typed)) return form_page(site, visit, one, form, values, {200, {}, "", true});
  if (const auto& list = typed.text("add"); !list.empty())
    return form_page(site, visit, one, form, form.with_item(values, list), {});
  if (const auto& item = typed.text("remove"); !item.empty())
    return form_page(site, visit, one, form, form.without_item(values, item), {});
  return attempt(site, visit, one, form, typed);
}

}  // namespace chancery::server
