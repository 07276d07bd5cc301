#include "text/tokens.h"

#include "formats/utf8.h"

#include <unicode/uchar.h>

namespace chancery::text {
namespace {

bool is_digit(char32_t character) {
  return character >= U'0' && character <= U'9';
}

/// Reads one token after the other from the front.
class Tokenizer {
 public:
  explicit Tokenizer(std::string_view text) : text_(text) {}

  std::vector<Token> read() {
    tokens_.reserve(text_.size() / 4 + 1);
    while (at_ < text_.size()) add();
    return std::move(tokens_);
  }

 private:
  struct Character {
    char32_t value;
    std::size_t length;
  };

  [[nodiscard]] Character at(std::size_t offset) const {
    if (offset >= text_.size()) return {0, 0};
    const auto byte = static_cast<unsigned char>(text_[offset]);
    if (byte < 0x80) return {byte, 1};
    const auto read = formats::parse_code_point(text_, offset);
    return read ? Character{read->value, read->length} : Character{U'\uFFFD', 1};
  }

  void add() {
    const auto begin = at_;
    const auto first = at(at_);
    at_ += first.length;
    auto kind = Token::Kind::sign;
    if (is_digit(first.value)) {
      kind = Token::Kind::number;
      number();
    } else if (is_letter(first.value)) {
      kind = Token::Kind::word;
      word();
    } else if (is_space(first.value)) {
      kind = Token::Kind::space;
      for (auto next = at(at_); next.length != 0 && is_space(next.value); next = at(at_)) at_ += next.length;
    }
    tokens_.push_back({kind, {begin, at_}});
  }

  void word() {
    for (auto next = at(at_); next.length != 0; next = at(at_)) {
      const bool inside = is_apostrophe(next.value) && is_letter(at(at_ + next.length).value);
      if (!is_letter(next.value) && !is_digit(next.value) && !inside) return;
      at_ += next.length;
    }
  }

  /// Digits, and behind a space exactly three more, behind a point or comma any number more.
  void number() {
    digits();
    while (true) {
      const auto next = at(at_);
      const auto behind = at_ + next.length;
      const bool point = (next.value == U'.' || next.value == U',') && is_digit(at(behind).value);
      if (next.length == 0 || (!point && !(is_space(next.value) && is_group(behind)))) return;
      at_ = behind;
      digits();
    }
  }

  void digits() {
    while (is_digit(at(at_).value)) ++at_;
  }

  [[nodiscard]] bool is_group(std::size_t offset) const {
    for (std::size_t one = 0; one < 3; ++one) {
      if (!is_digit(at(offset + one).value)) return false;
    }
    const auto next = at(offset + 3).value;
    return !is_digit(next) && !is_letter(next);
  }

  std::string_view text_;
  std::size_t at_ = 0;
  std::vector<Token> tokens_;
};

}  // namespace

bool is_letter(char32_t character) {
  if (character < 0x80) return (character >= U'a' && character <= U'z') || (character >= U'A' && character <= U'Z');
  if (character >= 0x400 && character < 0x482) return true;
  return u_isalpha(static_cast<UChar32>(character)) != 0 || u_charType(static_cast<UChar32>(character)) == U_NON_SPACING_MARK;
}

bool is_capital(char32_t character) {
  if (character < 0x80) return character >= U'A' && character <= U'Z';
  return u_isupper(static_cast<UChar32>(character)) != 0;
}

bool is_space(char32_t character) {
  if (character < 0x80) return character == U' ' || (character >= U'\t' && character <= U'\r');
  return character == 0x85 || character == 0xA0 || character == 0x1680 || (character >= 0x2000 && character <= 0x200A) ||
         character == 0x2028 || character == 0x2029 || character == 0x202F || character == 0x205F || character == 0x3000;
}

bool is_apostrophe(char32_t character) {
  return character == U'’' || character == U'ʼ' || character == U'\'' || character == U'`';
}

std::vector<Token> tokenize(std::string_view text) {
  return Tokenizer(text).read();
}

}  // namespace chancery::text
