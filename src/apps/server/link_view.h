#pragma once

#include "apps/server/document_view.h"
#include "apps/server/form.h"
#include "engine/command.h"
#include "formats/json.h"
#include "text/catalogue.h"

#include <functional>
#include <string>

namespace chancery::server {

/// The model of what a document is bound to: its dossier, the documents it is linked with and, where `may_link`, the forms that
/// change it.
[[nodiscard]] formats::Json related_view(const formats::Json& document, bool may_link, const FailedForm& failed,
                                         text::Language language, const std::function<std::string()>& new_key);

/// What a form of the page says about links and dossiers, as `data` of the command: `related`, `dossier`, `title_uk`, `title_en`,
/// `case_index`. Empty for every other form.
[[nodiscard]] formats::Json link_data(const Form& form);

/// The event of a form: `link` and `unlink` take their kind from its field `kind`.
/// Throws: Error{Fault::input} when there is no such kind.
[[nodiscard]] std::string link_event(const std::string& event, const Form& form);

/// The id in what somebody typed to name a document: an id, or the address of its page. Empty when there is none.
[[nodiscard]] std::string id_in(const std::string& typed);

}  // namespace chancery::server
