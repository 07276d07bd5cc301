#pragma once

#include "base/bytes.h"
#include "base/embedded_file.h"
#include "formats/json.h"
#include "text/catalogue.h"

#include <functional>
#include <map>
#include <memory>
#include <span>
#include <string>
#include <string_view>

namespace chancery::server {

/// The pages: mustache templates over JSON. Values are escaped; `{{server.KEY}}` is that text of the
/// catalogue in the reader's language.
/// Unlike mustache itself, an unknown name, key or partial is an error and not an empty place.
class Pages {
 public:
  /// Files `…/NAME.mustache`; the one called `layout` stands around every page, `sheet_layout` around one that is
  /// a file of its own; these alone may write unescaped: their `{{{content}}}`.
  explicit Pages(std::span<const EmbeddedFile> files);
  ~Pages();
  Pages(Pages&&) noexcept;
  Pages& operator=(Pages&&) noexcept;

  /// The page `name` inside the layout. Both see the whole model. Many threads may render at once: a page is compiled when it is
  /// first asked for, with its parts and the words of that language in their places.
  /// Throws: Error{Fault::environment} naming page and name.
  [[nodiscard]] Bytes render(std::string_view name, const formats::Json& model, text::Language language,
                             std::string_view layout = "layout") const;

 private:
  class Page;

  [[nodiscard]] Page& page(std::string_view name) const;
  [[nodiscard]] std::string whole_source(std::string_view name, text::Language language, int depth) const;

  std::map<std::string, std::unique_ptr<Page>, std::less<>> pages_;
};

}  // namespace chancery::server
