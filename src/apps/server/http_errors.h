#pragma once

#include "base/decision.h"
#include "base/error.h"
#include "formats/json.h"
#include "text/catalogue.h"

#include <string>

namespace chancery::server {

/// The one table from what went wrong to the status that says so.
[[nodiscard]] int status_of(Fault fault);
/// 403, 401 for who is not logged in, 404 for what one may not know of: the rule's family decides.
[[nodiscard]] int status_of(const Refusal& refusal);

/// `{error:{fault, key, arguments, message}}` and `{refusal:{rule, key, arguments, message}}`, for API and local socket; the
/// message is in the reader's language, key and arguments let another program say it in its own.
[[nodiscard]] formats::Json to_json(const Error& error, text::Language language);
[[nodiscard]] formats::Json to_json(const Refusal& refusal, text::Language language);

/// Back from the JSON of the above. Throws: the Error in `answer`, or Error{Fault::input} when it is neither.
[[noreturn]] void throw_error(const formats::Json& answer);
[[nodiscard]] Refusal read_refusal(const formats::Json& answer);

}  // namespace chancery::server
