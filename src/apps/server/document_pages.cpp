#include "apps/server/document_pages.h"

#include "apps/server/acting_for.h"
#include "apps/server/command_form.h"
#include "apps/server/document_view.h"
#include "apps/server/form.h"
#include "apps/server/held_form.h"
#include "apps/server/http_errors.h"
#include "apps/server/link_view.h"
#include "apps/server/shown.h"
#include "evidence/bundle.h"
#include "evidence/page.h"
#include "text/characters.h"

#include <charconv>

namespace chancery::server {
namespace {

using formats::Json;

DocumentFacts facts_of(const Site& site, const Visit& visit, const std::optional<std::string>& principal) {
  const auto id = visit.document();
  const auto caller = visit.caller();
  return {id,
          site.desk.document(caller, id),
          site.desk.actions(caller, id, principal),
          site.desk.history(caller, id),
          site.desk.explain(caller, id, visit.language, principal),
          principal};
}

/// In whose name the page is: as the form says that came back, else as the address does.
std::optional<std::string> principal_of(const Visit& visit, const FailedForm& failed) {
  if (failed.event.empty()) return acting_for(visit);
  const auto typed = failed.typed.find("on_behalf_of");
  return typed == failed.typed.end() || typed->second.empty() ? std::nullopt : std::optional(typed->second);
}

std::optional<std::uint64_t> parse_number(std::string_view digits) {
  std::uint64_t number = 0;
  const auto* const end = digits.data() + digits.size();
  const auto [stopped, problem] = std::from_chars(digits.data(), end, number);
  if (digits.empty() || problem != std::errc{} || stopped != end) return std::nullopt;
  return number;
}

[[noreturn]] void no_such_file() {
  throw Error(Fault::absent, {"server.no_such_file", {}});
}

Sha256 hash_in_path(const Visit& visit) {
  const auto hash = Sha256::parse(visit.parameters.at("sha256"));
  if (!hash) no_such_file();
  return *hash;
}

/// After a step the browser is sent here with the leaf's number, so that going back or loading again repeats nothing.
void add_done(const Visit& visit, Json& model) {
  const auto query = parse_query(visit.request.head.query);
  const auto seq = query ? parse_number(query->text("done")) : std::nullopt;
  model["done"] = seq.has_value();
  model["done_words"] = "";
  if (seq) model["done_words"] = text::say(visit.language, {"server.step_recorded", {{"seq", static_cast<std::int64_t>(*seq)}}});
}

/// What the document is bound to; whoever may link it gets the forms.
Json related(const Site& site, const Visit& visit, const Json& document, const FailedForm& failed) {
  const auto caller = visit.caller();
  const bool may_link = !site.desk.authorize(caller, document::Action::link_document, visit.document()).refused();
  const auto new_key = [&site] { return to_hex(site.desk.entropy(RequestId::size)); };
  auto model = related_view(document, may_link, failed, visit.language, new_key);
  model["here"] = "/documents/" + visit.document().hex();
  return model;
}

Response document_page(const Site& site, const Visit& visit, int status, const FailedForm& failed) {
  const auto new_key = [&site] { return to_hex(site.desk.entropy(RequestId::size)); };
  const auto principal = principal_of(visit, failed);
  const auto facts = facts_of(site, visit, principal);
  auto model = document_view(facts, failed, visit.language, site.desk.now(), new_key);
  model["bound"] = related(site, visit, facts.document, failed);
  model.update(principals(site, visit, "/documents/" + visit.document().hex(), principal));
  add_done(visit, model);
  return show_page(site, visit, status, "document", std::move(model));
}

FailedForm failed_form(const Visit& visit, const Form& form, std::string problem) {
  FailedForm failed{visit.parameters.at("event"), {}, std::move(problem), false};
  for (const FormField& field : form.all()) {
    if (!field.file_name) failed.typed.emplace(field.name, field.value);
  }
  return failed;
}

/// What happened since the reader saw the page: the steps after the revision that the form names.
Json steps_since(const Form& form, const Json& history) {
  const auto seen = parse_number(form.text("revision"));
  auto list = Json::array();
  for (const auto& entry : history) {
    const bool later = seen && entry.value("revision", std::uint64_t{0}) > *seen;
    if (later && text_of(entry, "outcome") == "done") list.push_back(entry);
  }
  return list;
}

/// The page again as it is now, with what went wrong and what was typed; a stale page also says what changed.
Response not_accepted(const Site& site, const Visit& visit, const Form& form, int status, const Message& why) {
  auto problem = text::say(visit.language, why);
  if (status == 409) {
    for (const auto& step : steps_since(form, site.desk.history(visit.caller(), visit.document()))) {
      problem += "\n" + step_words(step, visit.language);
    }
  }
  return document_page(site, visit, status, failed_form(visit, form, std::move(problem)));
}

/// The id of the document that somebody names by its id, its address or its number.
std::string named_document(const Site& site, const Visit& visit, const std::string& typed) {
  if (auto id = id_in(typed); !id.empty()) return id;
  const std::string number(text::trim(typed));
  std::string found;
  for (const auto& line : site.desk.documents(visit.caller(), {{"text", number}})) {
    if (text_of(line, "number") != number) continue;
    if (!found.empty()) throw Error(Fault::input, {"server.several_documents", {{"number", number.substr(0, 100)}}});
    found = text_of(line, "id");
  }
  if (found.empty()) throw Error(Fault::input, {"server.no_document_named", {{"number", number.substr(0, 100)}}});
  return found;
}

/// The id of the dossier that somebody names by its id, its address or its case index.
std::string named_dossier(const Site& site, const Visit& visit, const std::string& typed) {
  if (auto id = id_in(typed); !id.empty()) return id;
  const std::string index(text::trim(typed));
  std::string found;
  for (const auto& dossier : site.desk.dossiers(visit.caller())) {
    if (index.empty() || text_of(dossier, "case_index") != index || dossier.contains("closed")) continue;
    if (!found.empty()) throw Error(Fault::input, {"server.several_dossiers", {{"index", index.substr(0, 100)}}});
    found = text_of(dossier, "id");
  }
  if (found.empty()) throw Error(Fault::input, {"server.no_dossier_named", {{"index", index.substr(0, 100)}}});
  return found;
}

}  // namespace

Response show_document(Site& site, const Visit& visit) {
  return document_page(site, visit, 200, {});
}

Response show_chart(Site& site, const Visit& visit) {
  return Response{200, {}, site.desk.chart(visit.caller(), visit.document(), visit.language)}.with("content-type",
                                                                                                   "image/svg+xml");
}

Response show_text(Site& site, const Visit& visit) {
  const auto hash = hash_in_path(visit);
  const auto text = site.desk.file(visit.caller(), visit.document(), hash);
  return show_page(site, visit, 200, "text",
                   {{"title", text::say(visit.language, {"server.text_title", {}})},
                    {"document", "/documents/" + visit.document().hex()},
                    {"sha256", hash.hex()},
                    {"text", text.bytes()}});
}

Response show_reading(Site& site, const Visit& visit) {
  const auto& language = visit.parameters.at("language");
  const auto text = site.desk.reading(visit.caller(), visit.document(), language);
  if (!text) no_such_file();
  return show_page(site, visit, 200, "text",
                   {{"title", text::say(visit.language, {"server.reading_title", {{"code", language}}})},
                    {"document", "/documents/" + visit.document().hex()},
                    {"sha256", sha256(*text).hex()},
                    {"text", *text}});
}

Response download_file(Site& site, const Visit& visit) {
  const auto file = site.desk.file(visit.caller(), visit.document(), hash_in_path(visit));
  return Response::download(visit.parameters.at("name"), "application/octet-stream", file.bytes());
}

Response download_receipt(Site& site, const Visit& visit) {
  const auto seq = parse_number(visit.parameters.at("seq"));
  if (!seq) no_such_file();
  const auto receipt = site.desk.receipt(visit.caller(), visit.document(), *seq);
  return Response::download("receipt-" + std::to_string(*seq) + ".json", "application/json", receipt.dump());
}

Response download_evidence(Site& site, const Visit& visit) {
  const Blob zip = site.desk.evidence(visit.caller(), visit.document());
  const std::string id = visit.document().hex();
  if (read_form(visit.request).text("as") == "page") {
    return Response::download(id + std::string(evidence::evidence_page_extension), "text/html", evidence::write_page(zip));
  }
  return Response::download(id + std::string(evidence::evidence_extension), "application/zip", zip.bytes());
}

Response perform_action(Site& site, const Visit& visit) {
  const auto form = read_form(visit.request);
  if (is_restored(form)) {
    auto failed = failed_form(visit, form, "");
    failed.restored = true;
    return document_page(site, visit, 200, failed);
  }
  try {
    auto command = read_command(form, visit.document(), link_event(visit.parameters.at("event"), form));
    if (command.data.contains("document")) command.data["document"] = named_document(site, visit, form.text("related"));
    if (command.data.contains("dossier")) command.data["dossier"] = named_dossier(site, visit, form.text("dossier"));
    const auto outcome = site.desk.perform(visit.caller(), command);
    if (!outcome.refused()) {
      auto address = "/documents/" + visit.document().hex() + "?done=" + std::to_string(outcome.value().seq);
      if (command.on_behalf_of) address += "&for=" + percent_encode(*command.on_behalf_of);
      return Response::see_other(address);
    }
    return not_accepted(site, visit, form, status_of(outcome.refusal()), outcome.refusal().message);
  } catch (const Error& error) {
    if (error.fault() != Fault::input && error.fault() != Fault::conflict) throw;
    return not_accepted(site, visit, form, status_of(error.fault()), error.message());
  }
}

}  // namespace chancery::server
