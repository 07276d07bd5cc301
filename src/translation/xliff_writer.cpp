#include "translation/xliff_writer.h"

#include "text/markup_reader.h"

#include <array>
#include <string_view>
#include <utility>

namespace chancery::translation {
namespace {

using text::Inline;

/// XLIFF's own names for what a code is.
std::string_view sub_type_of(std::string_view value) {
  constexpr std::array<std::pair<std::string_view, std::string_view>, 4> names{
      {{"b", "xlf:b"}, {"i", "xlf:i"}, {"u", "xlf:u"}, {"br", "xlf:lb"}}};
  for (const auto& [one, name] : names) {
    if (one == value) return name;
  }
  return {};
}

std::string_view ctype_of(std::string_view value) {
  constexpr std::array<std::pair<std::string_view, std::string_view>, 5> names{
      {{"b", "bold"}, {"i", "italic"}, {"u", "underlined"}, {"br", "lb"}, {"image", "image"}}};
  for (const auto& [one, name] : names) {
    if (one == value) return name;
  }
  return {};
}

/// Appends to one run of bytes; faster than a writer that checks every name, and these names are ours.
class Writer {
 public:
  explicit Writer(const XliffExport& content) : content_(content) {
    out_.reserve(content.source.segments.size() * 1'000 + 2'000);
  }

 protected:
  void raw(std::string_view bytes) { out_.append(bytes); }
  void text(std::string_view value) { text::append_escaped(out_, value); }
  void attribute(std::string_view name, std::string_view value) {
    out_.append(" ").append(name).append("=\"");
    for (const char one : value) {
      switch (one) {
        case '&':
          out_.append("&amp;");
          break;
        case '<':
          out_.append("&lt;");
          break;
        case '"':
          out_.append("&quot;");
          break;
        case '\n':
          out_.append("&#10;");
          break;
        case '\t':
          out_.append("&#9;");
          break;
        default:
          out_ += one;
      }
    }
    out_.append("\"");
  }
  void element(std::string_view name, std::string_view value) {
    out_.append("<").append(name).append(">");
    text(value);
    out_.append("</").append(name.substr(0, name.find(' '))).append(">\n");
  }

  [[nodiscard]] const Entry* entry_of(const text::Segment& segment) const {
    const auto found = content_.entries.find(segment.id);
    return found == content_.entries.end() || found->second.target.empty() ? nullptr : &found->second;
  }
  [[nodiscard]] std::vector<MemoryMatch> matches_of(const text::Segment& segment) const {
    return content_.memory == nullptr ? std::vector<MemoryMatch>() : content_.memory->matches(segment.text(), content_.partner);
  }
  [[nodiscard]] std::vector<const Term*> terms_of(const text::Segment& segment) const {
    std::vector<const Term*> found;
    if (content_.glossary == nullptr) return found;
    for (const auto* term : content_.glossary->found_in(segment.text(), content_.source_language)) {
      if (term->words.count(std::string(content_.target_language.primary())) != 0) found.push_back(term);
    }
    return found;
  }
  [[nodiscard]] std::string word_of(const Term& term, const LanguageTag& language) const {
    return term.words.at(std::string(language.primary()));
  }
  /// What stands before and behind in the document.
  [[nodiscard]] std::string context_of(std::size_t index) const {
    const auto& segments = content_.source.segments;
    std::string context;
    if (index > 0) context += "« " + segments[index - 1].text();
    if (index + 1 < segments.size()) context += (context.empty() ? "" : "\n") + ("» " + segments[index + 1].text());
    return context;
  }
  [[nodiscard]] const std::vector<std::string>* notes_of(const text::Segment& segment) const {
    const auto found = content_.notes.find(segment.id);
    return found == content_.notes.end() ? nullptr : &found->second;
  }

  /// Calls for each article the parts of the writer in order.
  template <class Open, class Unit, class Close>
  void each(Open open, Unit unit, Close close) {
    const auto& segments = content_.source.segments;
    std::size_t article = content_.source.articles.size();
    for (std::size_t index = 0; index < segments.size(); ++index) {
      if (segments[index].article != article) {
        if (index != 0) close();
        article = segments[index].article;
        open(content_.source.articles[article], index);
      }
      unit(index);
    }
    if (!segments.empty()) close();
  }

  const XliffExport& content_;
  Bytes out_;
};

class Writer2 : public Writer {
 public:
  using Writer::Writer;

