#include "engine/command.h"

#include "base/error.h"

#include <algorithm>
#include <array>

namespace chancery::engine {
namespace {

using formats::Json;

constexpr std::array<std::string_view, 10> fields{"document", "event",        "revision", "manifest", "sections",
                                                  "data",     "on_behalf_of", "key",      "comment",  "files"};
constexpr std::size_t longest_comment = 20'000;
constexpr std::size_t longest_word = 200;

const std::string& text_at(const Json& value, const char* field) {
  if (!value.at(field).is_string()) refuse_odd_field(field);
  return value.at(field).get_ref<const std::string&>();
}

std::string word_at(const Json& value, const char* field) {
  const std::string& text = text_at(value, field);
  if (text.empty() || text.size() > longest_word) refuse_odd_field(field);
  return text;
}

void refuse_unknown_fields(const Json& value) {
  if (!value.is_object()) refuse_odd_field("command");
  for (const auto& [field, ignored] : value.items()) {
    if (std::find(fields.begin(), fields.end(), field) == fields.end()) {
      throw Error(Fault::input, {"engine.command_field_unknown", {{"field", field}}});
    }
  }
  if (!value.contains("event")) throw Error(Fault::input, {"engine.command_field_missing", {{"field", "event"}}});
}

template <class T>
std::optional<T> parsed(const Json& value, const char* field) {
  if (!value.contains(field)) return std::nullopt;
  const auto result = T::parse(text_at(value, field));
  if (!result) refuse_odd_field(field);
  return result;
}

std::optional<std::uint64_t> revision_of(const Json& value) {
  if (!value.contains("revision")) return std::nullopt;
  const Json& revision = value.at("revision");
  if (!revision.is_number_integer() || revision < 0) refuse_odd_field("revision");
  return value.at("revision").get<std::uint64_t>();
}

std::vector<SeenSection> sections_of(const Json& value) {
  std::vector<SeenSection> sections;
  for (const Json& section : value.value("sections", Json::array())) {
    if (!section.is_object() || !section.contains("name") || !section.contains("sha256")) refuse_odd_field("sections");
    const auto hash = Sha256::parse(text_at(section, "sha256"));
    if (!hash) refuse_odd_field("sections");
    sections.push_back({word_at(section, "name"), *hash});
  }
  return sections;
}

Attachment attachment_of(const Json& value) {
  if (!value.is_object() || !value.contains("name") || !value.contains("content")) refuse_odd_field("files");
  auto content = parse_base64(text_at(value, "content"));
  if (!content) refuse_odd_field("files");
  return {word_at(value, "name"), value.value("media_type", "application/octet-stream"), Blob(*std::move(content))};
}

std::vector<Attachment> files_of(const Json& value) {
  std::vector<Attachment> files;
  for (const Json& file : value.value("files", Json::array())) files.push_back(attachment_of(file));
  return files;
}

Json data_of(const Json& value) {
  Json data = value.value("data", Json::object());
  if (!data.is_object()) refuse_odd_field("data");
  return data;
}

std::string comment_of(const Json& value) {
  if (!value.contains("comment")) return {};
  if (text_at(value, "comment").size() > longest_comment) refuse_odd_field("comment");
  return text_at(value, "comment");
}

std::optional<std::string> optional_word(const Json& value, const char* field) {
  return value.contains(field) ? std::optional(word_at(value, field)) : std::nullopt;
}

Json sections_json(const std::vector<SeenSection>& sections) {
  Json list = Json::array();
  for (const SeenSection& section : sections) list.push_back({{"name", section.name}, {"sha256", section.sha256.hex()}});
  return list;
}

Json files_json(const std::vector<Attachment>& files) {
  Json list = Json::array();
  for (const Attachment& file : files) {
    list.push_back({{"name", file.name}, {"media_type", file.media_type}, {"sha256", sha256(file.content.bytes()).hex()}});
  }
  return list;
}

}  // namespace

void refuse_odd_field(const std::string& field) {
  throw Error(Fault::input, {"engine.command_field_odd", {{"field", field}}});
}

Command parse_command(const Json& value) {
  refuse_unknown_fields(value);
  Command command;
  command.document = parsed<DocumentId>(value, "document");
  command.event = word_at(value, "event");
  command.revision = revision_of(value);
  command.manifest = parsed<Sha256>(value, "manifest");
  command.sections = sections_of(value);
  command.data = data_of(value);
  command.on_behalf_of = optional_word(value, "on_behalf_of");
  command.key = optional_word(value, "key");
  command.comment = comment_of(value);
  command.files = files_of(value);
  return command;
}

std::string data_text(const Json& data, const char* field) {
  if (!data.contains(field)) return {};
  if (!data.at(field).is_string()) refuse_odd_field(std::string("data.") + field);
  return data.at(field).get<std::string>();
}

Sha256 hash_of(const Command& command) {
  Json value{{"event", command.event},
             {"sections", sections_json(command.sections)},
             {"data", command.data},
             {"comment", command.comment},
             {"files", files_json(command.files)}};
  if (command.document) value["document"] = command.document->hex();
  if (command.revision) value["revision"] = *command.revision;
  if (command.manifest) value["manifest"] = command.manifest->hex();
  if (command.on_behalf_of) value["on_behalf_of"] = *command.on_behalf_of;
  return sha256(formats::canonical_json(value));
}

}  // namespace chancery::engine
