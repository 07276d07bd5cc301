#pragma once

#include "formats/json.h"
#include "formats/xml_tree.h"
#include "workflow/event.h"

#include <string_view>

namespace chancery::workflow {

/// The elements that guards see in place of JSON: a key becomes a child element, a list an element for each item, a value its
/// text. A key that is no XML name has `.` for `:` and `_` for what else does not fit, and the key itself in the attribute `key`.
void append_json(formats::XmlTree& tree, const formats::XmlNode& parent, const Json& object);
/// One key of it.
void append_json(formats::XmlTree& tree, const formats::XmlNode& parent, const std::string& key, const Json& value);

/// `_event`.   Standard: SCXML 1.0 §5.10.1 and §B.2.8: named values are `data` elements with the name in `id`.
void append_event(formats::XmlTree& tree, const formats::XmlNode& parent, const Event& event);

}  // namespace chancery::workflow
