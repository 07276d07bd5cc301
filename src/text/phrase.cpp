#include "text/phrase.h"

#include <unicode/locid.h>
#include <unicode/msgfmt.h>

#include <mutex>
#include <vector>

namespace chancery::text {
namespace {

struct Arguments {
  std::vector<icu::UnicodeString> names;
  std::vector<icu::Formattable> values;
};

icu::Formattable formattable(const Message::Argument& value) {
  if (const auto* text = std::get_if<std::string>(&value)) return icu::Formattable(icu::UnicodeString::fromUTF8(*text));
  return icu::Formattable(std::get<std::int64_t>(value));
}

Arguments arguments_of(const Message& message) {
  Arguments arguments;
  for (const auto& [name, value] : message.arguments) {
    arguments.names.push_back(icu::UnicodeString::fromUTF8(name));
    arguments.values.push_back(formattable(value));
  }
  return arguments;
}

std::unique_ptr<icu::MessageFormat> compile(Language language, const std::string& pattern) {
  UErrorCode status = U_ZERO_ERROR;
  const icu::Locale locale(std::string(tag_of(language)).c_str());
  auto format = std::make_unique<icu::MessageFormat>(icu::UnicodeString::fromUTF8(pattern), locale, status);
  return U_SUCCESS(status) ? std::move(format) : nullptr;
}

}  // namespace

std::string_view tag_of(Language language) {
  return language == Language::uk ? "uk" : "en";
}

struct Phrase::Compiled {
  // MessageFormat makes its number formats on first use, inside a const function and without a lock of its own.
  std::mutex mutex;
  std::unique_ptr<icu::MessageFormat> format;
};

Phrase::Phrase(Language language, std::string pattern)
    : language_(language), pattern_(std::move(pattern)), compiled_(std::make_unique<Compiled>()) {}
Phrase::~Phrase() = default;
Phrase::Phrase(Phrase&&) noexcept = default;
Phrase& Phrase::operator=(Phrase&&) noexcept = default;

std::optional<std::string> Phrase::say(const Message& message) const {
  const Arguments arguments = arguments_of(message);
  const std::lock_guard lock(compiled_->mutex);
  if (!compiled_->format) compiled_->format = compile(language_, pattern_);
  if (!compiled_->format) return std::nullopt;
  UErrorCode status = U_ZERO_ERROR;
  icu::UnicodeString said;
  compiled_->format->format(arguments.names.data(), arguments.values.data(), static_cast<std::int32_t>(arguments.names.size()),
                            said, status);
  std::string text;
  return U_SUCCESS(status) ? std::optional(said.toUTF8String(text)) : std::nullopt;
}

}  // namespace chancery::text
