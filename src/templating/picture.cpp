#include "templating/picture.h"

#include "templating/lookup.h"

#include <algorithm>
#include <cstdint>

namespace chancery::templating {
namespace {

using formats::Json;

constexpr std::size_t most_bytes = 20'000'000;
constexpr std::size_t most_pixels = 50'000'000;
constexpr double widest = 160;
constexpr double millimetres_per_pixel = 25.4 / 96;

std::size_t big_endian(BytesView bytes, std::size_t at, std::size_t count) {
  std::size_t value = 0;
  for (std::size_t index = 0; index < count; ++index) value = value << 8U | static_cast<unsigned char>(bytes[at + index]);
  return value;
}

/// ISO 15948 §11.2.2: the first chunk is IHDR.
bool read_png(Picture& picture) {
  const BytesView bytes = picture.content;
  if (bytes.size() < 33 || !bytes.starts_with("\x89PNG\r\n\x1A\n") || bytes.substr(12, 4) != "IHDR") return false;
  picture.extension = "png";
  picture.pixels_wide = big_endian(bytes, 16, 4);
  picture.pixels_high = big_endian(bytes, 20, 4);
  return true;
}

/// ITU-T T.81 §B.2.2: the size stands in the start of frame; C4, C8 and CC are no frames.
bool read_jpeg(Picture& picture) {
  const BytesView bytes = picture.content;
  if (!bytes.starts_with("\xFF\xD8\xFF")) return false;
  for (std::size_t at = 2; at + 9 < bytes.size();) {
    const auto marker = static_cast<unsigned char>(bytes[at + 1]);
    if (static_cast<unsigned char>(bytes[at]) != 0xFF || marker == 0xD9 || marker == 0xDA) return false;
    const bool frame = marker >= 0xC0 && marker <= 0xCF && marker != 0xC4 && marker != 0xC8 && marker != 0xCC;
    if (frame) {
      picture.extension = "jpeg";
      picture.pixels_high = big_endian(bytes, at + 5, 2);
      picture.pixels_wide = big_endian(bytes, at + 7, 2);
      return true;
    }
    at += 2 + std::max<std::size_t>(2, big_endian(bytes, at + 2, 2));
  }
  return false;
}

std::string alternative_of(const Json& value, const std::optional<LanguageTag>& language) {
  const auto found = value.find("alt");
  if (found == value.end()) return {};
  if (found->is_string()) return found->get<std::string>();
  if (!language) return {};
  const auto selected = find_value({&*found}, {{language->text()}});
  const auto general = selected ? selected : find_value({&*found}, {{std::string(language->primary())}});
  return general ? words_of(general->json()).value_or("") : std::string();
}

double side_of(const Json& value, const char* name, double asked) {
  if (asked > 0) return asked;
  const auto found = value.find(name);
  return found != value.end() && found->is_number() ? found->get<double>() : 0;
}

void choose_size(Picture& picture, const Json& value, const PictureSize& asked) {
  const auto wide = static_cast<double>(picture.pixels_wide);
  const auto high = static_cast<double>(picture.pixels_high);
  picture.width = side_of(value, "width", asked.width);
  picture.height = side_of(value, "height", asked.height);
  if (picture.width <= 0 && picture.height <= 0) picture.width = std::min(widest, wide * millimetres_per_pixel);
  if (picture.height <= 0) picture.height = picture.width * high / wide;
  if (picture.width <= 0) picture.width = picture.height * wide / high;
}

}  // namespace

std::variant<Picture, PictureProblem> read_picture(const Json& value, const PictureSize& size,
                                                   const std::optional<LanguageTag>& language) {
  const bool shaped = value.is_object() && value.contains("data") && value.at("data").is_string();
  if (!shaped) return PictureProblem{"not_an_image", {}};
  const auto& encoded = value.at("data").get_ref<const std::string&>();
  if (encoded.size() / 4 * 3 > most_bytes + 2) return PictureProblem{"image_too_large", std::to_string(encoded.size() / 4 * 3)};
  auto content = parse_base64(encoded);
  if (!content) return PictureProblem{"not_an_image", {}};
  Picture picture;
  picture.content = *std::move(content);
  if (!read_png(picture) && !read_jpeg(picture)) return PictureProblem{"not_an_image", {}};
  if (picture.pixels_wide == 0 || picture.pixels_high == 0) return PictureProblem{"not_an_image", {}};
  if (picture.pixels_wide > most_pixels / picture.pixels_high) {
    return PictureProblem{"image_too_large", std::to_string(picture.pixels_wide) + " × " + std::to_string(picture.pixels_high)};
  }
  picture.alternative = alternative_of(value, language);
  if (picture.alternative.empty()) return PictureProblem{"image_without_words", {}};
  choose_size(picture, value, size);
  if (picture.width > 2'000 || picture.height > 2'000 || picture.width <= 0 || picture.height <= 0)
    return PictureProblem{"image_too_large", std::to_string(static_cast<std::int64_t>(picture.width)) + " mm"};
  return picture;
}

}  // namespace chancery::templating
