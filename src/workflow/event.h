#pragma once

#include "formats/json.h"

#include <optional>
#include <string>

namespace chancery::workflow {

using formats::Json;

/// What an instance is told.   Standard: SCXML 1.0 §5.10.1, the fields of `_event`.
struct Event {
  enum class Type { external, internal, platform };

  std::string name;
  Json data = nullptr;                   // an object of named values, or absent
  std::optional<std::string> content{};  // instead of `data`: the content of `_event/data` as XML bytes
  Type type = Type::external;
  std::string sendid{};
  std::string origin{};
  std::string origintype{};
  std::string invokeid{};
};

}  // namespace chancery::workflow
