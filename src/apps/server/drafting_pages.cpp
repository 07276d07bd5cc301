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

/// A kind of document goes the way of the workflow that is called like it; for one that has none its writer chooses.
bool has_own_workflow(const Json& workflows, const std::string& kind) {
  return std::find(workflows.begin(), workflows.end(), kind) != workflows.end();
}

std::string workflow_of(const Site& site, const TemplateForm& form, const Form& typed) {
  const auto names = site.desk.workflows();
  if (has_own_workflow(names, form.description().kind)) return form.description().kind;
  if (!has_own_workflow(names, typed.text("workflow"))) throw Error(Fault::input, {"server.choose_workflow", {}});
  return typed.text("workflow");
}

Json workflow_choices(const Site& site, const Visit& visit, const std::string& kind, const std::string& chosen) {
  auto list = Json::array();
  const auto names = site.desk.workflows();
  if (has_own_workflow(names, kind)) return list;
  for (const auto& one : names) {
    const auto name = one.get<std::string>();
    list.push_back({{"value", name},
                    {"label", text::say(visit.language, {"server.document_kind", {{"code", name}}})},
                    {"chosen", name == chosen}});
  }
  return list;
}

struct Shown {
  int status = 200;
  std::vector<FieldProblem> problems = {};
  std::string problem = {};  // of the whole form
  bool restored = false;
  std::string workflow = {};
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
  auto workflows = workflow_choices(site, visit, form.description().kind, shown.workflow);
  model["chooses_workflow"] = !workflows.empty();
  model["workflows"] = std::move(workflows);
  return show_page(site, visit, shown.status, "new_document", std::move(model));
}

engine::Command command_of(const Site& site, const Json& one, const TemplateForm& form, const Json& data, const Form& typed) {
  engine::Command command;
  command.event = "new";
  command.data = {{"workflow", workflow_of(site, form, typed)}, {"template", text_of(one, "sha256")}, {"values", data}};
  if (!typed.text("key").empty()) command.key = typed.text("key");
  return command;
}

Response attempt(const Site& site, const Visit& visit, const Json& one, const TemplateForm& form, const Form& typed) {
  const auto data = form.data_of(form.read(typed));
  const auto again = [&](int status, std::vector<FieldProblem> problems, std::string problem) {
    return form_page(site, visit, one, form, form.values_of(data),
                     {status, std::move(problems), std::move(problem), false, typed.text("workflow")});
  };
  auto problems = form.problems_of(data, visit.language);
  if (!problems.empty()) return again(422, std::move(problems), "");
  try {
    const auto outcome = site.desk.perform(visit.caller(), command_of(site, one, form, data, typed));
    if (outcome.refused()) return again(status_of(outcome.refusal()), {}, text::say(visit.language, outcome.refusal().message));
    return Response::see_other("/documents/" + outcome.value().document.hex() + "?done=" + std::to_string(outcome.value().seq));
  } catch (const Error& error) {
    if (error.fault() != Fault::input && error.fault() != Fault::conflict) throw;
    return again(status_of(error.fault()), {}, text::say(visit.language, error.message()));
  }
}

/// Templates of one kind stand together; those that a workflow waits for come first.
Json groups_of(const Site& site, const Visit& visit) {
  const auto workflows = site.desk.workflows();
  auto groups = Json::array();
  for (const bool with_workflow : {true, false}) {
    for (const auto& one : site.desk.templates()) {
      const auto& description = one.at("description");
      const auto kind = text_of(description, "kind");
      if (has_own_workflow(workflows, kind) != with_workflow) continue;
      auto group = std::find_if(groups.begin(), groups.end(), [&](const Json& other) { return other.at("code") == kind; });
      if (group == groups.end()) {
        groups.push_back({{"code", kind},
                          {"kind", text::say(visit.language, {"server.document_kind", {{"code", kind}}})},
                          {"templates", Json::array()}});
        group = groups.end() - 1;
      }
      (*group)["templates"].push_back({{"name", in_language(description.at("name"), visit.language)},
                                       {"address", "/documents/new/" + percent_encode(text_of(one, "name"))}});
    }
  }
  return groups;
}

}  // namespace

Response show_templates(Site& site, const Visit& visit) {
  auto groups = groups_of(site, visit);
  const bool none = groups.empty();
  return show_page(site, visit, 200, "templates",
                   {{"title", word(visit, "server.new_document")}, {"groups", std::move(groups)}, {"none", none}});
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
  const auto shown = [&](const Json& now, bool restored) {
    return form_page(site, visit, one, form, now, {200, {}, "", restored, typed.text("workflow")});
  };
  if (is_restored(typed)) return shown(values, true);
  if (const auto& list = typed.text("add"); !list.empty()) return shown(form.with_item(values, list), false);
  if (const auto& item = typed.text("remove"); !item.empty()) return shown(form.without_item(values, item), false);
  return attempt(site, visit, one, form, typed);
}

}  // namespace chancery::server
