#include "templating/picture.h"

#include "support/templates.h"

using namespace chancery;
using namespace chancery::tests;
using namespace chancery::templating;
using Codes = std::vector<std::string>;

namespace {

/// The header of a PNG is enough to know what it is.
Bytes png(std::uint32_t wide, std::uint32_t high) {
  Bytes bytes("\x89PNG\r\n\x1A\n\0\0\0\rIHDR", 16);
  for (const auto side : {wide, high}) {
    for (int shift = 24; shift >= 0; shift -= 8) bytes += static_cast<char>(side >> static_cast<unsigned>(shift) & 0xFFU);
  }
  return bytes + Bytes(9, '\0');
}

formats::Json image(const Bytes& content, const char* alt = "Герб") {
  return {{"data", to_base64(content)}, {"alt", alt}};
}

std::string problem(const formats::Json& value) {
  const auto read = read_picture(value, {}, std::nullopt);
  const auto* found = std::get_if<PictureProblem>(&read);
  return found == nullptr ? "" : found->code;
}

}  // namespace

TEST_CASE("a picture has the size that is asked for, in proportion") {
  const auto read = [](const PictureSize& size) {
    return std::get<Picture>(read_picture(image(png(200, 100)), size, std::nullopt));
  };
  CHECK(read({}).width == Approx(200 * 25.4 / 96));
  CHECK(read({40, 0}).height == Approx(20));
  CHECK(read({0, 10}).width == Approx(20));
  CHECK(read({30, 30}).height == Approx(30));
  CHECK(std::get<Picture>(read_picture(image(png(10'000, 100)), {}, std::nullopt)).width == Approx(160));
}

TEST_CASE("JPEG files are read by their frame") {
  const Bytes jpeg("\xFF\xD8\xFF\xE0\0\4ab\xFF\xC0\0\x11\x08\0\x10\0\x20\3", 19);
  const auto picture = std::get<Picture>(read_picture(image(jpeg), {}, std::nullopt));
  CHECK(picture.extension == "jpeg");
  CHECK(picture.pixels_wide == 32);
  CHECK(picture.pixels_high == 16);
}

TEST_CASE("the alternative text is taken in the language of the tag") {
  auto value = image(png(1, 1));
  value["alt"] = {{"uk", "Герб"}, {"en", "Arms"}};
  CHECK(std::get<Picture>(read_picture(value, {}, LanguageTag::parse("en-US"))).alternative == "Arms");
  value["alt"] = json(R"([{"language":"uk","value":"Герб"}])");
  CHECK(std::get<Picture>(read_picture(value, {}, LanguageTag::parse("uk"))).alternative == "Герб");
}

TEST_CASE("what is no picture, too large or without words is refused") {
  CHECK(problem("x") == "not_an_image");
  CHECK(problem({{"data", "not base64"}, {"alt", "x"}}) == "not_an_image");
  CHECK(problem(image("GIF89a")) == "not_an_image");
  CHECK(problem(image("\xFF\xD8\xFF")) == "not_an_image");
  CHECK(problem(image(png(0, 1))) == "not_an_image");
  CHECK(problem(image(png(10'000, 10'000))) == "image_too_large");
  CHECK(problem(image(png(4'000'000'000U, 4'000'000'000U))) == "image_too_large");
  CHECK(problem(image(Bytes(20'000'004, 'x'))) == "image_too_large");
  CHECK(problem(image(png(1, 1), "")) == "image_without_words");
}

TEST_CASE("a picture stands in the document once, with a relationship in each part that shows it") {
  const auto builder = DocxBuilder().paragraph("Герб {%emblem | width:\"20\"} {%emblem}").header({"{%emblem}"});
  const auto data = formats::Json{{"emblem", image(png(2, 1), "Герб <Київ>")}};
  const auto bytes = filled(templating::compile(builder.package(), {}), data);
  const auto document = read_package(bytes);
  std::size_t media = 0;
  for (const auto& entry : document.archive().entries()) media += entry.name.starts_with("word/media/") ? 1U : 0U;
  CHECK(media == 1);
  const auto part = document.part("word/document.xml");
  CHECK(part.find("cx=\"720000\" cy=\"360000\"") != Bytes::npos);
  CHECK(part.find("descr=\"Герб &lt;Київ&gt;\"") != Bytes::npos);
  CHECK(document.part("word/_rels/header1.xml.rels").find("Target=\"/word/media/image-") != Bytes::npos);
  CHECK(text::rendition(document).find("Герб [image ") == 0);
  CHECK(bytes == filled(templating::compile(builder.package(), {}), data));
}

TEST_CASE("an image that is missing or no image is told at its tag") {
  CHECK(codes(findings(DocxBuilder().paragraph("{%a}"), "{}")) == Codes{"undefined"});
  CHECK(codes(findings(DocxBuilder().paragraph("{%a}"), R"({"a":"x"})")) == Codes{"not_an_image"});
  CHECK(codes(findings(DocxBuilder().paragraph("{%a | width:wide}"), R"({"a":"x"})")) == Codes{"filter_argument"});
  const auto described = read_description(
      json(R"({"name":"x","kind":"x","languages":["uk"],"fields":[{"path":"a","type":"image"},{"path":"b","type":"text"}]})"));
  CHECK(codes(templating::compile(DocxBuilder().paragraph("{a} {%b} {%a} {b}").package(), described).findings()) ==
        Codes{"image_field", "image_field"});
}
