#pragma once

#include "text/markup_tree.h"

#include <functional>
#include <string>
#include <string_view>

namespace chancery::comparison {

/// An attribute as it counts: the value to compare, or absent when it says nothing that is read (ids of saving, of drawings).
using Reading = std::function<std::string(const text::MarkupNode& element, const text::MarkupAttribute& attribute)>;

/// An element as far as it counts: attributes that only count savings are left out, white space between elements too, values as
/// `reading` gives them.
[[nodiscard]] std::string canonical(const text::MarkupTree& tree, std::uint32_t node, const Reading& reading);
void append_canonical(std::string& out, const text::MarkupTree& tree, std::uint32_t node, const Reading& reading);

/// rsid…, paraId, textId, editId, anchorId: written anew at each saving.
[[nodiscard]] bool is_saving_mark(std::string_view attribute_name);

}  // namespace chancery::comparison
