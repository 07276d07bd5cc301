#pragma once

#include "base/message.h"
#include "formats/json.h"
#include "templating/description.h"
#include "text/catalogue.h"

#include <cstddef>
#include <optional>
#include <string>
#include <vector>

namespace chancery::templating {

/// A cell, counted from 1 as people do: the second cell in the first row of the third table of the part.
struct CellPlace {
  std::size_t table = 0;
  std::size_t row = 0;
  std::size_t cell = 0;

  friend bool operator==(const CellPlace&, const CellPlace&) = default;
};

/// Where a tag stands, in the words of the person who wrote the template.
struct Place {
  std::string part;           // `word/document.xml`; empty for what stands in the data or the description
  std::size_t paragraph = 0;  // from 1 in the part, table cells and text boxes included; 0 without a part
  std::optional<CellPlace> cell;
  std::string heading;  // the nearest heading above
  std::string context;  // up to 60 characters around the tag
};

/// Something that is wrong, or worth a look, in a template, its description or the data.
struct Finding {
  enum class Severity { error, warning };

  Severity severity = Severity::error;
  std::string code;  // the message key without `templating.`
  std::string tag;   // as written; of data its path
  Place place;
  std::string suggestion;  // the nearest known name, where there is one
  Message message;
};

/// A finding with its message `templating.<code>`; codes that only ask for a look are warnings.
/// `detail` is what the message needs besides the tag: the name of a filter, a type, a limit.
[[nodiscard]] Finding make_finding(std::string code, std::string tag, Place place, std::string suggestion = {},
                                   std::string detail = {});

/// What was found, where, and what was probably meant, on one line for people.
[[nodiscard]] std::string in_words(const Finding& finding, text::Language language);

/// Makes findings errors or warnings as the description of the template wants them.
void apply_checks(const Description& description, std::vector<Finding>& findings);

[[nodiscard]] bool has_errors(const std::vector<Finding>& findings);

/// {code, severity, tag, part, paragraph, cell{table, row, cell}, heading, context, suggestion}, without what is empty.
[[nodiscard]] formats::Json to_json(const Finding& finding);

}  // namespace chancery::templating
