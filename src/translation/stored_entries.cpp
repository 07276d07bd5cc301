#include "translation/stored_entries.h"

#include "base/error.h"

#include <array>

namespace chancery::translation {
namespace {

using formats::Json;
using text::Inline;

constexpr std::array<const char*, 4> kinds{"text", "open", "close", "standalone"};

Json content_json(const Content& content) {
  Json json = Json::array();
  for (const auto& piece : content) {
    json.push_back({{"kind", kinds.at(static_cast<std::size_t>(piece.kind))}, {"id", piece.id}, {"value", piece.value}});
  }
  return json;
}

class EntryReader {
 public:
  explicit EntryReader(std::string_view place) : place_(place) {}

  StoredTranslation read(const Json& json) const {
    if (!json.is_object() || text(json, "type") != "chancery.translation/1") refuse("type");
    const auto source = LanguageTag::parse(text(json, "source"));
    const auto target = LanguageTag::parse(text(json, "target"));
    if (!source || !target) refuse("source, target");
    StoredTranslation translation{*source, *target, {}};
    for (const auto& one : list(json, "entries")) {
      auto entry = read_entry(one);
      translation.entries.insert_or_assign(entry.segment, std::move(entry));
    }
    return translation;
  }

 private:
  [[noreturn]] void refuse(const char* field) const {
    throw Error(Fault::input, {"translation.stored_shape", {{"place", std::string(place_)}, {"field", std::string(field)}}});
  }
  std::string text(const Json& object, const char* name) const {
    const auto found = object.is_object() ? object.find(name) : object.end();
    if (!object.is_object() || found == object.end() || !found->is_string()) refuse(name);
    return found->get<std::string>();
  }
  const Json& list(const Json& object, const char* name) const {
    const auto found = object.find(name);
    if (found == object.end() || !found->is_array()) refuse(name);
    return *found;
  }

  Entry read_entry(const Json& json) const {
    const auto source = Sha256::parse(text(json, "source"));
    const auto state = parse_state(text(json, "state"));
    if (!source) refuse("source");
    if (!state || *state == State::stale) refuse("state");
    Entry entry{text(json, "segment"), *source, {}, *state};
    for (const auto& piece : list(json, "target")) entry.target.push_back(read_piece(piece));
    return entry;
  }

  Inline read_piece(const Json& json) const {
    const auto kind = text(json, "kind");
    for (std::size_t index = 0; index < kinds.size(); ++index) {
      if (kind == kinds.at(index)) return {static_cast<Inline::Kind>(index), text(json, "id"), text(json, "value")};
    }
    refuse("kind");
  }

  std::string_view place_;
};

}  // namespace

Json to_json(const StoredTranslation& translation) {
  Json entries = Json::array();
  for (const auto& [id, entry] : translation.entries) {
    entries.push_back({{"segment", id},
                       {"source", entry.source.hex()},
                       {"state", std::string(name_of(entry.state))},
                       {"target", content_json(entry.target)}});
  }
  return {{"type", "chancery.translation/1"},
          {"source", translation.source.text()},
          {"target", translation.target.text()},
          {"entries", std::move(entries)}};
}

StoredTranslation read_translation(const Json& json, std::string_view place) {
  return EntryReader(place).read(json);
}

}  // namespace chancery::translation
