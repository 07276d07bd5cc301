#include "ledger/commitment.h"

#include "base/error.h"
#include "ledger/shape.h"

#include <charconv>
#include <utility>

namespace chancery::ledger {
namespace {

constexpr std::string_view domain = "chancery.commit/1\n";
constexpr std::string_view opening_type = "chancery.opening/1";

/// "data:…" → "…"; nothing for another prefix.
std::optional<std::string_view> after(std::string_view text, std::string_view prefix) {
  return text.starts_with(prefix) ? std::optional(text.substr(prefix.size())) : std::nullopt;
}

/// Decimal without leading zeros.
std::optional<unsigned> parse_number(std::string_view text) {
  unsigned number = 0;
  const auto [end, problem] = std::from_chars(text.data(), text.data() + text.size(), number);
  if (problem != std::errc() || std::to_string(number) != text) return std::nullopt;
  return number;
}

std::optional<Label> parse_annex(std::string_view rest) {
  const std::size_t colon = rest.find(':');
  if (colon == std::string_view::npos) return std::nullopt;
  const auto document = DocumentId::parse(rest.substr(0, colon));
  const auto number = parse_number(rest.substr(colon + 1));
  return document && number ? std::optional(Label::annex(*document, *number)) : std::nullopt;
}

std::optional<Label> parse_file(std::string_view rest) {
  const std::size_t colon = rest.find(':');
  if (colon == std::string_view::npos) return std::nullopt;
  const auto document = DocumentId::parse(rest.substr(0, colon));
  const auto blob = BlobId::parse(rest.substr(colon + 1));
  return document && blob ? std::optional(Label::file(*document, *blob)) : std::nullopt;
}

const Shape& opening_shape() {
  static const Shape shape = object_shape({{"type", word_shape({std::string(opening_type)})},
                                           {"label", label_shape()},
                                           {"salt", hash_shape()},
                                           {"value", [](const auto&, const auto&) { return std::nullopt; }}});
  return shape;
}

}  // namespace

Label Label::data(const DocumentId& document) {
  return Label("data:" + document.hex());
}

Label Label::annex(const DocumentId& document, unsigned number) {
  return Label("annex:" + document.hex() + ":" + std::to_string(number));
}

Label Label::file(const DocumentId& document, const BlobId& blob) {
  return Label("file:" + document.hex() + ":" + blob.hex());
}

std::optional<Label> Label::parse(std::string_view text) {
  for (const Label& fixed : {step(), who(), note()}) {
    if (fixed.text() == text) return fixed;
  }
  if (const auto rest = after(text, "annex:")) return parse_annex(*rest);
  if (const auto rest = after(text, "file:")) return parse_file(*rest);
  const auto rest = after(text, "data:");
  const auto document = rest ? DocumentId::parse(*rest) : std::nullopt;
  return document ? std::optional(data(*document)) : std::nullopt;
}

Opening::Opening(Label label, const Salt& salt, const formats::Json& value)
    : label_(std::move(label)),
      salt_(salt),
      value_(value),
      commitment_(sha256({domain, label_.text(), "\n", salt.view(), formats::committed_json(value)})) {}

formats::Json Opening::to_json() const {
  return {{"type", std::string(opening_type)}, {"label", label_.text()}, {"salt", salt_.hex()}, {"value", value_}};
}

Reading<Opening> Opening::parse(const formats::Json& json) {
  if (auto why = opening_shape()(json, "opening")) return NotUnderstood{*std::move(why)};
  return Opening(*Label::parse(json["label"].get_ref<const std::string&>()),
                 *Salt::parse(json["salt"].get_ref<const std::string&>()), json["value"]);
}

}  // namespace chancery::ledger
