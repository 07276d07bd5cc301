#pragma once

#include "base/bytes.h"
#include "formats/json.h"
#include "templating/finding.h"
#include "templating/template.h"

#include <cstddef>
#include <variant>
#include <vector>

namespace chancery::templating {

struct FillOptions {
  /// Leaves `{doc_no}` and `{doc_date}` standing as they are written. The `content` of FORMATS is the hash of the rendition of
  /// such a fill: the register fields are replaced by their tags because they were never replaced by anything else.
  bool leave_register_tags = false;
  std::size_t output_limit = 256'000'000;  // bytes of all parts that are filled, DESIGN §11
  std::size_t item_limit = 10'000;         // of one list, DESIGN §11
};

struct Filled {
  Bytes package;
  std::vector<Finding> warnings;
};

/// The document, or every finding at once: of the template, of the data against the description, and of each tag that found no
/// value.
using FillOutcome = std::variant<Filled, std::vector<Finding>>;

/// Fills a template. The data are ordinary or committed JSON: a value in several languages is {"uk": …} or [{language, value}],
/// and a path segment that is a language tag selects one. The same template and data give the same bytes.
[[nodiscard]] FillOutcome fill(const Template& compiled, const formats::Json& data, const FillOptions& options = {});

/// What of the data does not agree with the description: missing, unknown and ill-typed.
[[nodiscard]] std::vector<Finding> check_data(const Description& description, const formats::Json& data);

/// A JSON Schema (2020-12) of the data that the template takes, with labels and hints in both languages under `x-label` and
/// `x-hint`, and under `x-used` the parts where each field stands.
[[nodiscard]] formats::Json fields(const Template& compiled);

}  // namespace chancery::templating
