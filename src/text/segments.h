#pragma once

#include "base/language_tag.h"
#include "base/sha256.h"
#include "formats/docx_package.h"

#include <cstddef>
#include <optional>
#include <string>
#include <vector>

namespace chancery::text {

/// A piece of a segment: characters, or a code that stands for formatting or a thing among them and must come back in a
/// translation.
struct Inline {
  enum class Kind { text, open, close, standalone };

  Kind kind = Kind::text;
  std::string id;     // of a code; an open and its close share it, unique in the segment
  std::string value;  // of a text its characters; of a code what it is: b, i, u, tab, br, note, image, box

  friend bool operator==(const Inline&, const Inline&) = default;
};

/// Where a segment stands, to find it in the document and its counterpart in another language.
struct SegmentPlace {
  std::string part;           // ZIP entry name
  std::size_t paragraph = 0;  // index into the story's paragraphs
  std::size_t sentence = 0;   // in the paragraph
  std::string counterpart;    // equal for paragraphs that stand side by side in two columns; empty elsewhere

  friend bool operator==(const SegmentPlace&, const SegmentPlace&) = default;
};

/// A sentence (or a heading, a cell) of one language.
struct Segment {
  std::string id;           // `s` and 16 hexadecimal digits: of the text when it first appeared
  std::size_t article = 0;  // index into the articles
  SegmentPlace place;
  std::vector<Inline> content;

  /// The characters without codes.
  [[nodiscard]] std::string text() const;
  /// Of the content, codes included: what a translation was made from.
  [[nodiscard]] Sha256 hash() const;
};

/// What stands under one heading; the first one holds what stands before any heading.
struct Article {
  std::string id;      // `a` and the number, or the place in order: `a5`, `a0` before the first heading
  std::string number;  // as it is printed: `5.`, `Стаття 5`; empty before the first heading
  std::string title;
};

/// One language's text of a document.
struct SegmentedText {
  std::vector<Article> articles;
  std::vector<Segment> segments;
};

struct SegmentOptions {
  LanguageTag language;
  std::vector<LanguageTag> columns;    // as in RenditionOptions
  std::vector<LanguageTag> languages;  // as in RenditionOptions
};

/// The articles and segments of a language, in the order of reading: body, footnotes, endnotes; headers and footers are no text
/// to translate by segments. A text box stands behind the paragraph that it is anchored in. Throws: Error{Fault::input} for a
/// part that is not well-formed.
[[nodiscard]] SegmentedText segments(const formats::DocxPackage& package, const SegmentOptions& options);

/// `now` with the ids that its segments had in `before`: equal texts first, then in each gap the most alike in order; whoever is
/// new keeps its own id.
[[nodiscard]] SegmentedText keep_ids(SegmentedText now, const SegmentedText& before);

/// The segments of two languages that say the same, by their place: side by side in columns, else article by article in order.
struct SegmentPair {
  std::optional<std::size_t> source;  // index into its segments
  std::optional<std::size_t> target;
};
[[nodiscard]] std::vector<SegmentPair> pair(const SegmentedText& source, const SegmentedText& target);

/// The numbers of articles that one language has and the other has not, in order; empty when the structures agree.
[[nodiscard]] std::vector<std::string> structure_differences(const SegmentedText& source, const SegmentedText& target);

/// What a content control shows, by its tag, in document order; how a document edited in a word processor gives back its data.
struct ControlValue {
  std::string tag;
  std::string value;

  friend bool operator==(const ControlValue&, const ControlValue&) = default;
};
[[nodiscard]] std::vector<ControlValue> control_values(const formats::DocxPackage& package);

}  // namespace chancery::text
