#include "comparison/package_merger.h"

#include "formats/zip_writer.h"

#include <algorithm>

namespace chancery::comparison {
namespace {

using text::MarkupTree;

Plan replace_all(const Block& old, const Block& now) {
  Plan plan;
  for (const auto& child : old.children) plan.steps.push_back({&child, nullptr, 0, nullptr});
  for (const auto& child : now.children) plan.steps.push_back({nullptr, &child, 0, nullptr});
  return plan;
}

}  // namespace

Bytes PackageMerger::merge() {
  merge_document();
  merge_notes(old_.footnotes(), now_.footnotes(), notes_.footnotes, "footnote");
  merge_notes(old_.endnotes(), now_.endnotes(), notes_.endnotes, "endnote");
  merge_headers();
  add_not_covered(old_, now_, left_out_, report_);
  return package();
}

Bytes PackageMerger::merged_story(const StoryText& old, const StoryText& now, const Block& old_block, const Block& new_block) {
  ParagraphMerger paragraphs(old, now, interner_, carrier_, stamp_, notes_);
  StoryMerger merger(old, now, paragraphs, granularity_, report_);
  Bytes out;
  merger.write(granularity_ == Granularity::story ? replace_all(old_block, new_block) : align(old_block, new_block), out);
  left_out_ = left_out_ || merger.left_out();
  return out;
}

Bytes PackageMerger::only(const StoryText& old, const StoryText& now, const Block& block, Fate fate) {
  ParagraphMerger paragraphs(old, now, interner_, carrier_, stamp_, notes_);
  StoryMerger merger(old, now, paragraphs, granularity_, report_);
  Bytes out;
  merger.write_all(block, fate, out);
  return out;
}

/// The root of the new part with the prefixes of both, the merged content between what stood in front of and behind the new one.
void PackageMerger::put(const StoryText& old, const StoryText& now, const Bytes& content, const Bytes& behind) {
  const auto& part = now.tree.part();
  const auto& root = now.tree[MarkupTree::root];
  const auto& inner = now.blocks.bytes;
  const auto begin = inner.begin > root.start.end ? inner.begin : root.start.end;
  Bytes out(part, 0, root.start.begin);
  out += Carrier::root_tag(now.tree, old.tree);
  out.append(part, root.start.end, begin - root.start.end).append(content).append(behind);
  out.append(part, inner.end, part.size() - inner.end);
  parts_[now.part] = std::move(out);
}

void PackageMerger::merge_document() {
  const auto& old = old_.document();
  const auto& now = now_.document();
  const auto content = merged_story(old, now, old.blocks, now.blocks);
  Bytes section(now.tree.bytes(now.last_section));
  if (old.last_section_signature != now.last_section_signature && !section.empty() && old.last_section.size() > 0) {
    ParagraphMerger paragraphs(old, now, interner_, carrier_, stamp_, notes_);
    section = paragraphs.changed_section(section, old.tree.bytes(old.last_section));
  }
  put(old, now, content, section);
}

void PackageMerger::merge_notes(const StoryText* old, const StoryText* now, NoteMoves& moves, const char* element) {
  if (old == nullptr || now == nullptr) return;
  const auto find_old = [&](const std::string& id) {
    const auto& all = old->blocks.children;
    return std::find_if(all.begin(), all.end(), [&](const Block& note) { return note.note_id == id; });
  };
  const auto& part = now->tree.part();
  const auto& inner = now->blocks.bytes;
  Bytes out;
  auto done = inner.begin;
  for (const auto& note : now->blocks.children) {
    if (note.children.empty()) continue;
    const auto kept = moves.kept.find(note.note_id);
    const auto theirs = kept == moves.kept.end() ? old->blocks.children.end() : find_old(kept->second);
    const bool added = moves.added.count(note.note_id) != 0;
    if (theirs == old->blocks.children.end() && !added) continue;
    out.append(part, done, note.children.front().bytes.begin - done);
    out += added ? only(*old, *now, note, Fate::added) : merged_story(*old, *now, *theirs, note);
    done = note.children.back().bytes.end;
  }
  out.append(part, done, inner.end - done);
  Bytes behind;
  for (const auto& [id, fresh] : moves.removed) {
    const auto theirs = find_old(id);
    if (theirs == old->blocks.children.end()) continue;
    behind.append("<w:").append(element).append(" w:id=\"").append(fresh).append("\">");
    behind.append(only(*old, *now, *theirs, Fate::removed)).append("</w:").append(element).append(">");
  }
  put(*old, *now, out, behind);
}

void PackageMerger::merge_headers() {
  for (const auto& [key, now] : now_.headers()) {
    const auto old = old_.headers().find(key);
    if (old == old_.headers().end() || parts_.count(now.part) != 0) continue;
    put(old->second, now, merged_story(old->second, now, old->second.blocks, now.blocks), {});
  }
}

Bytes PackageMerger::package() const {
  auto parts = carrier_.parts();
  for (const auto& [name, content] : parts_) parts[name] = content;
  formats::ZipWriter writer;
  const auto& archive = now_.package().archive();
  for (const auto& entry : archive.entries()) {
    const auto found = parts.find(entry.name);
    if (found == parts.end()) {
      writer.copy(archive, entry);
    } else {
      writer.add(entry.name, found->second);
      parts.erase(found);
    }
  }
  for (const auto& [name, content] : parts) writer.add(name, content);
  return writer.finish();
}

}  // namespace chancery::comparison
