#include "apps/server/http_message.h"

#include <algorithm>

namespace chancery::server {
namespace {

int digit_value(char digit) {
  if (digit >= '0' && digit <= '9') return digit - '0';
  if (digit >= 'a' && digit <= 'f') return digit - 'a' + 10;
  if (digit >= 'A' && digit <= 'F') return digit - 'A' + 10;
  return -1;
}

/// `unreserved` of RFC 3986 §2.3.
bool is_unreserved(char character) {
  constexpr std::string_view marks = "-._~";
  return (character >= '0' && character <= '9') || (character >= 'a' && character <= 'z') ||
         (character >= 'A' && character <= 'Z') || marks.find(character) != marks.npos;
}

/// For readers that know no RFC 8187: plain letters only, everything else an underscore.
std::string plain_name(std::string_view name) {
  std::string plain(name);
  std::replace_if(
      plain.begin(), plain.end(), [](char character) { return !is_unreserved(character); }, '_');
  return plain;
}

}  // namespace

void Headers::add(std::string name, std::string value) {
  fields_.emplace_back(std::move(name), std::move(value));
}

std::optional<std::string_view> Headers::find(std::string_view name) const {
  const auto found = std::find_if(fields_.begin(), fields_.end(), [&](const auto& field) { return field.first == name; });
  if (found == fields_.end()) return std::nullopt;
  return found->second;
}

std::size_t Headers::count(std::string_view name) const {
  const auto found = std::count_if(fields_.begin(), fields_.end(), [&](const auto& field) { return field.first == name; });
  return static_cast<std::size_t>(found);
}

std::string Request::path() const {
  std::string text;
  for (const auto& segment : head.path) text.append("/").append(percent_encode(segment));
  return text.empty() ? "/" : text;
}

std::optional<std::string_view> Request::cookie(std::string_view name) const {
  auto rest = head.headers.find("cookie").value_or("");
  while (!rest.empty()) {
    const auto end = std::min(rest.find(';'), rest.size());
    const auto pair = rest.substr(0, end);
    rest.remove_prefix(std::min(end + 1, rest.size()));
    rest.remove_prefix(std::min(rest.find_first_not_of(' '), rest.size()));
    const auto equals = pair.find('=');
    if (equals != pair.npos && pair.substr(0, equals) == name) return pair.substr(equals + 1);
  }
  return std::nullopt;
}

Response Response::html(int status, Bytes body) {
  return Response{status, {}, std::move(body)}.with("content-type", "text/html; charset=utf-8");
}

Response Response::json(int status, Bytes body) {
  return Response{status, {}, std::move(body)}.with("content-type", "application/json");
}

Response Response::see_other(std::string location) {
  return Response{303, {}, {}}.with("location", std::move(location));
}

Response Response::download(std::string_view name, std::string_view media_type, Bytes body) {
  return Response{200, {}, std::move(body)}
      .with("content-type", std::string(media_type))
      .with("content-disposition", "attachment; filename=\"" + plain_name(name) + "\"; filename*=UTF-8''" + percent_encode(name));
}

Response Response::with(std::string name, std::string value) && {
  headers.add(std::move(name), std::move(value));
  return std::move(*this);
}

std::string_view reason_phrase(int status) {
  switch (status) {
    case 100:
      return "Continue";
    case 200:
      return "OK";
    case 303:
      return "See Other";
    case 304:
      return "Not Modified";
    case 400:
      return "Bad Request";
    case 401:
      return "Unauthorized";
    case 403:
      return "Forbidden";
    case 404:
      return "Not Found";
    case 405:
      return "Method Not Allowed";
    case 408:
      return "Request Timeout";
    case 409:
      return "Conflict";
    case 413:
      return "Content Too Large";
    case 417:
      return "Expectation Failed";
    case 421:
      return "Misdirected Request";
    case 422:
      return "Unprocessable Content";
    case 429:
      return "Too Many Requests";
    case 431:
      return "Request Header Fields Too Large";
    case 500:
      return "Internal Server Error";
    case 503:
      return "Service Unavailable";
    case 505:
      return "HTTP Version Not Supported";
    default:
      return "Unknown";
  }
}

std::optional<std::string> parse_percent_encoded(std::string_view text) {
  std::string decoded;
  decoded.reserve(text.size());
  for (std::size_t at = 0; at < text.size(); ++at) {
    if (text[at] != '%') {
      decoded.push_back(text[at]);
      continue;
    }
    if (text.size() - at < 3) return std::nullopt;
    const int high = digit_value(text[at + 1]);
    const int low = digit_value(text[at + 2]);
    if (high < 0 || low < 0) return std::nullopt;
    decoded.push_back(static_cast<char>(high * 16 + low));
    at += 2;
  }
  return decoded;
}

std::string percent_encode(std::string_view text) {
  constexpr std::string_view digits = "0123456789ABCDEF";
  std::string encoded;
  for (const char character : text) {
    if (is_unreserved(character)) {
      encoded.push_back(character);
      continue;
    }
    const auto code = static_cast<unsigned char>(character);
    encoded.append({'%', digits[code >> 4U], digits[code & 15U]});
  }
  return encoded;
}

}  // namespace chancery::server