  Bytes write() {
    raw("<?xml version=\"1.0\" encoding=\"UTF-8\"?>\n<xliff xmlns=\"urn:oasis:names:tc:xliff:document:2.0\"");
    raw(" xmlns:mda=\"urn:oasis:names:tc:xliff:metadata:2.0\" xmlns:mtc=\"urn:oasis:names:tc:xliff:matches:2.0\"");
    raw(" xmlns:gls=\"urn:oasis:names:tc:xliff:glossary:2.0\" version=\"2.1\"");
    attribute("srcLang", content_.source_language.text());
    attribute("trgLang", content_.target_language.text());
    raw(">\n<file id=\"f1\"");
    attribute("original", content_.document);
    raw(">\n<mda:metadata>\n<mda:metaGroup category=\"chancery\">\n<mda:meta type=\"chancery.content\">");
    raw(content_.content.hex());
    raw("</mda:meta>\n</mda:metaGroup>\n</mda:metadata>\n");
    each([&](const text::Article& article, std::size_t index) { group(article, index); }, [&](std::size_t index) { unit(index); },
         [&] { raw("</group>\n"); });
    raw("</file>\n</xliff>\n");
    return std::move(out_);
  }

 private:
  /// An article may be left and taken up again (notes stand at the end), but a group's id stands once.
  void group(const text::Article& article, std::size_t index) {
    raw("<group");
    attribute("id", article.id + (groups_[article.id]++ == 0 ? std::string() : "-" + std::to_string(index)));
    const auto name = article.number.empty() ? article.title : article.number + " " + article.title;
    if (!name.empty()) attribute("name", name);
    raw(">\n");
  }

  void unit(std::size_t index) {
    const auto& segment = content_.source.segments[index];
    const auto* entry = entry_of(segment);
    raw("<unit");
    attribute("id", segment.id);
    raw(" canResegment=\"no\">\n");
    matches(segment);
    glossary(segment);
    notes(index, segment);
    raw("<segment id=\"seg\"");
    const bool stale = entry != nullptr && entry->source != segment.hash();
    if (entry != nullptr)
      attribute("state", stale ? "initial" : entry->state == State::untranslated ? "initial" : name_of(entry->state));
    if (stale) attribute("subState", "chancery:stale");
    raw(">\n<source xml:space=\"preserve\">");
    content(segment.content);
    raw("</source>\n");
    if (entry != nullptr) {
      raw("<target xml:space=\"preserve\">");
      content(check_codes(segment.content, entry->target).fault == CodeFault::none ? entry->target
                                                                                   : with_codes(segment.content, entry->target));
      raw("</target>\n");
    }
    raw("</segment>\n</unit>\n");
  }

  /// A stale translation may lack codes that the source has now: they follow it, so that the file is valid.
  static Content with_codes(const Content& source, const Content& target) {
    Content content{{Inline::Kind::text, {}, plain_text(target)}};
    for (const auto& piece : source) {
      if (piece.kind != Inline::Kind::text) content.push_back(piece);
    }
    return content;
  }

  void matches(const text::Segment& segment) {
    const auto found = matches_of(segment);
    if (found.empty()) return;
    // A match refers to the whole of the source by an annotation that the standard wants; the unit has one segment.
    raw("<mtc:matches>\n");
    for (const auto& match : found) {
      raw("<mtc:match ref=\"#seg\"");
      attribute("matchQuality", std::to_string(match.quality));
      attribute("origin", match.unit->partner.empty() ? "memory" : match.unit->partner);
      raw(">\n");
      element("source", plain_text(match.unit->source));
      element("target", plain_text(match.unit->target));
      raw("</mtc:match>\n");
    }
    raw("</mtc:matches>\n");
  }

  void glossary(const text::Segment& segment) {
    const auto found = terms_of(segment);
    if (found.empty()) return;
    raw("<gls:glossary>\n");
    for (const auto* term : found) {
      raw("<gls:glossEntry>\n");
      element("gls:term", word_of(*term, content_.source_language));
      element("gls:translation", word_of(*term, content_.target_language));
      if (!term->definition.empty()) element("gls:definition", term->definition);
      raw("</gls:glossEntry>\n");
    }
    raw("</gls:glossary>\n");
  }

  void notes(std::size_t index, const text::Segment& segment) {
    const auto context = context_of(index);
    const auto* own = notes_of(segment);
    if (context.empty() && own == nullptr) return;
    raw("<notes>\n");
    if (!context.empty()) element("note category=\"context\"", context);
    if (own != nullptr) {
      for (const auto& note : *own) element("note category=\"remark\"", note);
    }
    raw("</notes>\n");
  }

  void content(const Content& pieces) {
    for (const auto& piece : pieces) {
      switch (piece.kind) {
        case Inline::Kind::text:
          text(piece.value);
          break;
        case Inline::Kind::open:
          raw("<pc");
          code(piece);
          raw(">");
          break;
        case Inline::Kind::close:
          raw("</pc>");
          break;
        case Inline::Kind::standalone:
          raw("<ph");
          code(piece);
          raw("/>");
          break;
      }
    }
  }

