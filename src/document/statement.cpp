#include "document/statement.h"

#include "base/error.h"

#include <algorithm>
#include <array>
#include <utility>

namespace chancery::document {
namespace {

using formats::Json;

constexpr std::array<std::pair<Act, std::string_view>, 5> acts{{{Act::initial, "initial"},
                                                                {Act::sign, "sign"},
                                                                {Act::ad_referendum, "ad_referendum"},
                                                                {Act::confirm, "confirm"},
                                                                {Act::seal, "seal"}}};

[[noreturn]] void broken(std::string_view place, std::string detail) {
  throw Error(Fault::input, {"document.statement_broken", {{"place", std::string(place)}, {"detail", std::move(detail)}}});
}

template <class T>
T required(std::optional<T> value, std::string_view place, const char* key) {
  if (!value) broken(place, key);
  return *std::move(value);
}

std::optional<std::string> optional_text(const Json& value, const char* key) {
  return value.contains(key) ? std::optional(value.at(key).get<std::string>()) : std::nullopt;
}

std::optional<Sha256> instrument_of(const Json& value, std::string_view place) {
  const auto text = optional_text(value, "instrument");
  return text ? std::optional(required(Sha256::parse(*text), place, "instrument")) : std::nullopt;
}

Statement read(const Json& value, std::string_view place) {
  if (value.at("type") != "chancery.statement/1") broken(place, "type");
  const std::string mode = value.at("mode");
  if (mode != "in_person" && mode != "remote") broken(place, "mode");
  return {required(Sha256::parse(value.at("manifest").get_ref<const std::string&>()), place, "manifest"),
          required(parse_act(value.at("act").get_ref<const std::string&>()), place, "act"),
          value.at("capacity"),
          instrument_of(value, place),
          optional_text(value, "on_behalf_of"),
          optional_text(value, "place"),
          mode == "in_person",
          value.at("unseen"),
          value.at("checkpoint"),
          required(RequestId::parse(value.at("request").get_ref<const std::string&>()), place, "request"),
          required(Timestamp::parse(value.at("expires").get_ref<const std::string&>()), place, "expires")};
}

}  // namespace

std::string_view name_of(Act act) {
  return std::find_if(acts.begin(), acts.end(), [=](const auto& row) { return row.first == act; })->second;
}

std::optional<Act> parse_act(std::string_view name) {
  const auto* row = std::find_if(acts.begin(), acts.end(), [=](const auto& candidate) { return candidate.second == name; });
  return row == acts.end() ? std::nullopt : std::optional(row->first);
}

Bytes compose_statement(const Statement& statement) {
  Json value{{"type", "chancery.statement/1"},
             {"manifest", statement.manifest.hex()},
             {"act", name_of(statement.act)},
             {"capacity", statement.capacity},
             {"mode", statement.in_person ? "in_person" : "remote"},
             {"unseen", statement.unseen},
             {"checkpoint", statement.checkpoint},
             {"request", statement.request.hex()},
             {"expires", statement.expires.text()}};
  if (statement.instrument) value["instrument"] = statement.instrument->hex();
  if (statement.on_behalf_of) value["on_behalf_of"] = *statement.on_behalf_of;
  if (statement.place) value["place"] = *statement.place;
  return formats::committed_json(value);
}

Statement parse_statement(BytesView bytes, std::string_view place) try {
  return read(formats::parse_committed_json(bytes, place), place);
} catch (const Json::exception& error) {
  broken(place, error.what());
}

}  // namespace chancery::document
