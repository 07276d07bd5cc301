#include "text/paragraph_numbers.h"

namespace chancery::text {

std::string ParagraphNumbers::next(const StoryParagraph& paragraph) {
  const auto& style = paragraph.style.empty() ? styles_.default_paragraph_style() : paragraph.style;
  const auto inherited = styles_.numbering(style);
  if (!paragraph.numbering && !inherited) return {};
  const auto list = paragraph.numbering.value_or(inherited ? inherited->number : "");
  const auto tied = paragraph.numbering ? std::nullopt : numbering_.level_of_style(list, style);
  return counter_.next(list, paragraph.level.value_or(tied.value_or(inherited ? inherited->level : 0)));
}

}  // namespace chancery::text