  void code(const Inline& piece) {
    attribute("id", piece.id);
    raw(piece.value == "image" ? " type=\"image\"" : " type=\"fmt\"");
    if (piece.value != "image") {
      const auto known = sub_type_of(piece.value);
      attribute("subType", known.empty() ? "chancery:" + piece.value : std::string(known));
    }
    if (piece.kind == Inline::Kind::open) {
      attribute("dispStart", "<" + piece.value + ">");
      attribute("dispEnd", "</" + piece.value + ">");
    } else {
      attribute("disp", "<" + piece.value + "/>");
    }
    raw(" canCopy=\"no\" canDelete=\"no\"");
  }

  std::map<std::string, std::size_t> groups_;
};

class Writer1 : public Writer {
 public:
  using Writer::Writer;

  Bytes write() {
    raw("<?xml version=\"1.0\" encoding=\"UTF-8\"?>\n<xliff xmlns=\"urn:oasis:names:tc:xliff:document:1.2\" "
        "version=\"1.2\">\n<file");
    attribute("original", content_.document);
    attribute("source-language", content_.source_language.text());
    attribute("target-language", content_.target_language.text());
    raw(" datatype=\"x-chancery\" product-name=\"chancery\"");
    attribute("product-version", content_.content.hex());
    raw(">\n<body>\n");
    each([&](const text::Article& article, std::size_t index) { group(article, index); }, [&](std::size_t index) { unit(index); },
         [&] { raw("</group>\n"); });
    raw("</body>\n</file>\n</xliff>\n");
    return std::move(out_);
  }

 private:
  void group(const text::Article& article, std::size_t index) {
    raw("<group");
    attribute("id", article.id + (groups_[article.id]++ == 0 ? std::string() : "-" + std::to_string(index)));
    const auto name = article.number.empty() ? article.title : article.number + " " + article.title;
    if (!name.empty()) attribute("resname", name);
    raw(">\n");
  }

  void unit(std::size_t index) {
    const auto& segment = content_.source.segments[index];
    const auto* entry = entry_of(segment);
    const bool stale = entry != nullptr && entry->source != segment.hash();
    raw("<trans-unit");
    attribute("id", segment.id);
    if (entry != nullptr && !stale && entry->state == State::final) raw(" approved=\"yes\"");
    raw(" xml:space=\"preserve\">\n<source>");
    content(segment.content);
    raw("</source>\n");
    // Many tools write only into a target that is there: it says the source until it is translated.
    raw("<target");
    attribute("state", entry == nullptr ? "new" : state_of(*entry, stale));
    raw(">");
    content(entry == nullptr ? segment.content : entry->target);
    raw("</target>\n");
    for (const auto& match : matches_of(segment)) {
      raw("<alt-trans");
      attribute("match-quality", std::to_string(match.quality));
      attribute("origin", match.unit->partner.empty() ? "memory" : match.unit->partner);
      raw(">\n");
      element("source", plain_text(match.unit->source));
      element("target", plain_text(match.unit->target));
      raw("</alt-trans>\n");
    }
    const auto context = context_of(index);
    if (!context.empty()) element("note from=\"context\"", context);
    if (const auto* own = notes_of(segment)) {
      for (const auto& note : *own) element("note from=\"remark\"", note);
    }
    for (const auto* term : terms_of(segment)) {
      element("note from=\"glossary\"",
              word_of(*term, content_.source_language) + " = " + word_of(*term, content_.target_language));
    }
    raw("</trans-unit>\n");
  }

  static std::string_view state_of(const Entry& entry, bool stale) {
    if (stale) return "needs-adaptation";
    switch (entry.state) {
      case State::translated:
        return "translated";
      case State::reviewed:
        return "signed-off";
      case State::final:
        return "final";
      case State::untranslated:
      case State::stale:
        break;
    }
    return "new";
  }

  void content(const Content& pieces) {
    for (const auto& piece : pieces) {
      switch (piece.kind) {
        case Inline::Kind::text:
          text(piece.value);
          break;
        case Inline::Kind::open:
          raw("<g");
          code(piece);
          raw(">");
          break;
        case Inline::Kind::close:
          raw("</g>");
          break;
        case Inline::Kind::standalone:
          raw("<x");
          code(piece);
          raw("/>");
          break;
      }
    }
  }

  void code(const Inline& piece) {
    attribute("id", piece.id);
    const auto known = ctype_of(piece.value);
    attribute("ctype", known.empty() ? "x-" + piece.value : std::string(known));
  }

  std::map<std::string, std::size_t> groups_;
};

}  // namespace

Bytes write_xliff(const XliffExport& content, XliffVersion version) {
  return version == XliffVersion::v2_1 ? Writer2(content).write() : Writer1(content).write();
}

}  // namespace chancery::translation
