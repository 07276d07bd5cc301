#pragma once

#include "apps/server/site.h"

namespace chancery::server {

/// GET /documents/new: the templates that a document can be made from.
[[nodiscard]] Response show_templates(Site& site, const Visit& visit);
/// GET /documents/new/{template}: its form.
[[nodiscard]] Response show_new_document(Site& site, const Visit& visit);
/// POST there: a list grows or shrinks, or the document is made; with a problem everything typed stands there again.
[[nodiscard]] Response make_document(Site& site, const Visit& visit);

}  // namespace chancery::server
