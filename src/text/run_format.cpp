#include "text/run_format.h"

#include "text/markup_tree.h"

#include <array>

namespace chancery::text {
namespace {

std::string_view local_name(std::string_view tag) {
  tag.remove_prefix(1);
  const auto name = tag.substr(0, tag.find_first_of(" \t\r\n/>"));
  const auto colon = name.find(':');
  return colon == std::string_view::npos ? name : name.substr(colon + 1);
}

std::string_view value_of(std::string_view tag) {
  for (const auto& one : attributes_in(tag)) {
    if (one.name == "val") return one.raw;
  }
  return {};
}

bool is_off(std::string_view value) {
  return value == "0" || value == "false" || value == "off" || value == "none";
}

}  // namespace

std::string format_of(const Story& story, std::uint32_t run) {
  constexpr std::array names{std::string_view("b"),      std::string_view("i"),   std::string_view("u"),
                             std::string_view("strike"), std::string_view("sup"), std::string_view("sub"),
                             std::string_view("caps")};
  const auto properties = story.runs()[run].properties.of(story.part());
  std::array<bool, names.size()> on{};
  for (auto at = properties.find('<'); at != BytesView::npos; at = properties.find('<', at + 1)) {
    const auto tag = properties.substr(at, properties.find('>', at) - at + 1);
    if (tag.starts_with("</")) continue;
    const auto name = local_name(tag);
    const auto value = value_of(tag);
    for (std::size_t index = 0; index < names.size(); ++index) {
      if (name == names[index]) on[index] = !is_off(value);
    }
    if (name == "vertAlign") {
      on[4] = value == "superscript";
      on[5] = value == "subscript";
    }
  }
  std::string format;
  for (std::size_t index = 0; index < names.size(); ++index) {
    if (on[index]) format.append(format.empty() ? "" : "+").append(names[index]);
  }
  return format;
}

}  // namespace chancery::text
