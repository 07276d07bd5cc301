#include "apps/server/command_form.h"

#include "apps/server/link_view.h"
#include "base/error.h"
#include "base/timestamp.h"
#include "outside/mail_message.h"
#include "text/characters.h"

#include <array>
#include <charconv>
#include <sstream>

namespace chancery::server {
namespace {

using formats::Json;

[[noreturn]] void odd_field(std::string field) {
  throw Error(Fault::input, {"server.odd_field", {{"field", std::move(field)}}});
}

std::optional<std::string> given(const Form& form, std::string_view name) {
  const auto& value = form.text(name);
  return value.empty() ? std::nullopt : std::optional(value);
}

std::optional<std::uint64_t> number_in(const Form& form, std::string_view name) {
  const auto text = given(form, name);
  if (!text) return std::nullopt;
  std::uint64_t number = 0;
  const auto [stopped, problem] = std::from_chars(text->data(), text->data() + text->size(), number);
  if (problem != std::errc{} || stopped != text->data() + text->size()) odd_field(std::string(name));
  return number;
}

std::optional<Sha256> manifest(const Form& form) {
  const auto text = given(form, "manifest");
  if (!text) return std::nullopt;
  const auto hash = Sha256::parse(*text);
  if (!hash) odd_field("manifest");
  return hash;
}

/// `translation:en=HASH`: the hash is what stands after the last equals sign.
std::vector<engine::SeenSection> sections(const Form& form) {
  std::vector<engine::SeenSection> seen;
  for (const auto& text : form.texts("section")) {
    const auto equals = text.rfind('=');
    const auto hash = equals == text.npos ? std::nullopt : Sha256::parse(text.substr(equals + 1));
    if (!hash) odd_field("section");
    seen.push_back({text.substr(0, equals), *hash});
  }
  return seen;
}

/// A day as a browser's date field sends it, `YYYY-MM-DD`, as the moment at which it begins.
std::string moment_of(const std::string& day) {
  const auto moment = Timestamp::parse_day(day);
  if (!moment) odd_field("acted");
  return moment->text();
}

/// What happened outside, as the leaf's `recorded` has it (FORMATS, *Leaf*); the evidence comes as a file.
Json recorded_act(const Form& form) {
  constexpr std::array<std::string_view, 6> fields{"signer", "capacity", "body", "place", "channel", "number"};
  auto act = Json::object();
  for (const auto field : fields) {
    if (const auto value = given(form, field)) act[std::string(field)] = *value;
  }
  if (const auto day = given(form, "acted")) act["acted"] = moment_of(*day);
  if (const auto party = number_in(form, "party")) act["party"] = *party;
  return act;
}

/// One receiver a line, `Name <address>` or an address alone.
Json receivers(const std::string& lines) {
  auto list = Json::array();
  std::istringstream given(lines);
  for (std::string line; std::getline(given, line);) {
    const auto text = text::trim(line);
    if (text.empty()) continue;
    auto [name, address] = outside::split_mailbox(text);
    list.push_back({{"name", std::move(name)}, {"address", std::move(address)}});
  }
  return list;
}

Json data(const Form& form) {
  auto data = link_data(form);
  if (const auto to = given(form, "to")) data["to"] = receivers(*to);
  for (const char* field : {"subject", "text"}) {
    if (const auto value = given(form, field)) data[field] = *value;
  }
  if (const auto as = given(form, "as")) data["as"] = *as;
  if (given(form, "recorded")) data["recorded"] = recorded_act(form);
  return data;
}

std::vector<engine::Attachment> files(const Form& form) {
  const auto* const file = form.file("file");
  if (file == nullptr) return {};
  std::vector<engine::Attachment> attached;
  attached.push_back({*file->file_name, "application/octet-stream", Blob(file->value)});
  return attached;
}

std::string comment(const Form& form) {
  constexpr std::size_t longest = 20'000;
  if (form.text("comment").size() > longest) odd_field("comment");
  return form.text("comment");
}

}  // namespace

engine::Command read_command(const Form& form, const DocumentId& document, std::string event) {
  engine::Command command;
  command.document = document;
  command.event = std::move(event);
  command.revision = number_in(form, "revision");
  command.manifest = manifest(form);
  command.sections = sections(form);
  command.data = data(form);
  command.key = given(form, "key");
  command.on_behalf_of = given(form, "on_behalf_of");
  command.comment = comment(form);
  command.files = files(form);
  return command;
}

}  // namespace chancery::server
