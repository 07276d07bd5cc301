#include "ledger/system_event.h"

#include "ledger/shape.h"

#include <array>
#include <utility>

namespace chancery::ledger {
namespace {

using formats::Json;

Json data(const EpochOpened& event) {
  return {{"log", event.log},
          {"previous", {{"log", event.previous_log}, {"size", event.previous.size}, {"root", event.previous.root.hex()}}},
          {"reason", event.reason}};
}
Json data(const KeyAdded& event) {
  return {{"key", event.key}, {"last_trusted", event.last_trusted}};
}
Json data(const KeyRevoked& event) {
  return {{"key", event.key}, {"last_trusted", event.last_trusted}};
}
Json data(const Anchored& event) {
  return {{"size", event.size}, {"token", event.token.hex()}};
}
Json data(const Erased& event) {
  Json openings = Json::array();
  for (const auto& [seq, label] : event.openings) openings.push_back({{"seq", seq}, {"label", label.text()}});
  return {{"openings", openings}, {"basis", event.basis}};
}
Json data(const HeadsTaken& event) {
  return {{"size", event.heads.size}, {"root", event.heads.root.hex()}};
}
Json data(const RefusalsCounted& event) {
  return {{"hour", event.hour.text()}, {"rule", event.rule}, {"count", event.count}};
}

// Read only after the shape was found right: every value is there and of its kind.
std::string text(const Json& json, const char* key) {
  return json[key].get<std::string>();
}
Sha256 hash(const Json& json, const char* key) {
  return *Sha256::parse(json[key].get_ref<const std::string&>());
}
std::uint64_t number(const Json& json, const char* key) {
  return json[key].get<std::uint64_t>();
}
TreeHead head(const Json& json) {
  return {number(json, "size"), hash(json, "root")};
}

SystemEvent read_epoch(const Json& json) {
  const Json& previous = json["previous"];
  return EpochOpened{text(json, "log"), text(previous, "log"), head(previous), text(json, "reason")};
}
SystemEvent read_key_added(const Json& json) {
  return KeyAdded{text(json, "key"), text(json, "last_trusted")};
}
SystemEvent read_key_revoked(const Json& json) {
  return KeyRevoked{text(json, "key"), text(json, "last_trusted")};
}
SystemEvent read_anchor(const Json& json) {
  return Anchored{number(json, "size"), hash(json, "token")};
}
SystemEvent read_erased(const Json& json) {
  Erased event{{}, text(json, "basis")};
  for (const Json& opening : json["openings"]) {
    event.openings.push_back({number(opening, "seq"), *Label::parse(opening["label"].get_ref<const std::string&>())});
  }
  return event;
}
SystemEvent read_heads(const Json& json) {
  return HeadsTaken{head(json)};
}
SystemEvent read_refusals(const Json& json) {
  return RefusalsCounted{*Timestamp::parse(json["hour"].get_ref<const std::string&>()), text(json, "rule"),
                         number(json, "count")};
}

struct Kind {
  std::string_view name;
  Shape shape;
  SystemEvent (*read)(const Json&);
};

Shape key_event_shape() {
  return object_shape({{"key", text_shape()}, {"last_trusted", text_shape()}});
}
Shape head_shape() {
  return object_shape({{"size", integer_shape()}, {"root", hash_shape()}});
}

/// In the order of the alternatives of SystemEvent.
const std::array<Kind, std::variant_size_v<SystemEvent>>& kinds() {
  static const std::array<Kind, std::variant_size_v<SystemEvent>> all{
      {{"epoch",
        object_shape({{"log", text_shape()},
                      {"previous", object_shape({{"log", text_shape()}, {"size", integer_shape()}, {"root", hash_shape()}})},
                      {"reason", text_shape()}}),
        read_epoch},
       {"key_added", key_event_shape(), read_key_added},
       {"key_revoked", key_event_shape(), read_key_revoked},
       {"anchor", object_shape({{"size", integer_shape()}, {"token", hash_shape()}}), read_anchor},
       {"erased",
        object_shape({{"openings", list_shape(object_shape({{"seq", integer_shape()}, {"label", label_shape()}}))},
                      {"basis", text_shape()}}),
        read_erased},
       {"heads", head_shape(), read_heads},
       {"counted_refusals", object_shape({{"hour", moment_shape()}, {"rule", text_shape()}, {"count", integer_shape()}}),
        read_refusals}}};
  return all;
}

}  // namespace

std::string_view name_of(const SystemEvent& event) {
  return kinds()[event.index()].name;
}

Json data_of(const SystemEvent& event) {
  return std::visit([](const auto& kind) { return data(kind); }, event);
}

Reading<SystemEvent> read_system_event(std::string_view name, const Json& data) {
  for (const Kind& kind : kinds()) {
    if (kind.name != name) continue;
    if (auto why = kind.shape(data, "data")) return NotUnderstood{*std::move(why)};
    return kind.read(data);
  }
  return NotUnderstood{{"ledger.unknown_event", {{"event", std::string(name)}}}};
}

}  // namespace chancery::ledger
