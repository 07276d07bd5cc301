#pragma once

#include "base/bytes.h"
#include "formats/xml_document.h"

#include <string_view>

namespace chancery::formats {

/// Judges the bytes before libxml2 sees them: encoding, DOCTYPE, and the limits on what it does in quadratic time.
/// It does not judge well-formedness: where the markup is broken, libxml2 stops at the same place.
/// Throws: Error{Fault::input} with place, line, the limit and the value found.
void scan_xml(BytesView bytes, std::string_view place, const XmlLimits& limits);

}  // namespace chancery::formats
