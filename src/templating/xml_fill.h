#pragma once

#include "base/bytes.h"
#include "formats/json.h"
#include "templating/fill.h"
#include "templating/xml_template.h"

#include <variant>
#include <vector>

namespace chancery::templating {

struct FilledXml {
  Bytes document;
  std::vector<Finding> warnings;
};

/// The document, or every finding at once: of the template, of the data against the description, and of each tag that found no
/// value.
using XmlOutcome = std::variant<FilledXml, std::vector<Finding>>;

/// Fills an XML template with the data that DOCX templates take, by the same rules. A value is always text: markup, quotes, line
/// ends and `]]>` in it come out as characters. The result is well-formed; the same template and data give the same bytes.
[[nodiscard]] XmlOutcome fill_xml(const XmlTemplate& compiled, const formats::Json& data, const FillOptions& options = {});

}  // namespace chancery::templating
