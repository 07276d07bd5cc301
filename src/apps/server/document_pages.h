#pragma once

#include "apps/server/site.h"

namespace chancery::server {

[[nodiscard]] Response show_document(Site& site, const Visit& visit);
[[nodiscard]] Response show_chart(Site& site, const Visit& visit);
/// A rendition as people read it, beside its hash.
[[nodiscard]] Response show_text(Site& site, const Visit& visit);
/// The text of a language as it is now, beside the hash that an approval of it carries.
[[nodiscard]] Response show_reading(Site& site, const Visit& visit);
[[nodiscard]] Response download_file(Site& site, const Visit& visit);
[[nodiscard]] Response download_receipt(Site& site, const Visit& visit);
/// The evidence of a document: the file, or with `as=page` the page that verifies it.
[[nodiscard]] Response download_evidence(Site& site, const Visit& visit);
/// One step of the document, from one of its page's forms.
[[nodiscard]] Response perform_action(Site& site, const Visit& visit);

}  // namespace chancery::server
