#pragma once

#include "review/values.h"
#include "text/tokens.h"

#include <cstdint>
#include <optional>
#include <string>
#include <string_view>
#include <vector>

namespace chancery::review {

/// The words of a sentence, each once as it stands and once in small letters, without white space.
class ValueReader {
 public:
  ValueReader(std::string_view text, std::string_view language);

  [[nodiscard]] std::vector<Value> read();
  [[nodiscard]] std::vector<NumberConflict> conflicts() const;

 private:
  struct Piece {
    text::Token::Kind kind;
    text::ByteRange bytes;
    bool glued = false;  // no space in front of it
  };

  void read_at(std::size_t& at);
  bool address(std::size_t& at);
  bool numeric_date(std::size_t& at);
  bool written_date(std::size_t& at);
  bool month_first_date(std::size_t& at);
  bool word_date(std::size_t& at);
  bool money_in_front(std::size_t& at);
  bool quarter(std::size_t& at);
  bool reference(std::size_t& at);
  bool code(std::size_t& at);
  bool number(std::size_t& at);
  bool number_words(std::size_t& at);

  [[nodiscard]] std::string_view word(std::size_t at) const {
    return at < pieces_.size() ? pieces_[at].bytes.of(text_) : std::string_view{};
  }
  [[nodiscard]] std::string_view small(std::size_t at) const {
    return at < pieces_.size() ? pieces_[at].bytes.of(small_) : std::string_view{};
  }
  [[nodiscard]] bool is_number(std::size_t at) const {
    return at < pieces_.size() && pieces_[at].kind == text::Token::Kind::number;
  }
  [[nodiscard]] bool is_word(std::size_t at) const { return at < pieces_.size() && pieces_[at].kind == text::Token::Kind::word; }
  [[nodiscard]] std::optional<int> whole(std::size_t at, int least, int most) const;
  [[nodiscard]] std::optional<int> month(std::size_t at) const;
  [[nodiscard]] std::optional<int> day(std::size_t at, std::size_t& next) const;
  [[nodiscard]] std::optional<int> year_behind(std::size_t& at) const;
  [[nodiscard]] std::string decimal(std::string_view digits) const;
  [[nodiscard]] std::int64_t multiplier(std::size_t at, std::size_t& next) const;
  [[nodiscard]] std::string currency(std::size_t at, std::size_t& next) const;
  [[nodiscard]] std::string scaled(const std::string& number, std::int64_t factor) const;
  void finish_number(const std::string& number, std::size_t from, std::size_t at, std::size_t& next, bool soft);
  void add(Value::Kind kind, std::string canonical, std::size_t from, std::size_t to, bool soft = false, std::string other = {});

  std::string_view text_;
  std::string small_;  // the same bytes in small letters, as far as they have the same length
  std::string_view language_;
  std::vector<Piece> pieces_;
  std::vector<std::string_view> words_;
  std::vector<Value> values_;
};

}  // namespace chancery::review
