#include "comparison/report.h"

#include <algorithm>

namespace chancery::comparison {

bool Report::is_equal() const {
  return std::all_of(paragraphs.begin(), paragraphs.end(),
                     [](const ReportedParagraph& one) { return one.kind == ReportedParagraph::Kind::same; });
}

}  // namespace chancery::comparison
