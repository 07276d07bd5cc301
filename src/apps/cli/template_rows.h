#pragma once

#include "apps/cli/session.h"
#include "templating/template.h"

#include <cstddef>
#include <filesystem>

namespace chancery::cli {

struct RowsJob {
  std::filesystem::path rows;    // one JSON object a line
  std::filesystem::path folder;  // 000001.docx, 000002.docx, …
  std::size_t workers = 0;       // 0: one for each core
};

/// Fills a template once for each line, on all cores, with as many rows in memory as there are workers. A row that is wrong is
/// told with its number and leaves no document; the others go on. Progress is told when stderr is a terminal.
[[nodiscard]] ExitCode fill_rows(const Terminal& terminal, const templating::Template& form, const RowsJob& job);

}  // namespace chancery::cli
