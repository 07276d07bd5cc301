#include "engine/calendars.h"

#include "engine/built_in.h"
#include "workflow/chart.h"
#include "workflow/workdays.h"

#include <algorithm>
#include <string>

namespace chancery::engine {
namespace {

using formats::Json;

struct CalendarFile {
  Sha256 sha256;
  BytesView bytes;
};

/// All of `workflows/calendars`, read once.
struct CalendarShelf {
  std::map<std::string, CalendarFile, std::less<>> files;
  workflow::Calendars calendars;
};

CalendarShelf read_shelf() {
  CalendarShelf shelf;
  for (const EmbeddedFile& file : built_in::embedded_files()) {
    if (file.name.find("calendars/") == std::string_view::npos) continue;
    auto calendar = workflow::Calendar::read(formats::parse_json(file.bytes, file.name), file.name);
    const std::string name = calendar.name();
    shelf.files.emplace(name, CalendarFile{sha256(file.bytes), file.bytes});
    shelf.calendars.emplace(name, std::move(calendar));
  }
  return shelf;
}

const CalendarShelf& shelf() {
  static const CalendarShelf read = read_shelf();
  return read;
}

}  // namespace

const workflow::Calendars& built_in_calendars() {
  return shelf().calendars;
}

Json with_calendars(Json facts, const workflow::Definition& definition) {
  for (const std::string& name : workflow::calendars_of(definition)) {
    const auto found = shelf().files.find(name);
    if (found == shelf().files.end()) continue;
    facts["calendars"].push_back({{"name", name}, {"sha256", found->second.sha256.hex()}});
  }
  return facts;
}

std::map<Sha256, Bytes> calendars_named_in(const Json& facts) {
  std::map<Sha256, Bytes> named;
  const Json given = facts.value("calendars", Json::array());
  for (const auto& [name, file] : shelf().files) {
    const bool is_named = std::any_of(given.begin(), given.end(), [hash = file.sha256.hex()](const Json& one) {
      return one.is_object() && one.value("sha256", Json()) == hash;
    });
    if (is_named) named.emplace(file.sha256, Bytes(file.bytes));
  }
  return named;
}

std::optional<Refusal> objection_to_calendars(const workflow::Definition& definition) {
  for (const auto& assignment : definition.chart().assignments) {
    if (!assignment.deadline || shelf().files.contains(assignment.deadline->calendar)) continue;
    return Refusal{"workflow.no_such_calendar",
                   {"workflow.no_calendar", {{"name", assignment.deadline->calendar}, {"task", assignment.id}}}};
  }
  const auto& counting = definition.chart().calendar;
  if (counting.empty() || shelf().files.contains(counting)) return std::nullopt;
  return Refusal{"workflow.no_such_calendar", {"workflow.no_calendar_of_chart", {{"name", counting}}}};
}

}  // namespace chancery::engine
