#pragma once

#include "base/message.h"
#include "formats/json.h"

#include <functional>
#include <optional>
#include <string>
#include <string_view>
#include <vector>

namespace chancery::ledger {

/// What a JSON value has to be to be understood. Answers why it is not, naming the place in it.
using Shape = std::function<std::optional<Message>(const formats::Json& value, const std::string& place)>;

/// A key of an object shape. Keys that are not named are not understood.
struct Key {
  std::string_view name;
  Shape shape;
  bool required = true;
};
[[nodiscard]] inline Key optional_key(std::string_view name, Shape shape) {
  return {name, std::move(shape), false};
}

[[nodiscard]] Shape text_shape();
/// 0 to 2^53 − 1.
[[nodiscard]] Shape integer_shape();
/// 64 and 32 lower-case hex digits.
[[nodiscard]] Shape hash_shape();
[[nodiscard]] Shape id_shape();
/// A pseudonym, or the office's own actor.
[[nodiscard]] Shape actor_shape();
[[nodiscard]] Shape moment_shape();
[[nodiscard]] Shape word_shape(std::vector<std::string> words);
[[nodiscard]] Shape label_shape();
[[nodiscard]] Shape list_shape(Shape element);
[[nodiscard]] Shape object_shape(std::vector<Key> keys);
/// The first shape when the object has the key, else the second.
[[nodiscard]] Shape either_shape(std::string key, Shape with_key, Shape without_key);

/// Says that the value at a place cannot be understood.
[[nodiscard]] Message unknown_value(const std::string& place);

}  // namespace chancery::ledger
