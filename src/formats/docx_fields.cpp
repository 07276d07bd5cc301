#include "formats/docx_fields.h"

#include "formats/ascii.h"
#include "formats/wordprocessing.h"

#include <algorithm>
#include <array>

namespace chancery::formats {
namespace {

using wordprocessing::main_namespace;

constexpr std::array<std::string_view, 22> changing{
    "ASK",    "CREATEDATE", "DATABASE",       "DATE",        "DDE",  "DDEAUTO",     "EDITTIME", "EMBED",     "FILLIN", "IF",
    "IMPORT", "INCLUDE",    "INCLUDEPICTURE", "INCLUDETEXT", "LINK", "MACROBUTTON", "NEXTIF",   "PRINTDATE", "RD",     "SAVEDATE",
    "SKIPIF", "TIME"};

std::string_view first_word(std::string_view text) {
  constexpr std::string_view space = " \t\r\n\xc2\xa0";
  const auto start = text.find_first_not_of(space);
  if (start == std::string_view::npos) return {};
  text.remove_prefix(start);
  return text.substr(0, text.find_first_of(space));
}

}  // namespace

std::optional<std::string> changing_field(std::string_view instruction) {
  std::string name = lower_ascii(first_word(instruction));
  const bool found = std::any_of(changing.begin(), changing.end(), [&](auto known) { return lower_ascii(known) == name; });
  if (!found) return std::nullopt;
  for (char& letter : name) letter = static_cast<char>(letter - ('a' - 'A'));
  return name;
}

std::optional<std::string> DocxFieldReader::read(const XmlElement& element) {
  if (element.namespace_uri() != main_namespace) return std::nullopt;
  if (element.name() == "fldSimple") return element.attribute("instr", main_namespace);
  if (element.name() == "instrText" && !open_.empty() && !open_.back().complete) open_.back().instruction += element.text();
  if (element.name() == "fldChar") return read_character(element.attribute("fldCharType", main_namespace).value_or(""));
  return std::nullopt;
}

std::optional<std::string> DocxFieldReader::read_character(std::string_view type) {
  if (type == "begin") open_.emplace_back();
  if (open_.empty() || (type != "separate" && type != "end")) return std::nullopt;
  Open& field = open_.back();
  const bool fresh = !field.complete;
  field.complete = true;
  auto instruction = fresh ? std::optional(field.instruction) : std::nullopt;
  if (type == "end") open_.pop_back();
  return instruction;
}

}  // namespace chancery::formats
