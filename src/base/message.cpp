#include "base/message.h"

#include "base/bytes.h"

namespace chancery {
namespace {

/// Control characters as \xNN: no argument begins a line of its own in a log.
void append_printable(std::string& line, std::string_view text) {
  for (const char letter : text) {
    const auto value = static_cast<unsigned char>(letter);
    if (value < 0x20 || value == 0x7F) {
      line += "\\x" + to_hex({&letter, 1});
    } else {
      line += letter;
    }
  }
}

}  // namespace

std::string to_log(const Message& message) {
  std::string line = message.key;
  for (const auto& [name, value] : message.arguments) {
    line += ' ' + name + '=';
    if (const auto* text = std::get_if<std::string>(&value)) {
      append_printable(line, *text);
    } else {
      line += std::to_string(std::get<std::int64_t>(value));
    }
  }
  return line;
}

}  // namespace chancery
