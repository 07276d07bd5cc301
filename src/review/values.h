#pragma once

#include "base/language_tag.h"
#include "text/markup_reader.h"

#include <string>
#include <string_view>
#include <vector>

namespace chancery::review {

/// Something in a sentence that must be the same in every language.
struct Value {
  enum class Kind { number, date, money, percentage, reference, address, code };

  Kind kind = Kind::number;
  std::string canonical;  // compared: `1234.5`, `2024-11-21`, `--11-21`, `UAH 1234.5`, `12.5`, `article 5`, `a@b.c`, `3668-IX`
  std::string other;      // a second reading, of a date such as 03/04/2025; empty when there is none
  bool soft = false;      // in words, or an article's number: its absence on the other side alone proves nothing
  text::ByteRange bytes;

  friend bool operator==(const Value&, const Value&) = default;
};

/// The values of a sentence in the order of the text; each byte belongs to one of them at most. Languages: uk, en, fr, it.
[[nodiscard]] std::vector<Value> values_in(std::string_view text, const LanguageTag& language);

/// «5 (шість)»: a number and the words behind it in brackets that say another one; where it stands.
struct NumberConflict {
  std::string digits;
  std::string words;
};
[[nodiscard]] std::vector<NumberConflict> number_conflicts(std::string_view text, const LanguageTag& language);

}  // namespace chancery::review
