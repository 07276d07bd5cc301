#include "document/document.h"

#include "base/error.h"

#include <algorithm>
#include <array>
#include <utility>

namespace chancery::document {
namespace {

using formats::Json;

constexpr std::array<std::pair<TranslationStatus, std::string_view>, 4> translation_statuses{
    {{TranslationStatus::authentic, "authentic"},
     {TranslationStatus::official, "official"},
     {TranslationStatus::courtesy, "courtesy"},
     {TranslationStatus::machine, "machine"}}};

constexpr std::array<std::pair<SignatureKind, std::string_view>, 3> signature_kinds{
    {{SignatureKind::verified, "verified"}, {SignatureKind::unverifiable, "unverifiable"}, {SignatureKind::paper, "paper"}}};

template <class T, std::size_t N>
std::string_view name_in(const std::array<std::pair<T, std::string_view>, N>& table, T value) {
  return std::find_if(table.begin(), table.end(), [=](const auto& row) { return row.first == value; })->second;
}

template <class T, std::size_t N>
std::optional<T> value_in(const std::array<std::pair<T, std::string_view>, N>& table, std::string_view name) {
  const auto* row = std::find_if(table.begin(), table.end(), [=](const auto& candidate) { return candidate.second == name; });
  return row == table.end() ? std::nullopt : std::optional(row->first);
}

template <class T>
T stored(std::optional<T> value) {
  if (!value) throw Error(Fault::environment, {"document.stored_value_broken", {{"detail", std::string()}}});
  return *std::move(value);
}

Sha256 hash_at(const Json& value, const char* key) {
  return stored(Sha256::parse(value.at(key).get_ref<const std::string&>()));
}

Timestamp time_at(const Json& value, const char* key) {
  return stored(Timestamp::parse(value.at(key).get_ref<const std::string&>()));
}

template <class T, class Make>
std::vector<T> list_of(const Json& value, const char* key, Make make) {
  std::vector<T> list;
  for (const Json& element : value.at(key)) list.push_back(make(element));
  return list;
}

template <class T>
Json json_list(const std::vector<T>& list, Json (*write)(const T&)) {
  Json array = Json::array();
  for (const T& element : list) array.push_back(write(element));
  return array;
}

File file_from(const Json& value) {
  return {value.at("name"), value.at("media_type"), value.at("size"), hash_at(value, "sha256")};
}

Json text_json(const Text& text) {
  Json value{{"language", text.language.text()},
             {"file", to_json(text.file)},
             {"content", text.content.hex()},
             {"status", name_of(text.status)}};
  if (text.from) value["from"] = text.from->hex();
  return value;
}

Text text_from(const Json& value) {
  return {stored(LanguageTag::parse(value.at("language").get_ref<const std::string&>())), file_from(value.at("file")),
          hash_at(value, "content"), value.contains("from") ? std::optional(hash_at(value, "from")) : std::nullopt,
          stored(parse_translation_status(value.at("status").get_ref<const std::string&>()))};
}

Json annex_json(const Annex& annex) {
  return {{"number", annex.number}, {"file", to_json(annex.file)}};
}

Annex annex_from(const Json& value) {
  return {value.at("number"), file_from(value.at("file"))};
}

Json approval_json(const Approval& approval) {
  return {{"section", approval.section},
          {"sha256", approval.sha256.hex()},
          {"event", approval.event},
          {"person", approval.person},
          {"time", approval.time.text()}};
}

Approval approval_from(const Json& value) {
  return {value.at("section"), hash_at(value, "sha256"), value.at("event"), value.at("person"), time_at(value, "time")};
}

Json performance_json(const Performance& performance) {
  Json json{{"event", performance.event}, {"person", performance.person}};
  if (performance.principal) json["principal"] = *performance.principal;
  return json;
}

Performance performance_from(const Json& value) {
  Performance performance{value.at("event"), value.at("person")};
  if (value.contains("principal")) performance.principal = value.at("principal").get<std::string>();
  return performance;
}

Json signature_json(const Signature& signature) {
  Json value{{"party", signature.party},      {"act", signature.act},           {"kind", name_of(signature.kind)},
             {"slot", signature.slot},        {"signer", signature.signer},     {"person", signature.person},
             {"time", signature.time.text()}, {"file", to_json(signature.file)}};
  if (signature.level) value["level"] = *signature.level;
  if (signature.certificate) value["certificate"] = signature.certificate->hex();
  return value;
}

Signature signature_from(const Json& value) {
  return {value.at("party"),
          value.at("act"),
          stored(value_in(signature_kinds, value.at("kind").get_ref<const std::string&>())),
          value.at("slot"),
          value.at("signer"),
          value.at("person"),
          time_at(value, "time"),
          file_from(value.at("file")),
          value.contains("level") ? std::optional(value.at("level").get<std::string>()) : std::nullopt,
          value.contains("certificate") ? std::optional(hash_at(value, "certificate")) : std::nullopt};
}

Json frozen_json(const Frozen& frozen) {
  return {{"manifest", to_json(frozen.manifest)}, {"files", json_list<File>(frozen.files, to_json)}};
}

Frozen frozen_from(const Json& value) {
  return {file_from(value.at("manifest")), list_of<File>(value, "files", file_from)};
}

Json recorded_act_json(const RecordedAct& act) {
  Json value{{"event", act.event},   {"capacity", act.capacity},         {"body", act.body},     {"acted", act.acted.text()},
             {"place", act.place},   {"channel", act.channel},           {"number", act.number}, {"recorder", act.recorder},
             {"signer", act.signer}, {"evidence", to_json(act.evidence)}};
  if (act.party) value["party"] = *act.party;
  return value;
}

RecordedAct recorded_act_from(const Json& value) {
  const auto party = value.contains("party") ? std::optional(value.at("party").get<unsigned>()) : std::nullopt;
  return {value.at("event"),
          value.at("capacity"),
          value.at("body"),
          time_at(value, "acted"),
          value.at("place"),
          value.at("channel"),
          value.at("number"),
          value.at("recorder"),
          value.at("signer"),
          party,
          file_from(value.at("evidence"))};
}

Json registration_json(const Registration& registration) {
  return {{"number", registration.number}, {"date", registration.date}};
}

Registration registration_from(const Json& value) {
  return {value.at("number"), value.at("date")};
}

Json recipient_json(const Recipient& recipient) {
  return {{"name", recipient.name}, {"address", recipient.address}};
}

Recipient recipient_from(const Json& value) {
  return {value.at("name"), value.at("address")};
}

Json dispatch_json(const Dispatch& dispatch) {
  Json value{{"channel", dispatch.channel},
             {"to", json_list(dispatch.to, recipient_json)},
             {"person", dispatch.person},
             {"time", dispatch.time.text()},
             {"file", to_json(dispatch.file)}};
  if (dispatch.letter) value["letter"] = *dispatch.letter;
  return value;
}

Dispatch dispatch_from(const Json& value) {
  return {value.at("channel"),
          list_of<Recipient>(value, "to", recipient_from),
          value.at("person"),
          time_at(value, "time"),
          file_from(value.at("file")),
          value.contains("letter") ? std::optional(value.at("letter").get<std::string>()) : std::nullopt};
}

}  // namespace

const Text* Document::text_in(const LanguageTag& language) const {
  const auto found = std::find_if(texts.begin(), texts.end(), [&](const Text& text) { return text.language == language; });
  return found == texts.end() ? nullptr : &*found;
}

std::string_view name_of(TranslationStatus status) {
  return name_in(translation_statuses, status);
}

std::optional<TranslationStatus> parse_translation_status(std::string_view name) {
  return value_in(translation_statuses, name);
}

std::string_view name_of(SignatureKind kind) {
  return name_in(signature_kinds, kind);
}

Json to_json(const File& file) {
  return {{"name", file.path}, {"media_type", file.media_type}, {"size", file.size}, {"sha256", file.sha256.hex()}};
}

Json to_json(const Document& document) {
  Json value{{"type", "chancery.document/1"},
             {"id", document.id.hex()},
             {"kind", document.kind},
             {"title", document.title},
             {"organisation", document.organisation.hex()},
             {"author", document.author},
             {"created", document.created.text()},
             {"specimen", document.specimen ? "yes" : "no"},
             {"workflow", document.workflow.hex()},
             {"template", document.template_hash.hex()},
             {"data", to_json(document.data)},
             {"data_commitment", document.data_commitment.hex()},
             {"parties", document.parties},
             {"texts", json_list(document.texts, text_json)},
             {"annexes", json_list(document.annexes, annex_json)},
             {"evidence", json_list<File>(document.evidence, to_json)},
             {"approvals", json_list(document.approvals, approval_json)},
             {"performances", json_list(document.performances, performance_json)},
             {"unconfirmed", json_list(document.unconfirmed, recorded_act_json)},
             {"signatures", json_list(document.signatures, signature_json)},
             {"dispatches", json_list(document.dispatches, dispatch_json)},
             {"instance", document.instance},
             {"configuration", document.configuration},
             {"revision", document.revision}};
  if (document.registration) value["registration"] = registration_json(*document.registration);
  if (document.frozen) value["frozen"] = frozen_json(*document.frozen);
  if (document.closed) value["closed"] = document.closed->hex();
  if (document.container) value["container"] = to_json(*document.container);
  return value;
}

Document document_from_json(const Json& value) try {
  return {stored(DocumentId::parse(value.at("id").get_ref<const std::string&>())),
          value.at("kind"),
          value.at("title"),
          stored(OrganisationId::parse(value.at("organisation").get_ref<const std::string&>())),
          value.at("author"),
          time_at(value, "created"),
          value.at("specimen") == "yes",
          hash_at(value, "workflow"),
          hash_at(value, "template"),
          file_from(value.at("data")),
          hash_at(value, "data_commitment"),
          value.at("parties"),
          list_of<Text>(value, "texts", text_from),
          list_of<Annex>(value, "annexes", annex_from),
          list_of<File>(value, "evidence", file_from),
          list_of<Approval>(value, "approvals", approval_from),
          list_of<Performance>(value, "performances", performance_from),
          list_of<RecordedAct>(value, "unconfirmed", recorded_act_from),
          value.contains("registration") ? std::optional(registration_from(value.at("registration"))) : std::nullopt,
          value.contains("frozen") ? std::optional(frozen_from(value.at("frozen"))) : std::nullopt,
          value.contains("closed") ? std::optional(hash_at(value, "closed")) : std::nullopt,
          value.contains("container") ? std::optional(file_from(value.at("container"))) : std::nullopt,
          list_of<Signature>(value, "signatures", signature_from),
          value.at("instance"),
          value.at("configuration"),
          value.at("revision"),
          list_of<Dispatch>(value, "dispatches", dispatch_from)};
} catch (const Json::exception& error) {
  throw Error(Fault::environment, {"document.stored_value_broken", {{"detail", std::string(error.what())}}});
}

bool is_party_signature(std::string_view act) {
  return act != "initial" && act != "seal";
}

bool waits_for_confirmation(const Document& document, unsigned party) {
  bool waits = false;
  for (const Signature& signature : document.signatures) {
    if (signature.party != party) continue;
    if (signature.act == "ad_referendum") waits = true;
    if (signature.act == "confirm" || signature.act == "sign") waits = false;
  }
  return waits;
}

}  // namespace chancery::document
