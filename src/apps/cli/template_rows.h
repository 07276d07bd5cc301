#pragma once

#include "apps/cli/session.h"
#include "templating/fill.h"

#include <cstddef>
#include <filesystem>

namespace chancery::cli {

struct RowsJob {
  std::filesystem::path rows;    // one JSON object a line
  std::filesystem::path folder;  // 000001.docx, 000002.docx, …
  std::size_t workers = 0;       // 0: one for each core
};

/// Number and date come from the journal: where the data have none their tags stay, as in a document before its freeze.
[[nodiscard]] templating::FillOptions fill_options_for(const formats::Json& data);

/// Fills a template once for each line, on all cores, with as many rows in memory as there are workers. A row that is wrong is
/// told with its number and leaves no document; the others go on. Progress is told when stderr is a terminal.
[[nodiscard]] ExitCode fill_rows(const Terminal& terminal, const templating::Template& form, const RowsJob& job);

}  // namespace chancery::cli
