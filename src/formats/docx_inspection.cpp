#include "formats/docx_inspection.h"

#include "formats/ascii.h"
#include "formats/docx_markup_inspection.h"
#include "formats/wordprocessing.h"
#include "formats/zip_name.h"

#include <algorithm>
#include <array>
#include <utility>

namespace chancery::formats {
namespace {

using Kind = DocxFinding::Kind;

constexpr std::array<std::string_view, 4> macro_parts{"vbaProject", "wordVbaData", "keyMapCustomizations", "attachedToolbars"};
constexpr std::array<std::string_view, 3> object_parts{"oleObject", "control", "package"};

template <std::size_t size>
bool holds(const std::array<std::string_view, size>& names, std::string_view name) {
  return std::find(names.begin(), names.end(), name) != names.end();
}

/// A template on a server is fetched when the document is opened; one on the author's disk is merely not found.
bool is_remote(std::string_view target) {
  const std::string lower = lower_ascii(target);
  if (lower.starts_with("\\\\") || lower.starts_with("//")) return true;
  if (lower.starts_with("file:")) {
    std::string_view path = std::string_view(lower).substr(5);
    const bool on_this_machine = path.starts_with("///") && !path.starts_with("////") && !path.starts_with("///\\\\");
    return path.starts_with("//") ? !on_this_machine : path.starts_with("\\\\");
  }
  const auto colon = lower.find(':');
  return colon != std::string::npos && colon > 1;  // a scheme; one letter is a drive
}

class PackageInspector {
 public:
  explicit PackageInspector(const DocxPackage& package)
      : package_(package), styles_(DocxHiddenStyles::read(package)), bindings_(DocxBindings::read(package)) {}

  std::vector<DocxFinding> inspect() {
    for (const Relationship& relationship : read_relationships(package_.archive(), "")) judge(relationship, "");
    for (const ZipEntry& entry : package_.archive().entries()) {
      if (entry.name.ends_with('/')) continue;
      judge_type(entry.name);
      for (const Relationship& relationship : read_relationships(package_.archive(), entry.name)) judge(relationship, entry.name);
      if (holds_markup(entry.name)) append(inspect_markup(package_, entry.name, styles_, bindings_));
    }
    return std::move(findings_);
  }

 private:
  [[nodiscard]] bool holds_markup(std::string_view part) const {
    const auto type = package_.content_types().of(part);
    return part == package_.document_part() || (type.starts_with(wordprocessing::content_type_prefix) && type.ends_with("+xml"));
  }

  void judge_type(std::string_view part) {
    const std::string type = lower_ascii(package_.content_types().of(part));
    if (type.find("macroenabled") != std::string::npos || type.find("vbaproject") != std::string::npos) {
      add(Kind::macro, "formats.docx_macro", part);
    }
  }

  void judge(const Relationship& relationship, std::string_view part) {
    const std::string_view kind = relationship.kind();
    if (relationship.external) return judge_external(relationship, part);
    if (holds(macro_parts, kind)) add(Kind::macro, "formats.docx_macro", relationship.target);
    if (holds(object_parts, kind)) add(Kind::ole_object, "formats.docx_embedded_object", relationship.target);
    if (kind == "aFChunk") add(Kind::alternative_chunk, "formats.docx_foreign_part", relationship.target);
  }

  void judge_external(const Relationship& relationship, std::string_view part) {
    if (relationship.kind() == "hyperlink") return;
    const std::string target = zip::printable_name(relationship.target);
    if (relationship.kind() != "attachedTemplate") {
      add(Kind::external_part, "formats.docx_external_part", part, target);
    } else if (is_remote(relationship.target)) {
      add(Kind::remote_template, "formats.docx_remote_template", part, target);
    } else {
      add(Kind::local_template, "formats.docx_local_template", part, target);
    }
  }

  void add(Kind kind, std::string key, std::string_view part, const std::string& target = {}) {
    Message message{std::move(key), {{"place", package_.place()}, {"part", std::string(part)}}};
    if (!target.empty()) message.arguments.emplace_back("target", target);
    DocxFinding finding{kind, std::string(part), 0, std::move(message)};
    const bool known = std::any_of(findings_.begin(), findings_.end(), [&](const DocxFinding& other) {
      return other.kind == finding.kind && other.message == finding.message;
    });
    if (!known) findings_.push_back(std::move(finding));
  }

  void append(std::vector<DocxFinding> more) { std::move(more.begin(), more.end(), std::back_inserter(findings_)); }

  const DocxPackage& package_;
  DocxHiddenStyles styles_;
  DocxBindings bindings_;
  std::vector<DocxFinding> findings_;
};

}  // namespace

std::vector<DocxFinding> inspect(const DocxPackage& package) {
  return PackageInspector(package).inspect();
}

}  // namespace chancery::formats
