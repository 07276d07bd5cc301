#pragma once

#include "formats/json.h"
#include "text/catalogue.h"

#include <string>

namespace chancery::server {

/// What the reader narrowed the list to, as it stands in the page's address.
struct WorkFilter {
  std::string text;
  std::string stage;
  std::string pile;
  std::string after;

  [[nodiscard]] bool narrows() const { return !text.empty() || !stage.empty(); }
};

/// The model of one pile: {id, rows, empty, count, more, next}. `page` as engine::work_list answers.
[[nodiscard]] formats::Json pile_view(const std::string& pile, const formats::Json& page, const WorkFilter& filter,
                                      text::Language language);
/// Lines of documents (engine::Office::documents) as rows of the same table.
[[nodiscard]] formats::Json document_rows(const formats::Json& lines, text::Language language);
/// The choice of stages, with what is chosen.
[[nodiscard]] formats::Json stages_view(const formats::Json& stages, const WorkFilter& filter, text::Language language);

/// How long nobody may do anything before the list says who keeps the document: the ten days that the law gives a ministry.
inline constexpr std::int64_t days_until_late = 10;

}  // namespace chancery::server
