#include "ledger/leaf.h"

#include "base/error.h"
#include "ledger/fixed_text.h"
#include "ledger/shape.h"

#include <utility>

namespace chancery::ledger {
namespace {

using formats::Json;

constexpr const char* step_type = "chancery.leaf/1";
constexpr const char* system_type = "chancery.system/1";
/// `YYYY-MM-DDTHH:MM:SS.mmmZ`
constexpr std::size_t time_length = 24;

Json to_json(const StepLeaf& leaf) {
  return {{"type", step_type},       {"log", leaf.place.log}, {"seq", leaf.place.seq},  {"time", leaf.place.time.text()},
          {"step", leaf.step.hex()}, {"who", leaf.who.hex()}, {"note", leaf.note.hex()}};
}

Json to_json(const SystemLeaf& leaf) {
  return {{"type", system_type},
          {"log", leaf.place.log},
          {"seq", leaf.place.seq},
          {"time", leaf.place.time.text()},
          {"event", std::string(name_of(leaf.event))},
          {"data", data_of(leaf.event)},
          {"who", leaf.who.hex()}};
}

const Shape& step_leaf_shape() {
  static const Shape shape = object_shape({{"type", text_shape()},
                                           {"log", text_shape()},
                                           {"seq", integer_shape()},
                                           {"time", moment_shape()},
                                           {"step", hash_shape()},
                                           {"who", hash_shape()},
                                           {"note", hash_shape()}});
  return shape;
}

const Shape& system_leaf_shape() {
  static const Shape shape = object_shape({{"type", text_shape()},
                                           {"log", text_shape()},
                                           {"seq", integer_shape()},
                                           {"time", moment_shape()},
                                           {"event", text_shape()},
                                           {"data", [](const auto&, const auto&) { return std::nullopt; }},
                                           {"who", hash_shape()}});
  return shape;
}

Sha256 hash(const Json& json, const char* key) {
  return *Sha256::parse(json[key].get_ref<const std::string&>());
}

LeafPlace read_place(const Json& json) {
  return {json["log"].get<std::string>(), json["seq"].get<TreeSize>(),
          *Timestamp::parse(json["time"].get_ref<const std::string&>())};
}

Reading<Leaf> read_step_leaf(const Json& json) {
  if (auto why = step_leaf_shape()(json, "leaf")) return NotUnderstood{*std::move(why)};
  return Leaf(StepLeaf{read_place(json), hash(json, "step"), hash(json, "who"), hash(json, "note")});
}

Reading<Leaf> read_system_leaf(const Json& json) {
  if (auto why = system_leaf_shape()(json, "leaf")) return NotUnderstood{*std::move(why)};
  auto event = read_system_event(json["event"].get_ref<const std::string&>(), json["data"]);
  if (!event.understood()) return NotUnderstood{event.why()};
  return Leaf(SystemLeaf{read_place(json), std::move(event).value(), hash(json, "who")});
}

/// All step leaves have one shape, so that most of a ledger is read without a JSON reader. Nothing when anything differs: the
/// general reader then says what.
std::optional<StepLeaf> read_plain_step_leaf(BytesView bytes) {
  FixedText text(bytes);
  const auto log = text.skip("{\"log\":\"").printable();
  const auto note = text.skip("\",\"note\":\"").hash();
  const auto seq = text.skip("\",\"seq\":").number();
  const auto step = text.skip(",\"step\":\"").hash();
  const auto time = Timestamp::parse(text.skip("\",\"time\":\"").take(time_length));
  const auto who = text.skip("\",\"type\":\"chancery.leaf/1\",\"who\":\"").hash();
  if (!text.skip("\"}").ended() || !note || !seq || !step || !time || !who) return std::nullopt;
  return StepLeaf{{std::string(log), *seq, *time}, *step, *who, *note};
}

/// An entry that is not canonical JSON may be in the tree all the same: it is not understood, never an error of the reader.
std::optional<Json> parse_entry(BytesView bytes) {
  try {
    return formats::parse_committed_json(bytes, "leaf");
  } catch (const Error&) {
    return std::nullopt;
  }
}

}  // namespace

const LeafPlace& place_of(const Leaf& leaf) {
  return std::visit([](const auto& kind) -> const LeafPlace& { return kind.place; }, leaf);
}

Bytes write_leaf(const Leaf& leaf) {
  Bytes bytes = formats::committed_json(std::visit([](const auto& kind) { return to_json(kind); }, leaf));
  if (bytes.size() <= largest_leaf) return bytes;
  throw Error(Fault::input,
              {"ledger.leaf_too_long",
               {{"limit", static_cast<std::int64_t>(largest_leaf)}, {"found", static_cast<std::int64_t>(bytes.size())}}});
}

Reading<Leaf> read_leaf(BytesView bytes) {
  if (bytes.size() > largest_leaf) return NotUnderstood{unknown_value("leaf")};
  if (auto plain = read_plain_step_leaf(bytes)) return Leaf(*std::move(plain));
  const auto json = parse_entry(bytes);
  if (!json || !json->is_object()) return NotUnderstood{unknown_value("leaf")};
  const auto type = json->find("type");
  if (type != json->end() && *type == step_type) return read_step_leaf(*json);
  if (type != json->end() && *type == system_type) return read_system_leaf(*json);
  return NotUnderstood{unknown_value("leaf.type")};
}

}  // namespace chancery::ledger
