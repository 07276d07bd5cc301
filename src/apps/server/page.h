#pragma once

#include "base/bytes.h"
#include "base/embedded_file.h"
#include "formats/json.h"
#include "text/catalogue.h"

#include <functional>
#include <map>
#include <span>
#include <string>
#include <string_view>

namespace chancery::server {

/// The pages: mustache templates over JSON. Values are escaped; `{{server.KEY}}` is that text of the
/// catalogue in the reader's language.
/// Unlike mustache itself, an unknown name, key or partial is an error and not an empty place.
class Pages {
 public:
  /// Files `…/NAME.mustache`; the one called `layout` stands around every page and alone may write unescaped: its
  /// `{{{content}}}`.
  explicit Pages(std::span<const EmbeddedFile> files);

  /// The page `name` inside the layout. Both see the whole model.
  /// Throws: Error{Fault::environment} naming page and name.
  [[nodiscard]] Bytes render(std::string_view name, const formats::Json& model, text::Language language) const;

 private:
  [[nodiscard]] Bytes render_one(std::string_view name, const formats::Json& model, text::Language language) const;
  [[nodiscard]] const std::string& source(std::string_view name) const;

  std::map<std::string, std::string, std::less<>> sources_;
};

}  // namespace chancery::server
