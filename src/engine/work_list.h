#pragma once

#include "document/rights.h"
#include "engine/definitions.h"
#include "engine/work_memory.h"
#include "formats/json.h"
#include "store/documents.h"
#include "workflow/offer.h"

#include <functional>
#include <optional>
#include <string>
#include <vector>

namespace chancery::engine {

/// The three piles on a desk: what an open act of the person moves on, what others have to move on, what is over.
enum class Pile { mine, others, finished };

[[nodiscard]] std::optional<Pile> parse_pile(std::string_view name);

/// A page of a pile: the documents that were changed last come first.
struct WorkQuery {
  Pile pile = Pile::mine;
  /// Words that all occur in number, title, parties or stage; capitals and kinds of apostrophe do not matter.
  std::string text;
  /// The id of a state of a chart; empty for all.
  std::string stage;
  /// Where the page before ended: its `next`.
  std::optional<std::string> after;
  std::size_t limit = 20;
};

/// What the chart offers the person on this document.
using OffersFor = std::function<std::vector<workflow::Offer>(const store::DocumentRow&)>;

/// {rows:[line_of with waits_for:[role], days, deadline?:{due, last_day, late}], next?: text, more: whether the pile goes on}.
/// Looks at no more than 1,000 documents a page, each found by an index, so that it takes as long among a million as among a
/// thousand; a search that has found little by then says where to go on. `days`: whole days since the last step. Throws:
/// Error{Fault::input} when `after` is no `next`.
[[nodiscard]] formats::Json work_list(store::Database& database, Definitions& definitions, WorkMemory& memory,
                                      const document::Subject& subject, const WorkQuery& query, Timestamp now,
                                      const OffersFor& offers_for);

/// The stages that documents can be in now, in the order of the charts: [{id, label:{uk, en}}], each once.
[[nodiscard]] formats::Json work_stages(store::Database& database, Definitions& definitions);

/// Whether an act brings a document onto a person's pile: it moves the document on, and is not merely possible.
[[nodiscard]] bool moves_on(std::string_view event);

}  // namespace chancery::engine
