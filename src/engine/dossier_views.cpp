#include "engine/dossier_views.h"

#include "engine/preparation.h"
#include "store/links.h"
#include "text/catalogue.h"

#include <algorithm>

namespace chancery::engine {
namespace {

using document::Link;
using formats::Json;

Json words(const Message& message) {
  return {{"uk", text::say(text::Language::uk, message)}, {"en", text::say(text::Language::en, message)}};
}

Json title_of(const std::vector<document::TextInLanguage>& titles) {
  Json title = Json::object();
  for (const document::TextInLanguage& text : titles) title[text.language.text()] = text.value;
  return title;
}

/// A document as what is linked to it names it.
Json named(const document::Document& document) {
  Json title = Json::object();
  for (const Json& text : document.title) title[text.at("language").get<std::string>()] = text.at("value");
  Json view{{"id", document.id.hex()}, {"kind", document.kind}, {"title", std::move(title)}};
  if (document.registration) view["number"] = document.registration->number;
  return view;
}

std::optional<store::DocumentRow> known(store::Database& database, const document::Subject& subject, const DocumentId& id) {
  auto row = store::Documents(database).find(id);
  const bool knows = row && document::may_know(document::RightsPolicy::standard(), subject, object_of(database, *row));
  return knows ? std::move(row) : std::nullopt;
}

}  // namespace

Json links_of(store::Database& database, const document::Subject& subject, const DocumentId& id) {
  Json list = Json::array();
  for (const Link& link : store::Links(database).of(id)) {
    const bool begins = link.from == id;
    const auto other = known(database, subject, begins ? link.to : link.from);
    if (!other) continue;
    list.push_back({{"kind", document::name_of(link.kind)},
                    {"direction", begins ? "from" : "to"},
                    {"label", words(begins ? document::label_of(link.kind) : document::inverse_label_of(link.kind))},
                    {"document", named(other->document)}});
  }
  return list;
}

std::optional<Json> dossier_of(store::Database& database, const DocumentId& id) {
  store::Dossiers dossiers(database);
  const auto place = dossiers.of(id);
  if (!place) return std::nullopt;
  const auto dossier = dossiers.find(*place).value();
  return Json{{"id", dossier.id.hex()}, {"case_index", dossier.case_index}, {"title", title_of(dossier.titles)}};
}

std::vector<store::DocumentRow> known_documents(store::Database& database, const document::Subject& subject,
                                                const DossierId& id) {
  std::vector<store::DocumentRow> rows;
  for (const DocumentId& document : store::Dossiers(database).documents(id)) {
    if (auto row = known(database, subject, document)) rows.push_back(*std::move(row));
  }
  return rows;
}

Json view_of(const store::Dossier& dossier) {
  Json view{{"id", dossier.id.hex()},
            {"case_index", dossier.case_index},
            {"title", title_of(dossier.titles)},
            {"opened", dossier.opened.text()}};
  if (dossier.closed) view["closed"] = dossier.closed->text();
  return view;
}

}  // namespace chancery::engine
