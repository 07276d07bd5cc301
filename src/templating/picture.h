#pragma once

#include "base/bytes.h"
#include "base/language_tag.h"
#include "formats/json.h"

#include <cstddef>
#include <optional>
#include <string>
#include <string_view>
#include <variant>

namespace chancery::templating {

/// A picture of the data: {data: Base64 of a PNG or JPEG file, alt: text or a text in each language, width, height: millimetres}.
struct Picture {
  Bytes content;
  std::string extension;  // `png`, `jpeg`
  std::size_t pixels_wide = 0;
  std::size_t pixels_high = 0;
  double width = 0;  // millimetres
  double height = 0;
  std::string alternative;
};

struct PictureProblem {
  std::string code;
  std::string detail;
};

/// Width and height that a tag asks for, in millimetres; 0 where it does not.
struct PictureSize {
  double width = 0;
  double height = 0;
};

/// A side that nobody gives follows from the other one, both from 96 pixels an inch, never wider than a page (160 mm).
/// Limits: DESIGN §11, 20 MB and 50 megapixels.
[[nodiscard]] std::variant<Picture, PictureProblem> read_picture(const formats::Json& value, const PictureSize& size,
                                                                 const std::optional<LanguageTag>& language);

}  // namespace chancery::templating
