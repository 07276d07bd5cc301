#pragma once

#include "apps/server/form.h"
#include "formats/json.h"

#include <string>

namespace chancery::server {

/// What somebody typed when their log-in had ended: it goes through the log-in page as hidden fields and comes back to the form,
/// which is shown again and not carried out. Files cannot come back; their names are told.
/// {held: bool, held_to, fields:[{name, value}], files:[name]}
[[nodiscard]] formats::Json held_form(const Form& form, const std::string& to);
/// The same out of the log-in form that carried it.
[[nodiscard]] formats::Json held_again(const Form& log_in);
/// Nothing is held.
[[nodiscard]] formats::Json nothing_held();

/// Whether a form comes back from a log-in: it is to be shown, not carried out.
[[nodiscard]] bool is_restored(const Form& form);

}  // namespace chancery::server
