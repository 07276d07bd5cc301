#pragma once

#include "base/bytes.h"
#include "base/id.h"
#include "base/sha256.h"
#include "formats/json.h"

#include <cstdint>
#include <optional>
#include <string>
#include <vector>

namespace chancery::engine {

/// A section as the person saw it.
struct SeenSection {
  std::string name;
  Sha256 sha256;
};

/// A file that comes with a command: `name` is what the sender calls it, kept as data, never used as a path.
struct Attachment {
  std::string name;
  std::string media_type;
  Blob content;
};

/// What a person wants done.   Standard: FORMATS, *Command*; field names and events: src/apps/README.md.
struct Command {
  std::optional<DocumentId> document;  // absent only for the event `new`
  std::string event;
  std::optional<std::uint64_t> revision;
  std::optional<Sha256> manifest;
  std::vector<SeenSection> sections;
  formats::Json data = formats::Json::object();
  std::optional<std::string> on_behalf_of;
  std::optional<std::string> key;
  std::string comment;
  std::vector<Attachment> files;
};

/// Reads a command as command line, socket, pages and API send it: {document, event, revision | manifest | sections, data,
/// on_behalf_of, key, comment, files:[{name, media_type, content (Base64)}]}.
/// Throws: Error{Fault::input} naming the first field that is missing, unknown or odd.
[[nodiscard]] Command parse_command(const formats::Json& value);

/// Refuses a command for a field that is not what it has to be; `data.…` names a field of its data.
[[noreturn]] void refuse_odd_field(const std::string& field);

/// A field of `data` that has to be text; empty when it is absent.
/// Throws: Error{Fault::input} naming the field when it is something else.
[[nodiscard]] std::string data_text(const formats::Json& data, const char* field);

/// What makes two commands with one key the same.
[[nodiscard]] Sha256 hash_of(const Command& command);

}  // namespace chancery::engine
