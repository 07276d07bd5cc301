#pragma once

#include "formats/der.h"

#include <string>

namespace chancery::formats {

/// The text of a DirectoryString or IA5String as UTF-8 (RFC 5280 §4.1.2.4); what is not text comes back as hexadecimal digits,
/// so that a name from a stranger's certificate can always be printed. Control characters become spaces.
[[nodiscard]] std::string readable_text(const DerElement& string);

}  // namespace chancery::formats
