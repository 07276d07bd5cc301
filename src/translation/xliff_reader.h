#pragma once

#include "translation/xliff_file.h"

#include <map>
#include <optional>
#include <string>
#include <string_view>

namespace chancery::translation {

/// Reads the units of a tree that was checked, of either generation of the standard.
class XliffReader {
 public:
  XliffReader(const text::MarkupTree& tree, std::string_view place, const XliffLimits& limits)
      : tree_(tree), place_(place), limits_(limits) {}

  [[nodiscard]] XliffDocument read_2();
  /// Throws: Error{Fault::input} for what XLIFF 1.2 forbids.
  [[nodiscard]] XliffDocument read_1();

 private:
  void read_units_2(std::uint32_t parent, XliffFile& file, bool translate);
  [[nodiscard]] XliffUnit read_unit_2(std::uint32_t node, bool translate) const;
  [[nodiscard]] Content read_content_2(std::uint32_t node) const;
  void add_inline_2(std::uint32_t node, Content& content) const;
  [[nodiscard]] std::string hash_in(std::uint32_t file) const;
  void read_units_1(std::uint32_t parent, XliffFile& file);
  [[nodiscard]] XliffUnit read_unit_1(std::uint32_t node) const;
  [[nodiscard]] Content read_content_1(std::uint32_t node) const;
  void add_inline_1(std::uint32_t node, Content& content) const;
  void add_unit(XliffUnit unit, XliffFile& file) const;
  [[nodiscard]] std::string characters(std::uint32_t node) const;
  [[noreturn]] void refuse(std::uint32_t node, const char* rule, const std::string& found) const;

  const text::MarkupTree& tree_;
  std::string_view place_;
  XliffLimits limits_;
};

}  // namespace chancery::translation
