#pragma once

#include "comparison/alignment.h"
#include "comparison/paragraph_merger.h"
#include "comparison/report.h"

#include <vector>

namespace chancery::comparison {

enum class Granularity { words, paragraphs, story };

/// Writes the merged part of a story by its plan.
class StoryMerger {
 public:
  StoryMerger(const StoryText& old, const StoryText& now, ParagraphMerger& paragraphs, Granularity granularity, Report& report)
      : old_(old), now_(now), paragraphs_(paragraphs), granularity_(granularity), report_(report) {}

  /// The blocks of a container by its plan.
  void write(const Plan& plan, Bytes& out) { write_steps(plan, out); }
  void write_all(const Block& block, Fate fate, Bytes& out);
  /// Whether something was left out that has no tracked form, such as an embedded foreign document.
  [[nodiscard]] bool left_out() const { return left_out_; }

 private:
  void write_steps(const Plan& plan, Bytes& out);
  void write_step(const PlanStep& step, Bytes& out);
  void write_both(const PlanStep& step, Bytes& out);
  void write_holder(const PlanStep& step, Bytes& out);
  void write_only(const Block& block, Fate fate, int move, Bytes& out);
  void write_only_holder(const Block& block, Fate fate, Bytes& out);
  void write_row_mark(const Block& row, Fate fate, Bytes& out);
  [[nodiscard]] static std::size_t row_properties_place(const text::MarkupTree& tree, const Block& row);
  void copy_same(const Block& old, const Block& now, Bytes& out);
  void report_same(const Block& old, const Block& now);
  [[nodiscard]] ReportedParagraph& add_report(ReportedParagraph::Kind kind, const Block* old, const Block* now);

  const StoryText& old_;
  const StoryText& now_;
  ParagraphMerger& paragraphs_;
  Granularity granularity_;
  Report& report_;
  int cells_ = 0;
  bool left_out_ = false;
};

}  // namespace chancery::comparison
