#include "document/manifest.h"

#include "base/error.h"
#include "document/section.h"

#include <algorithm>

namespace chancery::document {
namespace {

using formats::Json;

Json listed(const File& file) {
  return {{"path", file.path}, {"media_type", file.media_type}, {"size", file.size}, {"sha256", file.sha256.hex()}};
}

Json tags(const std::vector<LanguageTag>& languages) {
  std::vector<std::string> names;
  for (const LanguageTag& language : languages) names.push_back(language.text());
  std::sort(names.begin(), names.end());
  return names;
}

Json file_entry(const ManifestFile& entry) {
  Json value = listed(entry.file);
  value["languages"] = tags(entry.languages);
  value["copy"] = entry.copy;
  value["shown"] = listed(entry.shown.file);
  value["shown"]["rule"] = entry.shown.rule;
  return value;
}

Json translations(const Document& document) {
  std::vector<Text> texts(document.texts.begin() + 1, document.texts.end());
  std::sort(texts.begin(), texts.end(), [](const Text& left, const Text& right) { return left.language < right.language; });
  Json list = Json::array();
  for (const Text& text : texts) {
    list.push_back({{"language", text.language.text()},
                    {"content", text.content.hex()},
                    {"from", text.from.value_or(document.source().content).hex()},
                    {"status", name_of(text.status)}});
  }
  return list;
}

Json authentic_languages(const Document& document) {
  std::vector<LanguageTag> languages;
  for (const Text& text : document.texts) {
    if (text.status == TranslationStatus::authentic) languages.push_back(text.language);
  }
  return tags(languages);
}

Json file_entries(std::vector<ManifestFile> files) {
  std::sort(files.begin(), files.end(), [](const ManifestFile& left, const ManifestFile& right) {
    return std::tie(left.copy, left.file.path) < std::tie(right.copy, right.file.path);
  });
  Json list = Json::array();
  for (const ManifestFile& file : files) list.push_back(file_entry(file));
  return list;
}

Json findings_of(const std::vector<Finding>& findings) {
  Json list = Json::array();
  for (const Finding& finding : findings) list.push_back({{"rule", finding.rule}, {"path", finding.path}});
  return list;
}

ListedFile listed_file(const Json& value) {
  const auto hash = Sha256::parse(value.at("sha256").get_ref<const std::string&>());
  if (!hash) throw Error(Fault::input, {"document.manifest_broken", {{"place", "sha256"}, {"detail", "sha256"}}});
  return {value.at("path"), value.at("media_type"), value.at("size"), *hash};
}

}  // namespace

Bytes compose_manifest(const Document& document, const ManifestParts& parts) {
  Json value{{"type", "chancery.manifest/1"},
             {"log", parts.log},
             {"doc", document.id.hex()},
             {"revision", document.revision},
             {"kind", document.kind},
             {"after", parts.after.hex()},
             {"authentic", authentic_languages(document)},
             {"source",
              {{"language", document.source().language.text()},
               {"content", document.source().content.hex()},
               {"template", document.template_hash.hex()},
               {"clauses", Json::array()},
               {"data", document.data_commitment.hex()}}},
             {"translations", translations(document)},
             {"annexes", annexes_of(document)},
             {"files", file_entries(parts.files)},
             {"findings", findings_of(parts.findings)}};
  if (document.specimen) value["specimen"] = "demonstration";
  return formats::committed_json(value);
}

std::vector<ListedFile> files_listed(BytesView manifest, std::string_view place) try {
  const Json value = formats::parse_committed_json(manifest, place);
  if (!value.is_object() || value.value("type", "") != "chancery.manifest/1") {
    throw Error(Fault::input, {"document.manifest_not_understood", {{"place", std::string(place)}}});
  }
  std::vector<ListedFile> files;
  for (const Json& file : value.at("files")) {
    files.push_back(listed_file(file));
    files.push_back(listed_file(file.at("shown")));
  }
  for (const Json& annex : value.at("annexes")) {
    if (annex.contains("path")) files.push_back(listed_file(annex));
  }
  std::sort(files.begin(), files.end());
  return files;
} catch (const Json::exception& error) {
  throw Error(Fault::input, {"document.manifest_broken", {{"place", std::string(place)}, {"detail", std::string(error.what())}}});
}

}  // namespace chancery::document
