#include "base/error.h"
#include "outside/token_key.h"

#include <algorithm>
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

/// `name=value` separated by `separator`.
template <class Take>
void each_attribute(std::string_view text, char separator, Take take) {
  while (!text.empty()) {
    const auto end = std::min(text.find(separator), text.size());
    const auto part = text.substr(0, end);
    const auto equals = part.find('=');
    take(part.substr(0, equals), equals == std::string_view::npos ? std::string_view() : part.substr(equals + 1));
    text.remove_prefix(std::min(end + 1, text.size()));
  }
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
    if (name == "token") address.token = std::move(*text);
    else if (name == "object") address.object = std::move(*text);
    else if (name == "id") address.id = std::move(*text);
    else if (name == "module-path") address.module = std::move(*text);
    else if (name != "type") throw odd(uri);
  };
  each_attribute(rest.substr(0, question), ';', take);
  each_attribute(rest.substr(std::min(question + 1, rest.size())), '&', take);
  if (address.module.empty()) throw odd(uri);
  return address;
}

}  // namespace chancery::outside
