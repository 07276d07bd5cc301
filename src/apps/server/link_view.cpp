#include "apps/server/link_view.h"

#include "apps/server/shown.h"
#include "base/error.h"
#include "base/id.h"
#include "document/link.h"
#include "text/characters.h"

#include <algorithm>

namespace chancery::server {
namespace {

using formats::Json;

constexpr std::size_t id_length = 32;

bool is_hex(char letter) {
  return (letter >= '0' && letter <= '9') || (letter >= 'a' && letter <= 'f');
}

std::string typed(const FailedForm& failed, const std::string& field) {
  const auto found = failed.typed.find(field);
  return found == failed.typed.end() ? std::string() : found->second;
}

std::string dossier_title(const Json& dossier, text::Language language) {
  const auto index = text_of(dossier, "case_index");
  return (index.empty() ? "" : index + " · ") + in_language(dossier.at("title"), language);
}

Json links(const Json& document, bool may_link, text::Language language, const std::function<std::string()>& new_key) {
  auto list = Json::array();
  for (const auto& link : list_of(document, "links")) {
    const auto& other = link.at("document");
    const auto number = text_of(other, "number");
    const bool removable = may_link && text_of(link, "direction") == "from";
    list.push_back({{"label", in_language(link.at("label"), language)},
                    {"address", "/documents/" + text_of(other, "id")},
                    {"title", in_language(other.at("title"), language)},
                    {"kind_words", text::say(language, {"server.document_kind", {{"code", text_of(other, "kind")}}})},
                    {"numbered", !number.empty()},
                    {"number", number},
                    {"removable", removable},
                    {"link_kind", text_of(link, "kind")},
                    {"other", text_of(other, "id")},
                    {"key", removable ? new_key() : ""}});
  }
  return list;
}

Json kinds(const FailedForm& failed, text::Language language) {
  auto list = Json::array();
  for (const document::LinkKind kind : document::all_link_kinds()) {
    const std::string name(document::name_of(kind));
    list.push_back(
        {{"value", name}, {"label", text::say(language, document::label_of(kind))}, {"chosen", name == typed(failed, "kind")}});
  }
  return list;
}

}  // namespace

Json related_view(const Json& document, bool may_link, const FailedForm& failed, text::Language language,
                  const std::function<std::string()>& new_key) {
  const bool in_dossier = document.contains("dossier");
  auto linked = links(document, may_link, language, new_key);
  const bool none = linked.empty() && !in_dossier;
  return {{"none", none},
          {"in_dossier", in_dossier},
          {"dossier_address", in_dossier ? "/dossiers/" + text_of(document.at("dossier"), "id") : ""},
          {"dossier_title", in_dossier ? dossier_title(document.at("dossier"), language) : ""},
          {"has_links", !linked.empty()},
          {"links", std::move(linked)},
          {"may_link", may_link},
          {"may_file", may_link && !in_dossier},
          {"kinds", kinds(failed, language)},
          {"dossier_named", typed(failed, "dossier")},
          {"link_key", may_link ? new_key() : ""},
          {"add_key", may_link ? new_key() : ""},
          {"open_key", may_link ? new_key() : ""},
          {"related", typed(failed, "related")},
          {"title_uk", typed(failed, "title_uk")},
          {"title_en", typed(failed, "title_en")},
          {"case_index", typed(failed, "case_index")}};
}

Json link_data(const Form& form) {
  auto data = Json::object();
  if (const auto& related = form.text("related"); !related.empty()) data["document"] = related;
  if (const auto& dossier = form.text("dossier"); !dossier.empty()) data["dossier"] = dossier;
  for (const char* tag : {"uk", "en"}) {
    const std::string title(text::trim(form.text(std::string("title_") + tag)));
    if (!title.empty()) data["titles"][tag] = title;
  }
  if (const std::string index(text::trim(form.text("case_index"))); !index.empty()) data["case_index"] = index;
  return data;
}

std::string link_event(const std::string& event, const Form& form) {
  if (event != "link" && event != "unlink") return event;
  const auto& kind = form.text("kind");
  if (!document::parse_link_kind(kind)) throw Error(Fault::input, {"server.odd_field", {{"field", std::string("kind")}}});
  return event + "." + kind;
}

std::string id_in(const std::string& typed) {
  std::size_t length = 0;
  for (std::size_t at = 0; at <= typed.size(); ++at) {
    if (at < typed.size() && is_hex(typed[at])) {
      ++length;
    } else if (length == id_length) {
      return typed.substr(at - id_length, id_length);
    } else {
      length = 0;
    }
  }
  return {};
}

}  // namespace chancery::server
