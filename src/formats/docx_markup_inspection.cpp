#include "formats/docx_markup_inspection.h"

#include "formats/docx_fields.h"
#include "formats/wordprocessing.h"

#include <algorithm>
#include <array>
#include <set>

namespace chancery::formats {
namespace {

using wordprocessing::compatibility_namespace;
using wordprocessing::main_namespace;
using wordprocessing::office_namespace;
using Kind = DocxFinding::Kind;

/// §17.13.5: every element that marks a revision, besides those whose name ends in `Change`.
constexpr std::array<std::string_view, 15> revisions{"ins",
                                                     "del",
                                                     "moveFrom",
                                                     "moveTo",
                                                     "moveFromRangeStart",
                                                     "moveFromRangeEnd",
                                                     "moveToRangeStart",
                                                     "moveToRangeEnd",
                                                     "cellIns",
                                                     "cellDel",
                                                     "cellMerge",
                                                     "customXmlInsRangeStart",
                                                     "customXmlDelRangeStart",
                                                     "customXmlMoveFromRangeStart",
                                                     "customXmlMoveToRangeStart"};
constexpr std::array<std::string_view, 4> comment_marks{"comment", "commentReference", "commentRangeStart", "commentRangeEnd"};
constexpr std::array<std::string_view, 2> objects{"object", "control"};

template <std::size_t size>
bool holds(const std::array<std::string_view, size>& names, std::string_view name) {
  return std::find(names.begin(), names.end(), name) != names.end();
}

/// Of alternate content only the first branch: it is compared with the others where it stands.
std::string text_of(const XmlElement& element) {
  if (element.is("t", main_namespace)) return element.text();
  std::string text = element.is("tab", main_namespace) ? "\t" : "";
  for (const XmlElement& child : element.children()) {
    text += text_of(child);
    if (element.is("AlternateContent", compatibility_namespace)) break;
  }
  return text;
}

class MarkupInspector {
 public:
  MarkupInspector(const DocxPackage& package, std::string_view part, const DocxHiddenStyles& styles, const DocxBindings& bindings)
      : place_(package.place()), part_(part), styles_(styles), bindings_(bindings) {}

  std::vector<DocxFinding> inspect(const XmlElement& root) {
    walk(root, std::nullopt);
    return std::move(findings_);
  }

 private:
  void walk(const XmlElement& element, std::optional<XmlElement> paragraph) {
    const std::size_t outer = paragraph_;
    if (element.is("p", main_namespace)) {
      paragraph = element;
      paragraph_ = ++paragraphs_;
    }
    judge(element, paragraph);
    for (const XmlElement& child : element.children()) walk(child, paragraph);
    if (element.is("p", main_namespace)) paragraph_ = outer;
  }

  void judge(const XmlElement& element, const std::optional<XmlElement>& paragraph) {
    if (element.is("AlternateContent", compatibility_namespace)) judge_alternatives(element);
    if (element.is("OLEObject", office_namespace)) add(Kind::ole_object, "formats.docx_ole_object");
    if (element.namespace_uri() != main_namespace) return;
    const std::string_view name = element.name();
    if (holds(revisions, name) || name.ends_with("Change")) add(Kind::tracked_change, "formats.docx_tracked_change");
    if (holds(comment_marks, name)) add(Kind::comment, "formats.docx_comment");
    if (holds(objects, name)) add(Kind::ole_object, "formats.docx_ole_object");
    if (name == "altChunk") add(Kind::alternative_chunk, "formats.docx_alternative_chunk");
    if (name == "r" && !text_of(element).empty() && styles_.hides(element, paragraph))
      add(Kind::hidden_text, "formats.docx_hidden_text");
    if (name == "sdt" && !bindings_.agrees(element)) add(Kind::bound_control, "formats.docx_bound_control");
    judge_field(element);
  }

  void judge_field(const XmlElement& element) {
    const auto instruction = fields_.read(element);
    const auto name = instruction ? changing_field(*instruction) : std::nullopt;
    if (name) add(Kind::changing_field, "formats.docx_changing_field", {{"field", *name}});
  }

  void judge_alternatives(const XmlElement& alternatives) {
    std::set<std::string> texts;
    for (const XmlElement& branch : alternatives.children()) texts.insert(text_of(branch));
    if (texts.size() > 1) add(Kind::alternate_content, "formats.docx_alternate_content");
  }

  void add(Kind kind, std::string key, std::vector<std::pair<std::string, Message::Argument>> more = {}) {
    const std::string detail = more.empty() ? std::string{} : std::get<std::string>(more.front().second);
    if (!known_.insert({kind, paragraph_, detail}).second) return;
    Message message{std::move(key), {{"place", place_}, {"part", part_}, {"paragraph", static_cast<std::int64_t>(paragraph_)}}};
    for (auto& argument : more) message.arguments.push_back(std::move(argument));
    findings_.push_back({kind, part_, paragraph_, std::move(message)});
  }

  std::string place_;
  std::string part_;
  const DocxHiddenStyles& styles_;
  const DocxBindings& bindings_;
  DocxFieldReader fields_;
  std::size_t paragraphs_ = 0;
  std::size_t paragraph_ = 0;
  std::set<std::tuple<Kind, std::size_t, std::string>> known_;
  std::vector<DocxFinding> findings_;
};

}  // namespace

std::vector<DocxFinding> inspect_markup(const DocxPackage& package, std::string_view part, const DocxHiddenStyles& styles,
                                        const DocxBindings& bindings) {
  const XmlDocument document = read_xml_part(package.archive(), part);
  return MarkupInspector(package, part, styles, bindings).inspect(document.root());
}

}  // namespace chancery::formats
