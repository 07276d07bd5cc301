#include "base/error.h"
#include "outside/token_key.h"

#include <algorithm>
#include <sstream>
#include <string>
#include <utility>

namespace chancery::outside {
namespace {

Error odd(std::string_view uri) {
  return {Fault::input, {"outside.token_address", {{"address", std::string(uri)}}}};
}

int hex_digit(char letter) {
  if (letter >= '0' && letter <= '9') return letter - '0';
  if (letter >= 'a' && letter <= 'f') return letter - 'a' + 10;
  return letter >= 'A' && letter <= 'F' ? letter - 'A' + 10 : -1;
}

std::optional<Bytes> without_percent(std::string_view text) {
  Bytes result;
  for (std::size_t at = 0; at < text.size(); ++at) {
    if (text[at] != '%') {
      result.push_back(text[at]);
      continue;
    }
    const int high = at + 2 < text.size() ? hex_digit(text[at + 1]) : -1;
    const int low = high >= 0 ? hex_digit(text[at + 2]) : -1;
    if (low < 0) return std::nullopt;
    result.push_back(static_cast<char>(high * 16 + low));
    at += 2;
  }
  return result;
}

/// `name=value`, separated by `separator`.
std::vector<std::pair<std::string, std::string>> attributes_of(std::string_view text, char separator) {
  std::vector<std::pair<std::string, std::string>> attributes;
  std::istringstream stream{std::string(text)};
  for (std::string part; std::getline(stream, part, separator);) {
    const auto equals = part.find('=');
    const bool named = equals != std::string::npos;
    attributes.emplace_back(part.substr(0, equals), named ? part.substr(equals + 1) : std::string());
  }
  return attributes;
}

}  // namespace

TokenAddress TokenAddress::parse(std::string_view uri) {
  if (!is_address(uri)) throw odd(uri);
  const auto rest = uri.substr(std::string_view("pkcs11:").size());
  const auto question = std::min(rest.find('?'), rest.size());
  TokenAddress address;
  const auto take = [&](std::string_view name, std::string_view value) {
    // An address that holds a secret is not repeated in the message.
    if (name == "pin-value" || name == "pin-source") throw Error(Fault::input, {"outside.token_address_pin", {}});
    auto text = without_percent(value);
    if (!text) throw odd(uri);
    if (name == "token")
      address.token = std::move(*text);
    else if (name == "object")
      address.object = std::move(*text);
    else if (name == "id")
      address.id = std::move(*text);
    else if (name == "module-path")
      address.module = std::move(*text);
    else if (name != "type")
      throw odd(uri);
  };
  for (const auto& [name, value] : attributes_of(rest.substr(0, question), ';')) take(name, value);
  for (const auto& [name, value] : attributes_of(rest.substr(std::min(question + 1, rest.size())), '&')) take(name, value);
  if (address.module.empty()) throw odd(uri);
  return address;
}

}  // namespace chancery::outside
