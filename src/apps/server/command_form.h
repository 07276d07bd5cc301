#pragma once

#include "apps/server/form.h"
#include "engine/command.h"

#include <string>

namespace chancery::server {

/// The command that a form of the document page stands for: what was seen (`revision`, `manifest` or `section` = NAME=HASH),
/// `key`, `comment`, `as` and `file` of an upload, and the fields of a recorded act. Throws: Error{Fault::input} naming the field
/// that is missing or odd.
[[nodiscard]] engine::Command read_command(const Form& form, const DocumentId& document, std::string event);

}  // namespace chancery::server
