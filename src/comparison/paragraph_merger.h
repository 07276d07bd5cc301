#pragma once

#include "comparison/carrier.h"
#include "comparison/notes.h"
#include "comparison/report.h"
#include "comparison/stamp.h"
#include "comparison/story.h"

#include <optional>
#include <string>
#include <vector>

namespace chancery::comparison {

/// What happens to a paragraph or stretch: it is put in or taken out, here or as a move.
enum class Fate { stays, added, removed, moved_here, moved_away };

/// Writes paragraphs of the merged part: whole ones put in or taken out, and changed ones word by word.
class ParagraphMerger {
 public:
  ParagraphMerger(const StoryText& old, const StoryText& now, Interner& interner, Carrier& carrier, Stamp& stamp, AllNotes& notes)
      : old_(old), now_(now), interner_(interner), carrier_(carrier), stamp_(stamp), notes_(notes) {}

  /// `fate` is not `stays`; what is removed or moved away is of the old document, what is added or moved here of the new one.
  void write_whole(const Paragraph& paragraph, Fate fate, int move, Bytes& out, std::vector<Stretch>& stretches);
  void write_changed(const Paragraph& old, const Paragraph& now, Bytes& out, std::vector<Stretch>& stretches);
  /// Equal texts: their notes are pairs.
  void keep_notes(const Paragraph& old, const Paragraph& now);
  /// `<w:NAME>` with the new children, and the old ones in its change.
  [[nodiscard]] Bytes changed_properties(const std::string& name, std::string_view now, std::string_view old);
  /// `<w:ins …/>` or `<w:del …/>` for the properties of a row.
  [[nodiscard]] Bytes row_mark(Fate fate);
  /// A section with the old one in its change; what headers and footers it names is not tracked.
  [[nodiscard]] Bytes changed_section(std::string_view now, std::string_view old);
  [[nodiscard]] Bytes carried(std::string_view bytes) { return carrier_.carry(bytes, old_.part, now_.part); }

 private:
  struct Item {
    Fate fate = Fate::stays;
    bool is_old = false;
    const Paragraph* paragraph = nullptr;
    const Span* span = nullptr;
    std::size_t begin = 0;
    std::size_t end = 0;
    const Span* old_span = nullptr;  // of what stays: the same in the old document, where its format or note matters
    const Paragraph* old_paragraph = nullptr;
  };
  struct Open {
    std::uint32_t wrapper = 0;
    std::vector<Bytes> ends;
    Fate fate = Fate::stays;
    bool run = false;
    const Item* like = nullptr;
    std::size_t next_mark = 0;
    Fate whole = Fate::stays;  // of the paragraph: references to comments in it come and go with it
  };

  [[nodiscard]] std::vector<text::ByteRange> pieces_of(const Paragraph& paragraph) const;
  [[nodiscard]] std::vector<std::uint32_t> keys_of(const Paragraph& paragraph, const std::vector<text::ByteRange>& pieces) const;
  void add_items(std::vector<Item>& items, const Paragraph& paragraph, std::size_t begin, std::size_t end, Fate fate,
                 bool is_old) const;
  void add_same_items(std::vector<Item>& items, const Paragraph& old, std::size_t old_begin, const Paragraph& now,
                      std::size_t begin, std::size_t end) const;
  void write_properties(const Paragraph& of, const Paragraph* old, Fate fate, Bytes& out);
  void write_items(const std::vector<Item>& items, const Paragraph* marks_of, Fate whole, Bytes& out);
  void write_item(const Item& item, Open& open, Bytes& out);
  void write_marks(const Paragraph& paragraph, std::size_t up_to, Open& open, Bytes& out);
  void enter(const Item& item, Open& open, Bytes& out);
  void open_wrappers(const Item& item, Open& open, Bytes& out);
  void open_run(const Item& item, Open& open, Bytes& out);
  static void close_run(Open& open, Bytes& out);
  static void close_fate(Open& open, Bytes& out);
  static void close_wrappers(Open& open, Bytes& out);
  void write_content(const Item& item, Bytes& out);
  void write_thing(const Item& item, const Thing& thing, Bytes& out);
  [[nodiscard]] Bytes bytes_of(const Item& item, const text::ByteRange& range);
  void report(const std::vector<Item>& items, std::vector<Stretch>& stretches) const;
  void settle_notes(const std::vector<Item>& items);

  const StoryText& old_;
  const StoryText& now_;
  Interner& interner_;
  Carrier& carrier_;
  Stamp& stamp_;
  AllNotes& notes_;
};

}  // namespace chancery::comparison
