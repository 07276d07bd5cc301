#include "apps/server/document_pages.h"

#include "apps/server/command_form.h"
#include "apps/server/document_view.h"
#include "apps/server/form.h"
#include "apps/server/http_errors.h"
#include "document/rights.h"

#include <charconv>

namespace chancery::server {
namespace {

using formats::Json;

DocumentFacts facts_of(const Site& site, const Visit& visit) {
  const auto id = visit.document();
  const auto caller = visit.caller();
  return {id, site.desk.document(caller, id), site.desk.actions(caller, id), site.desk.history(caller, id)};
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

Response document_page(const Site& site, const Visit& visit, int status, const FailedForm& failed) {
  const auto new_key = [&site] { return to_hex(site.desk.entropy(RequestId::size)); };
  auto model = document_view(facts_of(site, visit), failed, visit.language, new_key);
  add_done(visit, model);
  return show_page(site, visit, status, "document", std::move(model));
}

/// The page again as it is now, with what went wrong and what was typed.
Response not_accepted(const Site& site, const Visit& visit, const Form& form, int status, const Message& why) {
  return document_page(site, visit, status, {visit.parameters.at("event"), form.text("comment"), text::say(visit.language, why)});
}

}  // namespace

Response show_documents(Site& site, const Visit& visit) {
  const auto query = parse_query(visit.request.head.query);
  const auto wanted = query ? query->text("q") : std::string();
  auto filter = Json::object();
  if (!wanted.empty()) filter["text"] = wanted;
  auto model = documents_view(site.desk.documents(visit.caller(), filter), visit.language);
  model["title"] = text::say(visit.language, {"server.documents_title", {}});
  model["q"] = wanted;
  return show_page(site, visit, 200, "documents", std::move(model));
}

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

Response perform_action(Site& site, const Visit& visit) {
  const auto form = read_form(visit.request);
  try {
    const auto command = read_command(form, visit.document(), visit.parameters.at("event"));
    const auto outcome = site.desk.perform(visit.caller(), command);
    if (!outcome.refused()) {
      return Response::see_other("/documents/" + visit.document().hex() + "?done=" + std::to_string(outcome.value().seq));
    }
    return not_accepted(site, visit, form, status_of(outcome.refusal()), outcome.refusal().message);
  } catch (const Error& error) {
    if (error.fault() != Fault::input && error.fault() != Fault::conflict) throw;
    return not_accepted(site, visit, form, status_of(error.fault()), error.message());
  }
}

}  // namespace chancery::server
