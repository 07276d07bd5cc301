#include "apps/server/definitions_pages.h"

#include "apps/server/definition_check.h"
#include "apps/server/form.h"
#include "apps/server/http_errors.h"
#include "apps/server/shown.h"
#include "base/error.h"

#include <algorithm>
#include <set>

namespace chancery::server {
namespace {

using formats::Json;

std::string say(const Visit& visit, const char* key, std::vector<std::pair<std::string, Message::Argument>> arguments = {}) {
  return text::say(visit.language, {key, std::move(arguments)});
}

std::string joined(const Json& words) {
  std::string all;
  for (const Json& word : words) all += (all.empty() ? "" : ", ") + word.get<std::string>();
  return all;
}

/// The first of a name is the one that new documents are made with.
Json rows(const Json& all, const Visit& visit) {
  auto list = Json::array();
  std::set<std::string> named;
  for (const Json& one : all) {
    const auto name = text_of(one, "name");
    const bool described = one.contains("description");
    list.push_back({{"name", name},
                    {"sha256", text_of(one, "sha256")},
                    {"current", named.insert(name).second},
                    {"described", described},
                    {"title", described ? in_language(one.at("description").at("name"), visit.language) : ""},
                    {"languages", described ? joined(one.at("description").at("languages")) : ""}});
  }
  return list;
}

Json findings(const DefinitionCheck& check) {
  auto list = Json::array();
  for (const DefinitionFinding& finding : check.findings) list.push_back({{"text", finding.text}, {"way", finding.way}});
  return list;
}

struct Answer {
  int status = 200;
  std::string problem = {};
  std::string checked = {};  // the name of the file that was judged
  DefinitionCheck check = {};
};

Response page(const Site& site, const Visit& visit, const Answer& answer) {
  const auto query = parse_query(visit.request.head.query);
  return show_page(site, visit, answer.status, "definitions",
                   {{"title", say(visit, "server.definitions")},
                    {"templates", rows(site.desk.definitions.templates(), visit)},
                    {"workflows", rows(site.desk.definitions.workflows(), visit)},
                    {"failed", !answer.problem.empty()},
                    {"problem", answer.problem},
                    {"done", query && query->text("done") == "yes"},
                    {"checked", !answer.checked.empty()},
                    {"checked_file", answer.checked},
                    {"sound", answer.check.findings.empty()},
                    {"praise", answer.check.praise},
                    {"findings", findings(answer.check)}});
}

Response page_of_check(const Site& site, const Visit& visit, const FormField& file, DefinitionCheck check) {
  const auto name = file.file_name.value_or("");
  const auto problem = check.has_errors ? say(visit, "server.definition_refused",
                                              {{"name", name}, {"count", static_cast<std::int64_t>(check.findings.size())}})
                                        : "";
  return page(site, visit, {check.has_errors ? 422 : 200, problem, name, std::move(check)});
}

Response page_of_problem(const Site& site, const Visit& visit, const char* key) {
  return page(site, visit, {422, say(visit, key)});
}

/// As it was typed, else as the file is called: letters, digits, `_` and `-`, since addresses and commands name it.
std::string template_name(const Form& form, const FormField& docx) {
  auto name = form.text("name");
  if (name.empty()) name = docx.file_name->substr(0, docx.file_name->rfind('.'));
  const bool plain = std::all_of(name.begin(), name.end(), [](char letter) {
    return (letter >= 'a' && letter <= 'z') || (letter >= 'A' && letter <= 'Z') || (letter >= '0' && letter <= '9') ||
           letter == '_' || letter == '-';
  });
  return plain && name.size() <= 100 ? name : std::string();
}

/// `publish` may still be refused: the right was asked for by the route, the content is judged again with the whole office.
template <class Publish>
Response published(const Site& site, const Visit& visit, const Publish& publish) {
  try {
    const Decision<Sha256> hash = publish();
    if (hash.refused()) return page(site, visit, {status_of(hash.refusal()), text::say(visit.language, hash.refusal().message)});
    return Response::see_other("/definitions?done=yes");
  } catch (const Error& error) {
    if (error.fault() != Fault::input) throw;
    return page(site, visit, {422, text::say(visit.language, error.message())});
  }
}

bool is_there(const FormField* file) {
  return file != nullptr && !file->value.empty();
}

}  // namespace

Response show_definitions(Site& site, const Visit& visit) {
  return page(site, visit, {});
}

Response take_template(Site& site, const Visit& visit) {
  const auto form = read_form(visit.request);
  const auto* const docx = form.file("docx");
  const auto* const description = form.file("description");
  if (!is_there(docx) || !is_there(description)) return page_of_problem(site, visit, "server.template_files_missing");
  auto check = check_template(*docx, *description, visit.language);
  if (check.has_errors || form.text("do") != "publish") return page_of_check(site, visit, *docx, std::move(check));
  const auto name = template_name(form, *docx);
  if (name.empty()) return page_of_problem(site, visit, "server.template_name_odd");
  return published(site, visit, [&] {
    const auto json = formats::parse_json(description->value, *description->file_name);
    return site.desk.definitions.publish_template(visit.caller(), name, Blob(Bytes(docx->value)), json);
  });
}

Response take_workflow(Site& site, const Visit& visit) {
  const auto form = read_form(visit.request);
  const auto* const scxml = form.file("scxml");
  if (!is_there(scxml)) return page_of_problem(site, visit, "server.workflow_file_missing");
  auto check = check_workflow(*scxml, visit.language);
  if (check.has_errors || form.text("do") != "publish") return page_of_check(site, visit, *scxml, std::move(check));
  return published(site, visit,
                   [&] { return site.desk.definitions.publish_workflow(visit.caller(), scxml->value, *scxml->file_name); });
}

}  // namespace chancery::server
