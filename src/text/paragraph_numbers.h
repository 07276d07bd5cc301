#pragma once

#include "text/numbering.h"
#include "text/story.h"
#include "text/styles.h"

#include <string>

namespace chancery::text {

/// The numbers of the paragraphs of one story, asked for in document order.
class ParagraphNumbers {
 public:
  ParagraphNumbers(const Styles& styles, const Numbering& numbering)
      : styles_(styles), numbering_(numbering), counter_(numbering) {}

  /// As people read it; empty when the paragraph is in no list or its list shows none.
  [[nodiscard]] std::string next(const StoryParagraph& paragraph);

 private:
  const Styles& styles_;
  const Numbering& numbering_;
  NumberingCounter counter_;
};

}  // namespace chancery::text
