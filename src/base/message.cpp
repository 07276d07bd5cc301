#include "base/message.h"

namespace chancery {

std::string to_log(const Message& message) {
  std::string line = message.key;
  for (const auto& [name, value] : message.arguments) {
    line += ' ' + name + '=';
    if (const auto* text = std::get_if<std::string>(&value)) {
      line += *text;
    } else {
      line += std::to_string(std::get<std::int64_t>(value));
    }
  }
  return line;
}

}  // namespace chancery
