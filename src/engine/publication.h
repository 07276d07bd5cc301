#pragma once

#include "base/bytes.h"
#include "base/decision.h"
#include "base/sha256.h"
#include "base/timestamp.h"
#include "formats/json.h"
#include "store/database.h"

#include <optional>

namespace chancery::engine {

/// Stores a workflow that documents can be made with, under the name in the chart.   Requires: a transaction is open.
/// Throws: Error{Fault::input}, a workflow::BrokenChart where the chart is not whole.
Sha256 publish_workflow(store::Database& database, BytesView scxml, std::string_view place, Timestamp now);

/// Why documents may not be made with this chart: a defect, or that it was not fully explored. Nothing when it is proved.
/// Throws: as publish_workflow.   Cost: of workflow::prove.
[[nodiscard]] std::optional<Refusal> objection_to_chart(BytesView scxml, std::string_view place);

/// Stores a template with its description, under a name.   Requires: a transaction is open.
/// Throws: Error{Fault::input} with the first finding of a template that must not be filled.
Sha256 publish_template(store::Database& database, std::string_view name, const Blob& docx, const formats::Json& description,
                        Timestamp now);

/// The workflows and templates that this program brings along.
void publish_built_in(store::Database& database, Timestamp now);

}  // namespace chancery::engine
