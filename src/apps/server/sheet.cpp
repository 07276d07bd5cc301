#include "apps/server/sheet.h"

#include "apps/server/assets.h"
#include "apps/server/document_view.h"
#include "apps/server/embedded.h"
#include "apps/server/known_outside.h"
#include "apps/server/page.h"
#include "apps/server/qr_code.h"
#include "apps/server/shown.h"
#include "evidence/bundle.h"
#include "ledger/hash_words.h"

#include <map>

namespace chancery::server {
namespace {

using formats::Json;

/// The newest checkpoint: the same text for who reads it aloud and for who takes a picture of it.
Json fingerprint(const Desk& desk, text::Language language) {
  const Json head = desk.ledger.head();
  const Json outside = desk.ledger.outside();
  const QrCode code(text_of(head, "printed"));
  return {{"printed", text_of(head, "printed")},
          {"verifier_key", text_of(head, "verifier_key")},
          {"qr", {{"side", code.drawn_side()}, {"path", code.path()}}},
          {"outside", known_outside(outside, language)},
          {"stamped", known_stamped(outside, language)}};
}

/// What stands on every sheet, and what only the site adds.
Json frame(const Desk& desk, std::string title, text::Language language) {
  return {{"title", std::move(title)},
          {"on_site", false},
          {"made", shown_time(desk.now().text(), language)},
          {"fingerprint", fingerprint(desk, language)}};
}

Json hash_row(std::string label, const std::string& hex) {
  const auto hash = Sha256::parse(hex);
  return {{"label", std::move(label)}, {"sha256", hex}, {"words", hash ? ledger::hash_words(*hash) : ""}};
}

/// The manifest, which every signature is over, and the container that holds them.
Json hashes(const Json& document, text::Language language) {
  auto list = Json::array();
  if (document.contains("manifest")) {
    list.push_back(hash_row(text::say(language, {"server.manifest_file", {}}), text_of(document, "manifest")));
  }
  if (document.contains("container")) {
    const Json& container = document.at("container");
    list.push_back(hash_row(text_of(container, "path"), text_of(container, "sha256")));
  }
  return list;
}

/// The commands that verify what a reader was given: the container once there is one, and evidence.
Json commands(const Json& document, const DocumentId& id, const Json& print) {
  const std::string known = " --known '" + text_of(print, "verifier_key") + "'";
  auto list = Json::array();
  list.push_back("chancery verify " + id.hex() + std::string(evidence::evidence_extension) + known);
  if (document.contains("container")) list.push_back("chancery verify " + text_of(document.at("container"), "path"));
  return list;
}

/// Events that read alike to people are one line.
Json events_of(const Json& day, text::Language language) {
  std::map<std::string, std::int64_t> counts;
  for (const Json& event : list_of(day, "events")) {
    counts[event_name(text_of(event, "event"), language)] += event.at("steps").get<std::int64_t>();
  }
  auto list = Json::array();
  for (const auto& [label, steps] : counts) list.push_back({{"label", label}, {"steps", steps}});
  return list;
}

BytesView style() {
  for (const EmbeddedFile& file : assets::embedded_files()) {
    if (file.name.ends_with("site.css")) return file.bytes;
  }
  return {};
}

}  // namespace

Sheet cover_sheet(const Desk& desk, const engine::Caller& caller, const DocumentId& id, text::Language language) {
  const Json document = desk.document(caller, id);
  const Json history = desk.history(caller, id);
  const std::string heading = in_language(document.at("title"), language);
  const std::string number = text_of(document, "number");
  Json model = frame(desk, text::say(language, {"server.cover_sheet_of", {{"title", heading}}}), language);
  const Json newest = history.empty() ? Json::object() : history.back();
  model["heading"] = heading;
  model["address"] = "/documents/" + id.hex();
  model["id"] = id.hex();
  model["kind"] = text::say(language, {"server.document_kind", {{"code", text_of(document, "kind")}}});
  model["numbered"] = !number.empty();
  model["number"] = number;
  model["specimen"] = document.value("specimen", false);
  model["stage"] = in_language(document.value("stage_label", Json()), language);
  model["has_entry"] = !history.empty();
  model["entry"] = text_of(newest, "seq");
  model["entry_time"] = history.empty() ? "" : shown_time(text_of(newest, "time"), language);
  model["hashes"] = hashes(document, language);
  model["is_frozen"] = !model.at("hashes").empty();
  model["commands"] = commands(document, id, model.at("fingerprint"));
  return {"cover", std::move(model)};
}

Decision<Sheet> daily_sheet(const Desk& desk, const engine::Caller& caller, text::Language language) {
  const auto today = desk.ledger.today(caller);
  if (today.refused()) return today.refusal();
  const Json& day = today.value();
  const std::string title = text::say(language, {"server.daily_sheet_of", {{"day", shown_day(text_of(day, "day"), language)}}});
  Json model = frame(desk, title, language);
  for (const char* count : {"steps", "refused", "documents", "signed"}) model["day_" + std::string(count)] = text_of(day, count);
  model["events"] = events_of(day, language);
  model["has_events"] = !model.at("events").empty();
  return Sheet{"daily_sheet", std::move(model)};
}

Bytes write_sheet(const Desk& desk, const Sheet& sheet, text::Language language) {
  Json model = sheet.model;
  model["language"] = text::tag_of(language);
  model["office"] = in_language(desk.about().at("name"), language);
  model["style"] = "data:text/css;base64," + to_base64(style());
  return Pages(templates::embedded_files()).render(sheet.page, model, language, "sheet_layout");
}

}  // namespace chancery::server
