#pragma once

#include "base/bytes.h"
#include "formats/json.h"
#include "templating/control_value.h"
#include "templating/fill.h"
#include "templating/lookup.h"
#include "templating/media.h"
#include "templating/program.h"
#include "templating/template.h"

#include <cstddef>
#include <deque>
#include <optional>
#include <set>
#include <string>
#include <string_view>
#include <utility>
#include <vector>

namespace chancery::templating {

/// Runs the programs of a template over one set of data. Every tag that finds no value leaves a finding, and writing goes on.
class PartWriter {
 public:
  /// All arguments stay with the caller.
  PartWriter(const Template& compiled, const formats::Json& data, const FillOptions& options, std::vector<Finding>& findings);

  [[nodiscard]] Bytes write(const std::string& part, const Program& program);
  [[nodiscard]] const Media& media() const { return media_; }
  /// What the custom XML behind the controls must say, in the order in which they stand.
  [[nodiscard]] const std::vector<BoundValue>& bound_values() const { return bound_values_; }

 private:
  struct Frame {
    std::size_t begin = 0;  // the operation that opened it
    std::vector<const formats::Json*> items;
    std::size_t item = 0;
    FoundValue value;  // keeps alive what was put together for it
  };

  [[nodiscard]] std::size_t step(std::size_t at);
  [[nodiscard]] std::size_t begin_block(std::size_t at);
  [[nodiscard]] std::size_t end_block(std::size_t at);
  [[nodiscard]] std::optional<FoundValue> value_of_block(const PlacedTag& one);
  [[nodiscard]] std::vector<const formats::Json*> items_of_block(const PlacedTag& one, const FoundValue& value);
  void write_value(const PlacedTag& one);
  [[nodiscard]] std::optional<std::string> words(const PlacedTag& one);
  [[nodiscard]] std::optional<formats::Json> filtered(const PlacedTag& one, formats::Json value);
  [[nodiscard]] std::optional<LanguageTag> language_of(const PlacedTag& one) const;
  void write_words(const PlacedTag& one, const std::string& words);
  void write_picture(const PlacedTag& one);
  void write_control(const PlacedTag& one, const ControlForm& form);
  void write_bare_control(const PlacedTag& one, const ControlForm& form);
  void write_picture_control(const PlacedTag& one, const ControlForm& form);
  [[nodiscard]] std::optional<Picture> picture_of(const PlacedTag& one);
  [[nodiscard]] std::optional<ControlValue> control_value(const PlacedTag& one, const ControlForm& form);
  [[nodiscard]] bool has_items(const PlacedTag& one);
  void end_table();
  void end_container();
  [[nodiscard]] bool is_too_large(const PlacedTag& one);
  [[nodiscard]] std::size_t pop_mark();
  [[nodiscard]] bool is_left_standing(const PlacedTag& one) const;
  void report(const char* code, const PlacedTag& one, std::string detail);

  const Template& compiled_;
  const FillOptions& options_;
  std::vector<Finding>& findings_;
  const Program* program_ = nullptr;
  std::string part_;
  Media media_;
  std::vector<BoundValue> bound_values_;
  Bytes out_;
  std::size_t written_ = 0;  // by the parts before this one
  std::vector<const formats::Json*> scopes_;
  std::deque<Frame> frames_;  // never moves what it holds
  std::vector<std::size_t> marks_;
  std::set<std::pair<const PlacedTag*, std::string>> reported_;
};

}  // namespace chancery::templating
