#include "comparison/story_merger.h"

#include <algorithm>

namespace chancery::comparison {
namespace {

using Kind = Block::Kind;
using Reported = ReportedParagraph::Kind;

const char* property_name(Kind kind) {
  return kind == Kind::table ? "tblPr" : kind == Kind::row ? "trPr" : "tcPr";
}

/// The children between the tags of a property element.
std::string_view inside(std::string_view element) {
  const auto begin = element.find('>');
  const auto end = element.rfind("</");
  if (begin == std::string_view::npos || end == std::string_view::npos || element[begin - 1] == '/') return {};
  return element.substr(begin + 1, end - begin - 1);
}

Reported reported(Fate fate) {
  switch (fate) {
    case Fate::added:
      return Reported::inserted;
    case Fate::removed:
      return Reported::removed;
    case Fate::moved_here:
      return Reported::moved_here;
    case Fate::moved_away:
      return Reported::moved_away;
    case Fate::stays:
      break;
  }
  return Reported::same;
}

}  // namespace

void StoryMerger::write_steps(const Plan& plan, Bytes& out) {
  for (const auto& step : plan.steps) write_step(step, out);
}

void StoryMerger::write_step(const PlanStep& step, Bytes& out) {
  const bool moves = step.move != 0 && granularity_ != Granularity::story;
  if (step.old != nullptr && step.now != nullptr) return write_both(step, out);
  if (step.old != nullptr) return write_only(*step.old, moves ? Fate::moved_away : Fate::removed, moves ? step.move : 0, out);
  write_only(*step.now, moves ? Fate::moved_here : Fate::added, moves ? step.move : 0, out);
}

void StoryMerger::write_both(const PlanStep& step, Bytes& out) {
  if (step.old->signature == step.now->signature) return copy_same(*step.old, *step.now, out);
  if (step.now->kind != Kind::paragraph) return write_holder(step, out);
  if (granularity_ != Granularity::words && step.now->paragraph.section.empty()) {
    write_only(*step.old, Fate::removed, 0, out);
    return write_only(*step.now, Fate::added, 0, out);
  }
  std::vector<Stretch> stretches;
  paragraphs_.write_changed(step.old->paragraph, step.now->paragraph, out, stretches);
  const bool only_format = std::all_of(stretches.begin(), stretches.end(), [](const Stretch& one) {
    return one.kind == Stretch::Kind::same || one.kind == Stretch::Kind::formatted;
  });
  add_report(only_format ? Reported::formatted : Reported::changed, step.old, step.now).stretches = std::move(stretches);
}

/// The frame of the new document around the merged children; changed properties remember the old ones.
void StoryMerger::write_holder(const PlanStep& step, Bytes& out) {
  const auto& now = *step.now;
  const auto& old = *step.old;
  const auto& tree = now_.tree;
  cells_ += now.kind == Kind::cell ? 1 : 0;
  const auto first = now.children.empty() ? now.bytes.end : now.children.front().bytes.begin;
  auto before = std::string(tree.bytes({now.bytes.begin, first}));
  if (now.children.empty()) return void(out.append(before));
  if (now.kind != Kind::control && old.property_signature != now.property_signature) {
    const auto changed = paragraphs_.changed_properties(property_name(now.kind), inside(tree.bytes(now.properties)),
                                                        inside(old_.tree.bytes(old.properties)));
    if (now.properties.size() > 0) {
      before.replace(now.properties.begin - now.bytes.begin, now.properties.size(), changed);
    } else {
      before.insert(tree[now.node].start.size(), changed);
    }
  }
  out.append(before);
  if (step.inside) write_steps(*step.inside, out);
  out.append(tree.bytes({now.children.back().bytes.end, now.bytes.end}));
  cells_ -= now.kind == Kind::cell ? 1 : 0;
}

void StoryMerger::write_all(const Block& block, Fate fate, Bytes& out) {
  for (const auto& child : block.children) write_only(child, fate, 0, out);
}

void StoryMerger::write_only(const Block& block, Fate fate, int move, Bytes& out) {
  const bool is_old = fate == Fate::removed || fate == Fate::moved_away;
  if (block.kind == Kind::opaque) {
    if (is_old) {
      left_out_ = left_out_ || old_.tree[block.node].name == "altChunk";
    } else {
      out.append(now_.tree.bytes(block.bytes));
    }
    return;
  }
  if (block.kind != Kind::paragraph) return write_only_holder(block, fate, out);
  std::vector<Stretch> stretches;
  paragraphs_.write_whole(block.paragraph, fate, move, out, stretches);
  auto& entry = add_report(reported(fate), is_old ? &block : nullptr, is_old ? nullptr : &block);
  entry.move = move;
  entry.stretches = std::move(stretches);
}

void StoryMerger::write_only_holder(const Block& block, Fate fate, Bytes& out) {
  const bool is_old = fate == Fate::removed;
  const auto& tree = is_old ? old_.tree : now_.tree;
  const auto carried = [&](std::string_view bytes) { return is_old ? paragraphs_.carried(bytes) : Bytes(bytes); };
  if (block.children.empty()) return;
  if (is_old && block.kind == Kind::control) return write_all(block, fate, out);
  cells_ += block.kind == Kind::cell ? 1 : 0;
  if (block.kind == Kind::row) {
    write_row_mark(block, fate, out);
  } else {
    out.append(carried(tree.bytes({block.bytes.begin, block.children.front().bytes.begin})));
  }
  write_all(block, fate, out);
  out.append(carried(tree.bytes({block.children.back().bytes.end, block.bytes.end})));
  cells_ -= block.kind == Kind::cell ? 1 : 0;
}

void StoryMerger::write_row_mark(const Block& row, Fate fate, Bytes& out) {
  const bool is_old = fate == Fate::removed;
  const auto& tree = is_old ? old_.tree : now_.tree;
  const auto mark = paragraphs_.row_mark(fate);
  auto before = std::string(tree.bytes({row.bytes.begin, row.children.front().bytes.begin}));
  if (row.properties.size() > 0) {
    const auto content = inside(tree.bytes(row.properties));
    const auto with_mark = "<w:trPr>" + std::string(content) + mark + "</w:trPr>";
    before.replace(row.properties.begin - row.bytes.begin, row.properties.size(), with_mark);
  } else {
    before.insert(row_properties_place(tree, row), "<w:trPr>" + mark + "</w:trPr>");
  }
  out.append(is_old ? paragraphs_.carried(before) : before);
}

/// Behind the start tag and w:tblPrEx.   Standard: ECMA-376 part 1 §17.4.78.
std::size_t StoryMerger::row_properties_place(const text::MarkupTree& tree, const Block& row) {
  const auto exceptions = tree.child(row.node, "tblPrEx");
  return exceptions ? tree[*exceptions].bytes.end - row.bytes.begin : tree[row.node].start.size();
}

void StoryMerger::copy_same(const Block& old, const Block& now, Bytes& out) {
  out.append(now_.tree.bytes(now.bytes));
  report_same(old, now);
}

/// Both have the same paragraphs in the same order, though controls may frame them otherwise.
void StoryMerger::report_same(const Block& old, const Block& now) {
  std::vector<std::pair<const Block*, int>> theirs;
  std::vector<std::pair<const Block*, int>> ours;
  const auto collect = [](const auto& self, const Block& block, int cells,
                          std::vector<std::pair<const Block*, int>>& into) -> void {
    cells += block.kind == Kind::cell ? 1 : 0;
    if (block.kind == Kind::paragraph) into.emplace_back(&block, cells);
    for (const auto& child : block.children) self(self, child, cells, into);
  };
  collect(collect, old, cells_, theirs);
  collect(collect, now, cells_, ours);
  for (std::size_t index = 0; index < ours.size() && index < theirs.size(); ++index) {
    const auto& paragraph = ours[index].first->paragraph;
    paragraphs_.keep_notes(theirs[index].first->paragraph, paragraph);
    auto& entry = add_report(Reported::same, theirs[index].first, ours[index].first);
    entry.cell = ours[index].second > 0;
    std::string text;
    std::size_t done = 0;
    for (const auto& span : paragraph.spans) {
      if (span.thing < 0) continue;
      text.append(paragraph.text, done, span.begin - done).append(paragraph.things[static_cast<std::size_t>(span.thing)].shown);
      done = span.end;
    }
    text.append(paragraph.text, done);
    if (!text.empty()) entry.stretches.push_back({Stretch::Kind::same, std::move(text)});
  }
}

ReportedParagraph& StoryMerger::add_report(Reported kind, const Block* old, const Block* now) {
  auto& entry = report_.paragraphs.emplace_back();
  entry.kind = kind;
  entry.part = now_.part;
  entry.old_paragraph = old == nullptr ? 0 : old->number;
  entry.new_paragraph = now == nullptr ? 0 : now->number;
  entry.cell = cells_ > 0;
  return entry;
}

}  // namespace chancery::comparison
