#include "comparison/paragraph_merger.h"

#include "comparison/edit_script.h"
#include "text/tokens.h"

#include <algorithm>
#include <utility>

namespace chancery::comparison {
namespace {

using text::ByteRange;

bool is_of_old(Fate fate) {
  return fate == Fate::removed || fate == Fate::moved_away;
}

const char* element_of(Fate fate) {
  switch (fate) {
    case Fate::added:
      return "ins";
    case Fate::removed:
      return "del";
    case Fate::moved_here:
      return "moveTo";
    case Fate::moved_away:
      return "moveFrom";
    case Fate::stays:
      break;
  }
  return "";
}

void replace_all(Bytes& bytes, std::string_view what, std::string_view with) {
  for (auto at = bytes.find(what); at != Bytes::npos; at = bytes.find(what, at + with.size()))
    bytes.replace(at, what.size(), with);
}

/// Runs that are deleted say so in the names of their texts.   Standard: ECMA-376 part 1 §17.3.3.7.
Bytes as_deleted(Bytes runs) {
  for (const auto& [shown, deleted] : {std::pair("w:t", "w:delText"), std::pair("w:instrText", "w:delInstrText")}) {
    for (const char* const end : {">", " ", "/>"})
      replace_all(runs, std::string("<") + shown + end, std::string("<") + deleted + end);
    replace_all(runs, std::string("</") + shown + ">", std::string("</") + deleted + ">");
  }
  return runs;
}

Stretch::Kind kind_of(Fate fate, bool formatted) {
  if (fate == Fate::stays) return formatted ? Stretch::Kind::formatted : Stretch::Kind::same;
  return is_of_old(fate) ? Stretch::Kind::removed : Stretch::Kind::added;
}

}  // namespace

void ParagraphMerger::write_whole(const Paragraph& paragraph, Fate fate, int move, Bytes& out, std::vector<Stretch>& stretches) {
  const bool is_old = is_of_old(fate);
  const auto name = "move" + std::to_string(move);
  const auto range = std::to_string(move != 0 ? stamp_.next() : 0);
  const std::string side = is_old ? "moveFrom" : "moveTo";
  if (move != 0) {
    auto start = stamp_.open(side + "RangeStart");
    const auto id = start.find("w:id=\"") + 6;
    start.replace(id, start.find('"', id) - id, range);
    out.append(start).append(" w:name=\"").append(name).append("\"/>");
  }
  out.append("<w:p>");
  write_properties(paragraph, nullptr, fate, out);
  std::vector<Item> items;
  add_items(items, paragraph, 0, paragraph.text.size(), fate, is_old);
  write_items(items, is_old ? nullptr : &paragraph, fate, out);
  out.append("</w:p>");
  if (move != 0) out.append("<w:").append(side).append("RangeEnd w:id=\"").append(range).append("\"/>");
  settle_notes(items);
  report(items, stretches);
}

void ParagraphMerger::write_changed(const Paragraph& old, const Paragraph& now, Bytes& out, std::vector<Stretch>& stretches) {
  const auto start = now_.tree.bytes(now.start_tag);
  out.append(start.ends_with("/>") ? start.substr(0, start.size() - 2) : start.substr(0, start.size() - 1)).append(">");
  write_properties(now, &old, Fate::stays, out);
  const auto old_pieces = pieces_of(old);
  const auto new_pieces = pieces_of(now);
  const auto begin_of = [](const std::vector<ByteRange>& pieces, std::size_t index, const Paragraph& paragraph) {
    return index < pieces.size() ? pieces[index].begin : paragraph.text.size();
  };
  std::vector<Item> items;
  for (const auto& edit : edit_script(keys_of(old, old_pieces), keys_of(now, new_pieces), 2'000)) {
    const auto old_begin = begin_of(old_pieces, edit.old_begin, old);
    const auto new_begin = begin_of(new_pieces, edit.new_begin, now);
    switch (edit.kind) {
      case Edit::Kind::equal:
        add_same_items(items, old, old_begin, now, new_begin, begin_of(new_pieces, edit.new_begin + edit.size, now));
        break;
      case Edit::Kind::remove:
        add_items(items, old, old_begin, begin_of(old_pieces, edit.old_begin + edit.size, old), Fate::removed, true);
        break;
      case Edit::Kind::insert:
        add_items(items, now, new_begin, begin_of(new_pieces, edit.new_begin + edit.size, now), Fate::added, false);
        break;
    }
  }
  write_items(items, &now, Fate::stays, out);
  out.append("</w:p>");
  settle_notes(items);
  report(items, stretches);
}

void ParagraphMerger::keep_notes(const Paragraph& old, const Paragraph& now) {
  for (std::size_t index = 0; index < now.things.size() && index < old.things.size(); ++index) {
    const auto& thing = now.things[index];
    if (!thing.note_id.empty()) notes_.of(thing.kind).kept.emplace(thing.note_id, old.things[index].note_id);
  }
}

/// Tokens, cut where another link or control begins.
std::vector<ByteRange> ParagraphMerger::pieces_of(const Paragraph& paragraph) const {
  std::vector<ByteRange> pieces;
  auto span = paragraph.spans.begin();
  for (const auto& token : text::tokenize(paragraph.text)) {
    auto rest = token.bytes;
    while (span != paragraph.spans.end() && span->end <= rest.begin) ++span;
    for (auto one = span; one != paragraph.spans.end() && one->end < rest.end; ++one) {
      const auto next = one + 1;
      if (next == paragraph.spans.end() || (next->wrapper == one->wrapper && next->thing < 0 && one->thing < 0)) continue;
      pieces.push_back({rest.begin, one->end});
      rest.begin = one->end;
    }
    pieces.push_back(rest);
  }
  return pieces;
}

std::vector<std::uint32_t> ParagraphMerger::keys_of(const Paragraph& paragraph, const std::vector<ByteRange>& pieces) const {
  std::vector<std::uint32_t> keys;
  keys.reserve(pieces.size());
  auto span = paragraph.spans.begin();
  std::string key;
  for (const auto& piece : pieces) {
    while (span != paragraph.spans.end() && span->end <= piece.begin) ++span;
    key.assign(piece.of(paragraph.text));
    if (span != paragraph.spans.end() && span->thing >= 0) {
      key += "#" + std::to_string(paragraph.things[static_cast<std::size_t>(span->thing)].signature);
    }
    if (span != paragraph.spans.end() && span->wrapper != 0) key += ">" + std::to_string(span->wrapper);
    keys.push_back(interner_.intern(key));
  }
  return keys;
}

void ParagraphMerger::add_items(std::vector<Item>& items, const Paragraph& paragraph, std::size_t begin, std::size_t end,
                                Fate fate, bool is_old) const {
  for (const auto& span : paragraph.spans) {
    const auto from = std::max(span.begin, begin);
    const auto to = std::min(span.end, end);
    if (from < to) items.push_back({fate, is_old, &paragraph, &span, from, to, nullptr, nullptr});
  }
}

/// Cut where the format changes on either side, so that each item has one old and one new format.
void ParagraphMerger::add_same_items(std::vector<Item>& items, const Paragraph& old, std::size_t old_begin, const Paragraph& now,
                                     std::size_t begin, std::size_t end) const {
  auto theirs = old.spans.begin();
  for (const auto& span : now.spans) {
    auto from = std::max(span.begin, begin);
    const auto to = std::min(span.end, end);
    while (from < to) {
      const auto place = old_begin + (from - begin);
      while (theirs != old.spans.end() && theirs->end <= place) ++theirs;
      if (theirs == old.spans.end()) return;
      const auto stop = std::min(to, from + (theirs->end - place));
      const bool formatted = theirs->format != span.format;
      items.push_back({Fate::stays, false, &now, &span, from, stop, formatted || span.thing >= 0 ? &*theirs : nullptr, &old});
      from = stop;
    }
  }
}

Bytes ParagraphMerger::changed_properties(const std::string& name, std::string_view now, std::string_view old) {
  Bytes out = "<w:" + name + ">";
  out.append(now).append(stamp_.open(name + "Change")).append("><w:").append(name).append(">").append(carried(old));
  return out.append("</w:").append(name).append("></w:").append(name).append("Change></w:").append(name).append(">");
}

void ParagraphMerger::write_properties(const Paragraph& of, const Paragraph* old, Fate fate, Bytes& out) {
  const bool is_old = is_of_old(fate);
  const bool base_changed = old != nullptr && old->base_signature != of.base_signature;
  const bool mark_changed = old != nullptr && old->mark_signature != of.mark_signature;
  Bytes content = is_old ? carried(of.base_bytes) : of.base_bytes;
  if (fate != Fate::stays || !of.mark_properties.empty() || mark_changed) {
    content += "<w:rPr>";
    if (fate != Fate::stays) content += stamp_.open(element_of(fate)) + "/>";
    content += is_old ? carried(of.mark_properties) : of.mark_properties;
    if (mark_changed) content += stamp_.open("rPrChange") + "><w:rPr>" + carried(old->mark_properties) + "</w:rPr></w:rPrChange>";
    content += "</w:rPr>";
  }
  if (!of.section.empty()) {
    auto section = is_old ? carried(of.section) : of.section;
    if (old != nullptr && old->section_signature != of.section_signature) section = changed_section(section, old->section);
    content += section;
  }
  if (base_changed) content += stamp_.open("pPrChange") + "><w:pPr>" + carried(old->base_bytes) + "</w:pPr></w:pPrChange>";
  if (!content.empty()) out.append("<w:pPr>").append(content).append("</w:pPr>");
}

Bytes ParagraphMerger::row_mark(Fate fate) {
  return stamp_.open(fate == Fate::removed ? "del" : "ins") + "/>";
}

Bytes ParagraphMerger::changed_section(std::string_view now, std::string_view old) {
  if (!now.ends_with("</w:sectPr>")) return Bytes(now);
  Bytes out(now.substr(0, now.size() - std::string_view("</w:sectPr>").size()));
  auto remembered = carried(old);
  for (const char* const reference : {"<w:headerReference ", "<w:footerReference "}) {
    for (auto at = remembered.find(reference); at != Bytes::npos; at = remembered.find(reference)) {
      remembered.erase(at, remembered.find("/>", at) + 2 - at);
    }
  }
  return out + stamp_.open("sectPrChange") + ">" + remembered + "</w:sectPrChange></w:sectPr>";
}

void ParagraphMerger::write_items(const std::vector<Item>& items, const Paragraph* marks_of, Fate whole, Bytes& out) {
  Open open;
  open.whole = whole;
  for (const auto& item : items) {
    if (!item.is_old && marks_of != nullptr) {
      // A mark inside an item stands where the item is cut in two.
      auto rest = item;
      while (open.next_mark < marks_of->marks.size() && marks_of->marks[open.next_mark].at < rest.end) {
        const auto at = marks_of->marks[open.next_mark].at;
        if (at > rest.begin) {
          auto first = rest;
          first.end = at;
          write_item(first, open, out);
          open.like = nullptr;
          rest.begin = at;
        }
        write_marks(*marks_of, at, open, out);
      }
      write_item(rest, open, out);
      open.like = &item;
    } else {
      write_item(item, open, out);
      open.like = &item;
    }
  }
  close_wrappers(open, out);
  if (marks_of != nullptr) write_marks(*marks_of, marks_of->text.size(), open, out);
}

void ParagraphMerger::write_marks(const Paragraph& paragraph, std::size_t up_to, Open& open, Bytes& out) {
  close_wrappers(open, out);
  while (open.next_mark < paragraph.marks.size() && paragraph.marks[open.next_mark].at <= up_to) {
    const auto mark = now_.tree.bytes(paragraph.marks[open.next_mark++].bytes);
    const bool run = open.whole != Fate::stays && mark.find("commentReference") != std::string_view::npos;
    if (run) out.append(stamp_.open(element_of(open.whole))).append(">");
    out.append(mark);
    if (run) out.append("</w:").append(element_of(open.whole)).append(">");
  }
}

void ParagraphMerger::write_item(const Item& item, Open& open, Bytes& out) {
  enter(item, open, out);
  const bool runs =
      item.span->thing >= 0 && item.paragraph->things[static_cast<std::size_t>(item.span->thing)].kind == Thing::Kind::runs;
  if (runs) {
    close_run(open, out);
    return write_thing(item, item.paragraph->things[static_cast<std::size_t>(item.span->thing)], out);
  }
  if (!open.run) open_run(item, open, out);
  write_content(item, out);
}

void ParagraphMerger::enter(const Item& item, Open& open, Bytes& out) {
  if (open.wrapper != item.span->wrapper) {
    close_wrappers(open, out);
    open_wrappers(item, open, out);
  }
  if (open.fate != item.fate) {
    close_fate(open, out);
    if (item.fate != Fate::stays) out.append(stamp_.open(element_of(item.fate))).append(">");
    open.fate = item.fate;
  }
  const auto old_format = [](const Item& one) { return one.old_span == nullptr ? one.span->format : one.old_span->format; };
  const bool alike = open.like != nullptr && open.like->is_old == item.is_old && open.like->span->format == item.span->format &&
                     old_format(*open.like) == old_format(item);
  if (!alike) close_run(open, out);
}

void ParagraphMerger::open_wrappers(const Item& item, Open& open, Bytes& out) {
  std::vector<const Wrapper*> chain;
  for (auto holder = item.span->holder; holder != 0; holder = item.paragraph->wrappers[holder].outer)
    chain.push_back(&item.paragraph->wrappers[holder]);
  for (auto one = chain.rbegin(); one != chain.rend(); ++one) {
    out.append(bytes_of(item, (*one)->before));
    open.ends.push_back(bytes_of(item, (*one)->behind));
  }
  open.wrapper = item.span->wrapper;
}

void ParagraphMerger::open_run(const Item& item, Open& open, Bytes& out) {
  out.append("<w:r>");
  const auto own = bytes_of(item, item.span->properties);
  if (item.old_span != nullptr && item.old_span->format != item.span->format) {
    out.append(changed_properties("rPr", own, old_.tree.bytes(item.old_span->properties)));
  } else if (!own.empty()) {
    out.append("<w:rPr>").append(own).append("</w:rPr>");
  }
  open.run = true;
}

void ParagraphMerger::close_run(Open& open, Bytes& out) {
  if (open.run) out.append("</w:r>");
  open.run = false;
}

void ParagraphMerger::close_fate(Open& open, Bytes& out) {
  close_run(open, out);
  if (open.fate != Fate::stays) out.append("</w:").append(element_of(open.fate)).append(">");
  open.fate = Fate::stays;
  open.like = nullptr;
}

void ParagraphMerger::close_wrappers(Open& open, Bytes& out) {
  close_fate(open, out);
  for (auto end = open.ends.rbegin(); end != open.ends.rend(); ++end) out.append(*end);
  open.ends.clear();
  open.wrapper = 0;
}

Bytes ParagraphMerger::bytes_of(const Item& item, const ByteRange& range) {
  if (range.size() == 0) return {};
  return item.is_old ? carried(old_.tree.bytes(range)) : Bytes(now_.tree.bytes(range));
}

void ParagraphMerger::write_content(const Item& item, Bytes& out) {
  if (item.span->thing >= 0) return write_thing(item, item.paragraph->things[static_cast<std::size_t>(item.span->thing)], out);
  const char* const name = item.fate == Fate::removed ? "w:delText" : "w:t";
  out.append("<").append(name).append(" xml:space=\"preserve\">");
  text::append_escaped(out, std::string_view(item.paragraph->text).substr(item.begin, item.end - item.begin));
  out.append("</").append(name).append(">");
}

void ParagraphMerger::write_thing(const Item& item, const Thing& thing, Bytes& out) {
  if (!thing.note_id.empty() && item.is_old) {
    const bool end = thing.kind == Thing::Kind::endnote;
    out.append(end ? "<w:endnoteReference" : "<w:footnoteReference").append(" w:id=\"");
    out.append(notes_.of(thing.kind).remove(thing.note_id)).append("\"/>");
    return;
  }
  auto bytes = bytes_of(item, thing.bytes);
  out.append(thing.kind == Thing::Kind::runs && item.fate == Fate::removed ? as_deleted(std::move(bytes)) : bytes);
}

void ParagraphMerger::settle_notes(const std::vector<Item>& items) {
  for (const auto& item : items) {
    if (item.span->thing < 0 || item.is_old) continue;
    const auto& thing = item.paragraph->things[static_cast<std::size_t>(item.span->thing)];
    if (thing.note_id.empty()) continue;
    if (item.fate != Fate::stays || item.old_span == nullptr || item.old_span->thing < 0) {
      notes_.of(thing.kind).added.insert(thing.note_id);
    } else {
      notes_.of(thing.kind)
          .kept.emplace(thing.note_id, item.old_paragraph->things[static_cast<std::size_t>(item.old_span->thing)].note_id);
    }
  }
}

void ParagraphMerger::report(const std::vector<Item>& items, std::vector<Stretch>& stretches) const {
  for (const auto& item : items) {
    const bool formatted = item.old_span != nullptr && item.old_span->format != item.span->format;
    const auto kind = kind_of(item.fate, formatted);
    const auto text = item.span->thing >= 0 ? item.paragraph->things[static_cast<std::size_t>(item.span->thing)].shown
                                            : item.paragraph->text.substr(item.begin, item.end - item.begin);
    if (!stretches.empty() && stretches.back().kind == kind) {
      stretches.back().text += text;
    } else {
      stretches.push_back({kind, text});
    }
  }
}

}  // namespace chancery::comparison
