#include "formats/docx_package.h"

#include "base/error.h"
#include "formats/zip_name.h"
#include "formats/zip_writer.h"

#include <algorithm>
#include <array>

namespace chancery::formats {
namespace {

constexpr std::string_view transitional = "http://schemas.openxmlformats.org/officeDocument/2006/relationships/";
constexpr std::string_view strict = "http://purl.oclc.org/ooxml/officeDocument/relationships/";

/// The main part may be a document or a template, with macros or without: macros are judged by the inspection.
constexpr std::array<std::string_view, 4> document_types{
    "application/vnd.openxmlformats-officedocument.wordprocessingml.document.main+xml",
    "application/vnd.openxmlformats-officedocument.wordprocessingml.template.main+xml",
    "application/vnd.ms-word.document.macroEnabled.main+xml",
    "application/vnd.ms-word.template.macroEnabledTemplate.main+xml",
};

struct StoryKind {
  std::string_view relationship;
  StoryPart::Kind kind;
};
constexpr std::array<StoryKind, 5> story_kinds{{{"footnotes", StoryPart::Kind::footnotes},
                                                {"endnotes", StoryPart::Kind::endnotes},
                                                {"header", StoryPart::Kind::header},
                                                {"footer", StoryPart::Kind::footer},
                                                {"comments", StoryPart::Kind::comments}}};

std::string word_type(std::string_view kind) {
  return "application/vnd.openxmlformats-officedocument.wordprocessingml." + std::string(kind) + "+xml";
}

/// Headers and footers stand together, by part name (FORMATS, *chancery.text/1*).
int rank_of(StoryPart::Kind kind) {
  switch (kind) {
    case StoryPart::Kind::document:
      return 0;
    case StoryPart::Kind::footnotes:
      return 1;
    case StoryPart::Kind::endnotes:
      return 2;
    case StoryPart::Kind::header:
    case StoryPart::Kind::footer:
      return 3;
    case StoryPart::Kind::comments:
      return 4;
  }
  return 5;
}

Error refusal(const ZipArchive& archive, std::string key, std::string_view part) {
  return {Fault::input, {std::move(key), {{"place", archive.place()}, {"part", zip::printable_name(part)}}}};
}

/// The parts of which a document has one; a second one would show other readers another document.
void set_once(std::optional<std::string>& slot, const std::string& part, const ZipArchive& archive) {
  if (slot && *slot != part) throw refusal(archive, "formats.docx_two_parts", part);
  slot = part;
}

}  // namespace

DocxPackage::DocxPackage(ZipArchive archive) : archive_(std::move(archive)), types_(ContentTypes::read(archive_)) {}

DocxPackage DocxPackage::read(Blob bytes, std::string_view place) {
  DocxPackage package(ZipArchive::read(std::move(bytes), place));
  package.find_document();
  package.find_parts();
  return package;
}

void DocxPackage::find_document() {
  std::optional<std::string> document;
  for (const Relationship& relationship : read_relationships(archive_, "")) {
    if (relationship.kind() != "officeDocument") continue;
    if (relationship.type.starts_with(strict)) throw refusal(archive_, "formats.docx_strict", relationship.target);
    if (relationship.external) throw refusal(archive_, "formats.docx_external_document", relationship.target);
    set_once(document, relationship.target, archive_);
  }
  if (!document) throw refusal(archive_, "formats.docx_no_document", "_rels/.rels");
  if (archive_.find(*document) == nullptr) throw refusal(archive_, "formats.opc_no_part", *document);
  if (std::find(document_types.begin(), document_types.end(), types_.of(*document)) == document_types.end()) {
    throw refusal(archive_, "formats.docx_type", *document);
  }
  document_part_ = *document;
  stories_.push_back({StoryPart::Kind::document, *document});
}

void DocxPackage::find_parts() {
  relationships_ = read_relationships(archive_, document_part_);
  for (const Relationship& relationship : relationships_) {
    if (!relationship.external && relationship.type.starts_with(transitional)) add_part(relationship);
  }
  std::sort(stories_.begin(), stories_.end(), [](const StoryPart& left, const StoryPart& right) {
    return std::pair(rank_of(left.kind), std::string_view(left.name)) <
           std::pair(rank_of(right.kind), std::string_view(right.name));
  });
}

void DocxPackage::add_part(const Relationship& relationship) {
  if (relationship.kind() == "styles") set_once(styles_part_, checked(relationship), archive_);
  if (relationship.kind() == "numbering") set_once(numbering_part_, checked(relationship), archive_);
  if (relationship.kind() == "settings") set_once(settings_part_, checked(relationship), archive_);
  for (const StoryKind& story : story_kinds) {
    if (relationship.kind() == story.relationship) add_story({story.kind, checked(relationship)});
  }
}

void DocxPackage::add_story(StoryPart story) {
  const bool single = story.kind != StoryPart::Kind::header && story.kind != StoryPart::Kind::footer;
  for (const StoryPart& known : stories_) {
    if (known == story) return;
    if (known.name == story.name || (single && known.kind == story.kind)) {
      throw refusal(archive_, "formats.docx_two_parts", story.name);
    }
  }
  stories_.push_back(std::move(story));
}

const std::string& DocxPackage::checked(const Relationship& relationship) const {
  if (archive_.find(relationship.target) == nullptr) throw refusal(archive_, "formats.opc_no_part", relationship.target);
  if (types_.of(relationship.target) != word_type(relationship.kind())) {
    throw refusal(archive_, "formats.docx_type", relationship.target);
  }
  return relationship.target;
}

Bytes DocxPackage::part(std::string_view name) const {
  const ZipEntry* entry = archive_.find(name);
  if (entry == nullptr) {
    throw Error(Fault::absent, {"formats.opc_no_part", {{"place", place()}, {"part", zip::printable_name(name)}}});
  }
  return archive_.content(*entry);
}

Bytes DocxPackage::with_parts(const std::map<std::string, Bytes>& parts) const {
  for (const auto& [name, content] : parts) {
    if (archive_.find(name) == nullptr) {
      throw Error(Fault::absent, {"formats.opc_no_part", {{"place", place()}, {"part", zip::printable_name(name)}}});
    }
  }
  ZipWriter writer;
  for (const ZipEntry& entry : archive_.entries()) {
    const auto replaced = parts.find(entry.name);
    if (replaced == parts.end()) {
      writer.copy(archive_, entry);
    } else {
      writer.add(entry.name, replaced->second);
    }
  }
  return writer.finish();
}

}  // namespace chancery::formats
