#include "ledger/shape.h"

#include "base/id.h"
#include "base/sha256.h"
#include "base/timestamp.h"
#include "ledger/commitment.h"
#include "ledger/person.h"

#include <algorithm>
#include <cstdint>
#include <utility>

namespace chancery::ledger {
namespace {

using formats::Json;

/// A shape of strings that `accepts` takes.
template <class Accepts>
Shape string_shape(Accepts accepts) {
  return [accepts](const Json& value, const std::string& place) -> std::optional<Message> {
    if (value.is_string() && accepts(value.get_ref<const std::string&>())) return std::nullopt;
    return unknown_value(place);
  };
}

std::optional<Message> check_key(const Json& object, const Key& key, const std::string& place) {
  const auto found = object.find(key.name);
  const std::string inside = place + "." + std::string(key.name);
  if (found != object.end()) return key.shape(*found, inside);
  if (!key.required) return std::nullopt;
  return Message{"ledger.missing_key", {{"place", inside}}};
}

std::optional<Message> find_unknown_key(const Json& object, const std::vector<Key>& keys, const std::string& place) {
  for (const auto& [name, value] : object.items()) {
    const bool known = std::any_of(keys.begin(), keys.end(), [&name = name](const Key& key) { return key.name == name; });
    if (!known) return Message{"ledger.unknown_key", {{"place", place + "." + name}}};
  }
  return std::nullopt;
}

}  // namespace

Message unknown_value(const std::string& place) {
  return {"ledger.unknown_value", {{"place", place}}};
}

Shape text_shape() {
  return string_shape([](const std::string&) { return true; });
}

Shape integer_shape() {
  return [](const Json& value, const std::string& place) -> std::optional<Message> {
    constexpr std::uint64_t largest = (std::uint64_t{1} << 53U) - 1;
    if (value.is_number_unsigned() && value.get<std::uint64_t>() <= largest) return std::nullopt;
    return unknown_value(place);
  };
}

Shape hash_shape() {
  return string_shape([](const std::string& text) { return Sha256::parse(text).has_value(); });
}

Shape id_shape() {
  return string_shape([](const std::string& text) { return DocumentId::parse(text).has_value(); });
}

Shape actor_shape() {
  return string_shape(
      [](const std::string& text) { return text == Actor::system().text() || Pseudonym::parse(text).has_value(); });
}

Shape moment_shape() {
  return string_shape([](const std::string& text) { return Timestamp::parse(text).has_value(); });
}

Shape word_shape(std::vector<std::string> words) {
  return string_shape(
      [words = std::move(words)](const std::string& text) { return std::find(words.begin(), words.end(), text) != words.end(); });
}

Shape label_shape() {
  return string_shape([](const std::string& text) { return Label::parse(text).has_value(); });
}

Shape list_shape(Shape element) {
  return [element = std::move(element)](const Json& value, const std::string& place) -> std::optional<Message> {
    if (!value.is_array()) return unknown_value(place);
    for (std::size_t i = 0; i < value.size(); ++i) {
      if (auto why = element(value[i], place + "[" + std::to_string(i) + "]")) return why;
    }
    return std::nullopt;
  };
}

Shape object_shape(std::vector<Key> keys) {
  return [keys = std::move(keys)](const Json& value, const std::string& place) -> std::optional<Message> {
    if (!value.is_object()) return unknown_value(place);
    for (const Key& key : keys) {
      if (auto why = check_key(value, key, place)) return why;
    }
    return find_unknown_key(value, keys, place);
  };
}

Shape either_shape(std::string key, Shape with_key, Shape without_key) {
  return [key = std::move(key), with_key = std::move(with_key), without_key = std::move(without_key)](const Json& value,
                                                                                                      const std::string& place) {
    return value.is_object() && value.contains(key) ? with_key(value, place) : without_key(value, place);
  };
}

}  // namespace chancery::ledger
