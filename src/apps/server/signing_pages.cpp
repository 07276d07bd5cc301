#include "apps/server/signing_pages.h"

#include "apps/server/acting_for.h"
#include "apps/server/form.h"
#include "apps/server/held_form.h"
#include "apps/server/http_errors.h"
#include "apps/server/shown.h"
#include "base/error.h"
#include "document/statement.h"
#include "formats/x509.h"
#include "formats/zip_writer.h"

#include <algorithm>
#include <charconv>

namespace chancery::server {
namespace {

using formats::Json;

constexpr std::size_t largest_signature = 200'000;

std::string document_address(const Visit& visit) {
  return "/documents/" + visit.document().hex();
}

std::string act_in_path(const Visit& visit) {
  const auto& act = visit.parameters.at("act");
  if (!document::parse_act(act)) throw Error(Fault::absent, {"server.no_such_page", {}});
  return act;
}

std::string act_name(const Visit& visit, const std::string& act) {
  return text::say(visit.language, {"server.signing_act", {{"code", act}}});
}

Json files(const Json& document, const Visit& visit) {
  auto list = Json::array();
  for (const auto& file : list_of(document, "files")) {
    const auto path = text_of(file, "path");
    const auto name = path.substr(path.rfind('/') + 1);
    list.push_back({{"path", path},
                    {"sha256", text_of(file, "sha256")},
                    {"size", shown_size(file.value("size", std::uint64_t{0}), visit.language)},
                    {"download", document_address(visit) + "/files/" + text_of(file, "sha256") + "/" + percent_encode(name)},
                    {"readable", text_of(file, "media_type").rfind("text/plain", 0) == 0},
                    {"reading", document_address(visit) + "/texts/" + text_of(file, "sha256")}});
  }
  return list;
}

/// The act must be among what the office offers to this person now; why not is said in its own words.
Json offered_act(const Site& site, const Visit& visit, const std::string& act, const std::optional<std::string>& principal) {
  for (const auto& action : site.desk.actions(visit.caller(), visit.document(), principal)) {
    if (text_of(action, "event") == act) return action;
  }
  throw Error(Fault::absent, {"server.act_not_offered", {}});
}

Json parties(const Json& document, const std::string& chosen, text::Language language) {
  auto list = Json::array();
  for (const auto& party : list_of(document, "parties")) {
    const auto number = std::to_string(list.size() + 1);
    list.push_back({{"number", number}, {"name", in_language(party, language)}, {"chosen", number == chosen}});
  }
  return list;
}

struct Typed {
  std::string party;
  std::string capacity;
  std::string place;
  bool remote = false;
  std::optional<std::string> principal = std::nullopt;  // in whose name
  const char* form = "certificate";                     // the first field of the form that was sent
};

Typed typed_in(const Form& form) {
  return {form.text("party"), form.text("capacity"), form.text("place"), form.text("mode") == "remote", acting_for(form)};
}

Response signing_page(const Site& site, const Visit& visit, int status, const Typed& typed, const std::string& problem) {
  const auto act = act_in_path(visit);
  const auto document = site.desk.document(visit.caller(), visit.document());
  const auto action = offered_act(site, visit, act, typed.principal);
  const bool open = action.at("open").get<bool>();
  Json model{{"title", act_name(visit, act)},
             {"document_title", in_language(document.at("title"), visit.language)},
             {"document", document_address(visit)},
             {"address", document_address(visit) + "/sign/" + act},
             {"open", open},
             {"why", open ? "" : in_language(action.at("why").at("message"), visit.language)},
             {"specimen", document.value("specimen", false)},
             {"manifest", text_of(document, "manifest")},
             {"files", files(document, visit)},
             {"parties", parties(document, typed.party, visit.language)},
             {"several_parties", list_of(document, "parties").size() > 1},
             {"capacity", typed.capacity},
             {"place", typed.place},
             {"remote", typed.remote},
             {"key", to_hex(site.desk.entropy(RequestId::size))},
             {"form", typed.form},
             {"failed", !problem.empty()},
             {"problem", problem}};
  model.update(principals(site, visit, text_of(model, "address"), typed.principal));
  return show_page(site, visit, status, "sign", std::move(model));
}

unsigned party_in(const Form& form) {
  unsigned party = 0;
  const auto& digits = form.text("party");
  std::from_chars(digits.data(), digits.data() + digits.size(), party);
  return party;
}

engine::Attachment attachment(const FormField& file) {
  return {*file.file_name, "application/octet-stream", Blob(file.value)};
}

/// A signature that another program made over the same files; what its signer did not sign is typed beside it.
engine::Command elsewhere_command(const Visit& visit, const Form& form) {
  const auto* const signature = form.file("signature");
  if (signature == nullptr || signature->value.empty()) throw Error(Fault::input, {"server.signature_missing", {}});
  if (form.text("capacity").empty()) throw Error(Fault::input, {"server.capacity_missing", {}});
  engine::Command command;
  command.document = visit.document();
  command.event = act_in_path(visit);
  command.manifest = Sha256::parse(form.text("manifest"));
  command.key = form.text("key");
  command.data = {{"capacity", form.text("capacity")}, {"place", form.text("place")}};
  if (const auto party = party_in(form)) command.data["party"] = party;
  if (const auto principal = acting_for(form)) command.on_behalf_of = *principal;
  command.files.push_back(attachment(*signature));
  const auto* const protocol = form.file("protocol");
  if (protocol != nullptr && !protocol->value.empty()) command.files.push_back(attachment(*protocol));
  return command;
}

Json order_of(const Visit& visit, const Form& form) {
  const auto* const file = form.file("certificate");
  if (file == nullptr) throw Error(Fault::input, {"server.certificate_missing", {}});
  const auto certificates = formats::read_certificates(file->value, *file->file_name);
  Json order{{"document", visit.document().hex()},
             {"manifest", form.text("manifest")},
             {"act", act_in_path(visit)},
             {"capacity", form.text("capacity")},
             {"mode", form.text("mode") == "remote" ? "remote" : "in_person"},
             {"certificate", to_base64(certificates.front().der())}};
  if (!form.text("place").empty()) order["place"] = form.text("place");
  if (const auto principal = acting_for(form)) order["on_behalf_of"] = *principal;
  if (const auto party = party_in(form)) order["party"] = party;
  if (form.text("capacity").empty()) throw Error(Fault::input, {"server.capacity_missing", {}});
  return order;
}

/// The caller's own request on the document of the path.
Json request_in_path(const Site& site, const Visit& visit) {
  const auto id = RequestId::parse(visit.parameters.at("request"));
  auto request = id ? site.desk.signing_request(visit.caller(), *id) : std::nullopt;
  if (!request || request->at("document") != visit.document().hex()) throw Error(Fault::absent, {"server.no_such_page", {}});
  return *std::move(request);
}

Response request_page(const Site& site, const Visit& visit, int status, const std::string& problem) {
  const auto request = request_in_path(site, visit);
  const auto document = site.desk.document(visit.caller(), visit.document());
  const auto act = text_of(request, "act");
  const auto address = document_address(visit) + "/signing/" + text_of(request, "request");
  Json model{{"title", act_name(visit, act)},
             {"document_title", in_language(document.at("title"), visit.language)},
             {"document", document_address(visit)},
             {"address", address},
             {"package", address + "/to-sign.zip"},
             {"digest", text_of(request, "digest")},
             {"manifest", text_of(request, "manifest")},
             {"expires", shown_time(text_of(request, "expires"), visit.language)},
             {"used", request.value("used", false)},
             {"failed", !problem.empty()},
             {"problem", problem},
             {"key", to_hex(site.desk.entropy(RequestId::size))}};
  return show_page(site, visit, status, "signing_request", std::move(model));
}

/// A file as people have it: DER, or the Base64 text of it.
Bytes signature_bytes(const std::string& uploaded) {
  std::string compact;
  for (const char character : uploaded) {
    if (character != '\n' && character != '\r' && character != ' ') compact += character;
  }
  const auto text = parse_base64(compact);
  return text && !text->empty() ? *text : uploaded;
}

/// A SignedData begins with its content type, id-signedData; a bare value cannot.
bool is_signed_data(const Bytes& bytes) {
  constexpr std::string_view id_signed_data("\x06\x09\x2a\x86\x48\x86\xf7\x0d\x01\x07\x02", 11);
  return BytesView(bytes).substr(0, 32).find(id_signed_data) != std::string_view::npos;
}

Json answer_of(const Json& request, const Form& form) {
  const auto* const file = form.file("signature");
  if (file == nullptr || file->value.empty()) throw Error(Fault::input, {"server.signature_missing", {}});
  if (file->value.size() > largest_signature)
    throw Error(Fault::input, {"server.signature_large", {{"limit", std::int64_t{largest_signature}}}});
  const auto bytes = signature_bytes(file->value);
  Json answer{{"request", text_of(request, "request")}};
  if (!form.text("key").empty()) answer["key"] = form.text("key");
  answer[is_signed_data(bytes) ? "signature" : "value"] = to_base64(bytes);
  return answer;
}

/// Acts that wait for the reader's key, one row for each act that is open.
Json waiting(const Site& site, const Visit& visit) {
  auto rows = Json::array();
  const auto page = site.desk.work_list(visit.caller(), {{"pile", "mine"}, {"limit", 50}});
  for (const auto& line : page.at("rows")) {
    const auto id = DocumentId::parse(text_of(line, "id"));
    if (!id) continue;
    auto acts = Json::array();
    for (const auto& action : site.desk.actions(visit.caller(), *id, std::nullopt)) {
      const auto event = text_of(action, "event");
      if (!document::parse_act(event) || !action.at("open").get<bool>()) continue;
      acts.push_back({{"address", "/documents/" + id->hex() + "/sign/" + event},
                      {"label", in_language(action.at("label"), visit.language)}});
    }
    if (acts.empty()) continue;
    rows.push_back({{"title", in_language(line.at("title"), visit.language)},
                    {"document", "/documents/" + id->hex()},
                    {"number", text_of(line, "number")},
                    {"acts", std::move(acts)}});
  }
  return rows;
}

Json signed_rows(const Site& site, const Visit& visit) {
  auto rows = Json::array();
  for (const auto& one : site.desk.signed_by(visit.caller())) {
    rows.push_back({{"document", "/documents/" + text_of(one, "document")},
                    {"act", act_name(visit, text_of(one, "act"))},
                    {"time", shown_time(text_of(one, "time"), visit.language)}});
  }
  return rows;
}

}  // namespace

Response show_what_i_sign(Site& site, const Visit& visit) {
  auto rows = waiting(site, visit);
  auto done = signed_rows(site, visit);
  const bool none = rows.empty();
  const bool none_signed = done.empty();
  return show_page(site, visit, 200, "what_i_sign",
                   {{"title", text::say(visit.language, {"server.what_i_sign", {}})},
                    {"rows", std::move(rows)},
                    {"none", none},
                    {"signed", std::move(done)},
                    {"none_signed", none_signed}});
}

Response show_signing(Site& site, const Visit& visit) {
  Typed typed;
  typed.principal = acting_for(visit);
  return signing_page(site, visit, 200, typed, "");
}

Response open_signing(Site& site, const Visit& visit) {
  const auto form = read_form(visit.request);
  const auto again = [&](int status, const Message& why) {
    return signing_page(site, visit, status, typed_in(form), text::say(visit.language, why));
  };
  if (is_restored(form)) return again(200, {"server.form_is_back", {}});
  try {
    const auto offer = site.desk.open_signing(visit.caller(), order_of(visit, form));
    if (offer.refused()) return again(status_of(offer.refusal()), offer.refusal().message);
    return Response::see_other(document_address(visit) + "/signing/" + text_of(offer.value(), "request"));
  } catch (const Error& error) {
    if (error.fault() != Fault::input && error.fault() != Fault::conflict) throw;
    return again(status_of(error.fault()), error.message());
  }
}

Response show_request(Site& site, const Visit& visit) {
  return request_page(site, visit, 200, "");
}

Response download_files(Site& site, const Visit& visit) {
  static_cast<void>(act_in_path(visit));
  const auto document = site.desk.document(visit.caller(), visit.document());
  const auto manifest = Sha256::parse(text_of(document, "manifest"));
  if (!manifest) throw Error(Fault::absent, {"server.no_such_file", {}});
  formats::ZipWriter zip;
  zip.add("manifest.json", site.desk.file(visit.caller(), visit.document(), *manifest).bytes());
  for (const auto& file : list_of(document, "files")) {
    const auto hash = Sha256::parse(text_of(file, "sha256"));
    const auto path = text_of(file, "path");
    if (hash && path != "manifest.json") zip.add(path, site.desk.file(visit.caller(), visit.document(), *hash).bytes());
  }
  return Response::download("files-to-sign.zip", "application/zip", zip.finish());
}

Response take_elsewhere(Site& site, const Visit& visit) {
  const auto form = read_form(visit.request);
  const auto again = [&](int status, const Message& why) {
    Typed typed = typed_in(form);
    typed.form = "elsewhere-signature";
    return signing_page(site, visit, status, typed, text::say(visit.language, why));
  };
  if (is_restored(form)) return again(200, {"server.form_is_back", {}});
  try {
    const auto outcome = site.desk.perform(visit.caller(), elsewhere_command(visit, form));
    if (outcome.refused()) return again(status_of(outcome.refusal()), outcome.refusal().message);
    return Response::see_other(document_address(visit) + "?done=" + std::to_string(outcome.value().seq));
  } catch (const Error& error) {
    if (error.fault() != Fault::input && error.fault() != Fault::conflict) throw;
    return again(status_of(error.fault()), error.message());
  }
}

Response download_request(Site& site, const Visit& visit) {
  const auto id = RequestId::parse(text_of(request_in_path(site, visit), "request"));
  return Response::download("to-sign.zip", "application/zip", site.desk.signing_package(visit.caller(), id.value()));
}

Response finish_signing(Site& site, const Visit& visit) {
  const auto request = request_in_path(site, visit);
  const auto form = read_form(visit.request);
  if (is_restored(form)) return request_page(site, visit, 200, text::say(visit.language, {"server.form_is_back", {}}));
  const auto again = [&](int status, const Message& why) {
    return request_page(site, visit, status, text::say(visit.language, why));
  };
  try {
    const auto outcome = site.desk.finish_signing(visit.caller(), answer_of(request, form));
    if (outcome.refused()) return again(status_of(outcome.refusal()), outcome.refusal().message);
    return Response::see_other(document_address(visit) + "?done=" + std::to_string(outcome.value().seq));
  } catch (const Error& error) {
    if (error.fault() != Fault::input && error.fault() != Fault::conflict) throw;
    return again(status_of(error.fault()), error.message());
  }
}

}  // namespace chancery::server
