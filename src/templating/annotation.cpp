#include "templating/annotation.h"

#include "formats/docx_changes.h"
#include "formats/xml_writer.h"
#include "text/story.h"
#include "text/word_xml.h"

#include <algorithm>
#include <map>
#include <string>
#include <utility>

namespace chancery::templating {
namespace {

using text::NodeKind;
using text::Story;

constexpr const char* comments_name = "word/comments.xml";
constexpr const char* comments_type = "application/vnd.openxmlformats-officedocument.wordprocessingml.comments+xml";

/// `w:` as the root element of a part has it.
std::string prefix_of(const Story& story) {
  const auto root = story.nodes().front().bytes.of(story.part());
  const auto end = root.find_first_of(": />\t\r\n");
  return end != std::string_view::npos && root[end] == ':' ? std::string(root.substr(1, end)) : std::string();
}

/// One comment as it stands in the comments part.
std::string comment_of(std::size_t id, std::string_view words, const std::string& prefix) {
  return "<" + prefix + "comment " + prefix + "id=\"" + std::to_string(id) + "\" " + prefix + "author=\"Chancery\" " + prefix +
         "initials=\"Ch\"><" + prefix + "p><" + prefix + "r><" + prefix + "t xml:space=\"preserve\">" +
         formats::escape_xml(words) + "</" + prefix + "t></" + prefix + "r></" + prefix + "p></" + prefix + "comment>";
}

class Annotator {
 public:
  Annotator(const formats::DocxPackage& package, text::Language language)
      : package_(package),
        language_(language),
        body_(Story::walk(package.part(package.document_part()), package.document_part())),
        prefix_(prefix_of(body_)) {
    for (const auto& part : package.stories()) {
      if (part.kind == formats::StoryPart::Kind::comments) comments_ = part.name;
    }
    if (!comments_.empty()) read_comments();
  }

  [[nodiscard]] Bytes run(const std::vector<Finding>& findings) {
    for (const auto& finding : findings) add(finding);
    formats::DocxChanges changes;
    changes.replaced[body_.place()] = with_marks();
    if (comments_.empty()) {
      changes.added.push_back({comments_name, comments_type, new_comments()});
      changes.relationships.push_back({body_.place(), "rIdChanceryComments", "comments", comments_name});
    } else {
      changes.replaced[comments_] = old_.substr(0, old_end_) + written_ + old_.substr(old_end_);
    }
    return formats::with_changes(package_, changes);
  }

 private:
  void read_comments() {
    old_ = package_.part(comments_);
    const auto story = Story::walk(old_, comments_);
    for (const auto& note : story.notes()) next_ = std::max(next_, text::parse_size(note.id).value_or(0) + 1);
    old_end_ = story.nodes().front().content.end;
    comment_prefix_ = prefix_of(story);
  }

  void add(const Finding& finding) {
    const bool in_body = finding.place.part == body_.place();
    const auto paragraph = in_body ? paragraph_of(finding.place.paragraph) : first_paragraph();
    if (!paragraph) return;
    const auto& node = body_.nodes()[*paragraph];
    const auto& properties = body_.paragraphs()[node.detail].properties;
    const auto id = next_++;
    const auto number = "<" + prefix_ + "commentRange";
    const auto name = " " + prefix_ + "id=\"" + std::to_string(id) + "\"/>";
    starts_[properties.size() > 0 ? properties.end : node.content.begin] += number + "Start" + name;
    ends_[node.content.end] +=
        number + "End" + name + "<" + prefix_ + "r><" + prefix_ + "commentReference" + name + "</" + prefix_ + "r>";
    const auto& prefix = comments_.empty() ? prefix_ : comment_prefix_;
    written_ += comment_of(id, in_body ? said(finding) : in_words(finding, language_), prefix);
  }

  [[nodiscard]] std::string said(const Finding& finding) const {
    auto words = finding.tag.empty() ? std::string() : finding.tag + " — ";
    words += text::say(language_, finding.message);
    if (!finding.suggestion.empty())
      words += " " + text::say(language_, {"templating.suggestion", {{"suggestion", finding.suggestion}}});
    return words;
  }

  /// The paragraph by its number, out of any text box: those take no comments.
  [[nodiscard]] std::optional<std::uint32_t> paragraph_of(std::size_t number) const {
    if (number == 0 || number > body_.paragraphs().size()) return first_paragraph();
    auto node = body_.paragraphs()[number - 1].node;
    while (const auto box = body_.enclosing(node, NodeKind::box)) {
      const auto around = body_.enclosing(body_.nodes()[*box].parent, NodeKind::paragraph);
      if (!around) return first_paragraph();
      node = *around;
    }
    return can_hold(node) ? std::optional(node) : first_paragraph();
  }

  [[nodiscard]] std::optional<std::uint32_t> first_paragraph() const {
    for (const auto& paragraph : body_.paragraphs()) {
      if (can_hold(paragraph.node) && !body_.enclosing(paragraph.node, NodeKind::box)) return paragraph.node;
    }
    return std::nullopt;
  }

  /// An empty-element tag has no inside.
  [[nodiscard]] bool can_hold(std::uint32_t node) const {
    const auto& one = body_.nodes()[node];
    return one.content.end < one.bytes.end;
  }

  [[nodiscard]] Bytes with_marks() const {
    std::map<std::size_t, std::string> marks = starts_;
    for (const auto& [place, mark] : ends_) marks[place] += mark;
    Bytes result;
    std::size_t at = 0;
    for (const auto& [place, mark] : marks) {
      result.append(body_.part(), at, place - at).append(mark);
      at = place;
    }
    return result.append(body_.part(), at);
  }

  [[nodiscard]] Bytes new_comments() const {
    const auto declared = prefix_.empty() ? std::string("xmlns") : "xmlns:" + prefix_.substr(0, prefix_.size() - 1);
    return "<?xml version=\"1.0\" encoding=\"UTF-8\" standalone=\"yes\"?>\n<" + prefix_ + "comments " + declared +
           "=\"http://schemas.openxmlformats.org/wordprocessingml/2006/main\">" + written_ + "</" + prefix_ + "comments>";
  }

  const formats::DocxPackage& package_;
  text::Language language_;
  Story body_;
  std::string prefix_;
  std::string comments_;
  Bytes old_;
  std::size_t old_end_ = 0;
  std::string comment_prefix_;
  std::size_t next_ = 0;
  std::map<std::size_t, std::string> starts_;
  std::map<std::size_t, std::string> ends_;
  std::string written_;
};

}  // namespace

Bytes annotated(const formats::DocxPackage& package, const std::vector<Finding>& findings, text::Language language) {
  return Annotator(package, language).run(findings);
}

}  // namespace chancery::templating
