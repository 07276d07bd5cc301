#include "document/section.h"

#include <algorithm>

namespace chancery::document {
namespace {

using formats::Json;

Section named(Json value) {
  const Sha256 hash = sha256(formats::committed_json(value));
  std::string name = value.at("name");
  return {std::move(name), std::move(value), hash};
}

Section source_section(const Document& document) {
  return named({{"type", "chancery.section/1"},
                {"name", "source"},
                {"language", document.source().language.text()},
                {"content", document.source().content.hex()},
                {"template", document.template_hash.hex()},
                {"clauses", Json::array()},
                {"data", document.data_commitment.hex()}});
}

Section translation_section(const Text& text, const Sha256& source) {
  return named({{"type", "chancery.section/1"},
                {"name", "translation:" + text.language.text()},
                {"language", text.language.text()},
                {"content", text.content.hex()},
                {"from", text.from.value_or(source).hex()},
                {"status", name_of(text.status)}});
}

}  // namespace

Json annexes_of(const Document& document) {
  Json list = Json::array();
  for (const Annex& annex : document.annexes) {
    list.push_back({{"number", annex.number},
                    {"openness", "public"},
                    {"path", annex.file.path},
                    {"media_type", annex.file.media_type},
                    {"size", annex.file.size},
                    {"sha256", annex.file.sha256.hex()}});
  }
  return list;
}

std::vector<Section> sections_of(const Document& document) {
  std::vector<Section> sections{source_section(document)};
  for (std::size_t i = 1; i < document.texts.size(); ++i) {
    sections.push_back(translation_section(document.texts[i], document.source().content));
  }
  if (!document.annexes.empty()) {
    sections.push_back(named({{"type", "chancery.section/1"}, {"name", "annexes"}, {"annexes", annexes_of(document)}}));
  }
  return sections;
}

std::optional<Sha256> section_hash(const Document& document, std::string_view name) {
  for (const Section& section : sections_of(document)) {
    if (section.name == name) return section.sha256;
  }
  return std::nullopt;
}

bool is_approved(const Document& document, const Section& section) {
  return std::any_of(document.approvals.begin(), document.approvals.end(), [&](const Approval& approval) {
    return approval.section == section.name && approval.sha256 == section.sha256;
  });
}

}  // namespace chancery::document
