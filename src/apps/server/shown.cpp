#include "apps/server/shown.h"

#include "base/timestamp.h"
#include "text/local_time.h"

#include <algorithm>

namespace chancery::server {

using formats::Json;

std::string in_language(const Json& value, text::Language language) {
  if (value.is_string()) return value.get<std::string>();
  if (!value.is_structured() || value.empty()) return {};
  const std::string tag(text::tag_of(language));
  if (value.is_object()) return (value.contains(tag) ? value.at(tag) : value.front()).get<std::string>();
  const auto wanted = std::find_if(value.begin(), value.end(), [&](const Json& entry) { return entry.at("language") == tag; });
  return (wanted == value.end() ? value.front() : *wanted).at("value").get<std::string>();
}

std::string person_in(const Json& entry, const std::string& role, text::Language language) {
  const auto names = entry.value(role + "_names", Json::object());
  return names.empty() ? text_of(entry, role) : in_language(names, language);
}

std::string shown_time(std::string_view timestamp, text::Language language) {
  const auto moment = Timestamp::parse(timestamp);
  if (!moment) return std::string(timestamp);
  const auto clock = text::wall_clock(*moment);
  return shown_day(clock.day, language) + ", " + clock.time;
}

std::string shown_day(std::string_view date, text::Language language) {
  const std::string day(date);
  if (language == text::Language::en || day.size() != 10) return day;
  return day.substr(8, 2) + "." + day.substr(5, 2) + "." + day.substr(0, 4);
}

std::string shown_size(std::uint64_t bytes, text::Language language) {
  constexpr std::uint64_t unit = 1000;
  const auto say = [&](const char* key, std::uint64_t count) {
    return text::say(language, {key, {{"count", static_cast<std::int64_t>(count)}}});
  };
  if (bytes < unit) return say("server.size_bytes", bytes);
  if (bytes < unit * unit) return say("server.size_kilobytes", (bytes + unit / 2) / unit);
  return say("server.size_megabytes", (bytes + unit * unit / 2) / (unit * unit));
}

std::string short_hash(std::string_view hex) {
  if (hex.size() < 16) return std::string(hex);
  return std::string(hex.substr(0, 8)) + "…" + std::string(hex.substr(hex.size() - 4));
}

std::string text_of(const Json& object, std::string_view key) {
  const auto found = object.find(std::string(key));
  if (found == object.end() || found->is_null()) return {};
  return found->is_string() ? found->get<std::string>() : found->dump();
}

const Json& list_of(const Json& object, std::string_view key) {
  static const Json nothing = Json::array();
  const auto found = object.find(std::string(key));
  return found == object.end() ? nothing : *found;
}

}  // namespace chancery::server
