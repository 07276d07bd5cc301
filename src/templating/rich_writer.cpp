#include "templating/rich_writer.h"

#include "formats/xml_writer.h"
#include "templating/run_language.h"
#include "text/markup_reader.h"

#include <algorithm>

namespace chancery::templating {
namespace {

/// Twentieths of a point: an item hangs half a centimetre behind its sign.
constexpr const char* item_indent = "ind {}left=\"567\" {}hanging=\"283\"/>";

std::string with_prefix(std::string_view text, const std::string& prefix) {
  std::string result;
  for (std::size_t at = 0; at < text.size(); ++at) {
    if (text.substr(at).starts_with("{}")) {
      result += prefix;
      ++at;
    } else {
      result += text[at];
    }
  }
  return result;
}

std::string sign_of(const RichBlock& block) {
  if (block.kind == RichBlock::Kind::bullet) return "–\t";
  return block.kind == RichBlock::Kind::number ? std::to_string(block.number) + ".\t" : std::string();
}

class RichWriter {
 public:
  RichWriter(Bytes& out, const PlacedTag& tag, std::string_view prefix) : out_(out), tag_(tag), prefix_(prefix) {}

  void paragraphs(const std::vector<RichBlock>& blocks) {
    for (const auto& block : blocks) {
      out_ += block.kind == RichBlock::Kind::paragraph ? tag_.paragraph_start : hanging();
      for (const auto& run : with_sign(block)) write_run(run);
      out_ += "</" + prefix_ + "p>";
    }
  }

  /// The run that is open is closed for each change of formatting, and another one is open at the end.
  void in_line(const std::vector<RichBlock>& blocks) {
    out_ += "</" + prefix_ + "t></" + prefix_ + "r>";
    for (const auto& block : blocks) {
      if (&block != &blocks.front()) write_run({"\n", false, false, {}});
      for (const auto& run : with_sign(block)) write_run(run);
    }
    out_ += tag_.run_start + open_text(prefix_);
  }

 private:
  static std::vector<RichRun> with_sign(const RichBlock& block) {
    auto runs = block.runs;
    if (block.kind != RichBlock::Kind::paragraph) runs.insert(runs.begin(), {sign_of(block), false, false, {}});
    return runs;
  }

  /// CT_PPr: `w:ind` stands before these; an indent of the paragraph's own gives way.
  [[nodiscard]] std::string hanging() const {
    auto start = tag_.paragraph_start;
    const auto own = start.find("<" + prefix_ + "ind ");
    if (own != std::string::npos) start.erase(own, start.find('>', own) + 1 - own);
    const auto indent = "<" + prefix_ + with_prefix(item_indent, prefix_);
    auto place = start.rfind("</" + prefix_ + "pPr>");
    if (place == std::string::npos) return start + "<" + prefix_ + "pPr>" + indent + "</" + prefix_ + "pPr>";
    for (const auto* later : {"contextualSpacing", "mirrorIndents", "suppressOverlap", "jc", "textDirection", "textAlignment",
                              "textboxTightWrap", "outlineLvl", "divId", "cnfStyle", "rPr", "sectPr", "pPrChange"}) {
      place = std::min({place, start.find("<" + prefix_ + later + ">"), start.find("<" + prefix_ + later + " ")});
    }
    return start.insert(place, indent);
  }

  /// Links are fields: they need no relationship, and every reader shows their words.
  void write_run(const RichRun& run) {
    if (!run.link.empty()) {
      out_ += "<" + prefix_ + "fldSimple " + prefix_ + "instr=\" HYPERLINK &quot;" + formats::escape_xml(run.link) + "&quot; \">";
    }
    out_ += formatted(run) + open_text(prefix_);
    append_words(out_, run.text, prefix_);
    out_ += "</" + prefix_ + "t></" + prefix_ + "r>";
    if (!run.link.empty()) out_ += "</" + prefix_ + "fldSimple>";
  }

  /// EG_RPrBase: bold and italic follow the style and the fonts.
  [[nodiscard]] std::string formatted(const RichRun& run) const {
    std::string marks;
    if (run.bold) marks += toggle("b");
    if (run.italic) marks += toggle("i");
    auto start = tag_.run_start;
    if (marks.empty()) return start;
    for (const auto* one : {"b", "i"}) {
      const bool wanted = marks.find("<" + prefix_ + one + "/>") != std::string::npos;
      const auto own = wanted ? start.find("<" + prefix_ + one + "/>") : std::string::npos;
      if (own != std::string::npos) start.erase(own, prefix_.size() + 4);
    }
    const auto properties = start.find("<" + prefix_ + "rPr>");
    if (properties == std::string::npos) return start + "<" + prefix_ + "rPr>" + marks + "</" + prefix_ + "rPr>";
    auto place = properties + prefix_.size() + 5;
    for (const auto* earlier : {"rStyle", "rFonts"}) {
      const auto found = start.find("<" + prefix_ + earlier + " ", place);
      if (found == place) place = start.find('>', found) + 1;
    }
    return start.insert(place, marks);
  }

  [[nodiscard]] std::string toggle(std::string_view name) const { return "<" + prefix_ + std::string(name) + "/>"; }

  Bytes& out_;
  const PlacedTag& tag_;
  std::string prefix_;
};

void break_text(Bytes& out, std::string_view element, std::string_view prefix) {
  out.append("</").append(prefix).append("t><").append(prefix).append(element).append("/><");
  out.append(prefix).append("t xml:space=\"preserve\">");
}

}  // namespace

void append_words(Bytes& out, std::string_view text, std::string_view prefix) {
  std::size_t written = 0;
  for (std::size_t at = 0; at < text.size(); ++at) {
    const char one = text[at];
    if (one != '\n' && one != '\r' && one != '\t') continue;
    text::append_escaped(out, text.substr(written, at - written));
    const bool pair = one == '\r' && at + 1 < text.size() && text[at + 1] == '\n';
    break_text(out, one == '\t' ? "tab" : "br", prefix);
    at += pair ? 1 : 0;
    written = at + 1;
  }
  text::append_escaped(out, text.substr(written));
}

void append_rich_text(Bytes& out, const std::vector<RichBlock>& blocks, const PlacedTag& tag, std::string_view prefix) {
  RichWriter writer(out, tag, prefix);
  tag.form == ValueForm::rich_paragraphs ? writer.paragraphs(blocks) : writer.in_line(blocks);
}

}  // namespace chancery::templating
