#include "evidence/history_table.h"

#include "formats/xml_writer.h"

#include <algorithm>

namespace chancery::evidence {
namespace {

using formats::Json;

std::string text(const Json& object, const char* key) {
  return object.contains(key) ? object[key].get<std::string>() : std::string();
}

std::string joined(const std::vector<std::string>& list) {
  std::string all;
  for (const std::string& item : list) all += (all.empty() ? "" : " ") + item;
  return all;
}

/// What a spreadsheet takes for the beginning of a formula (OWASP, CSV injection); the signs also in full width.
bool begins_formula(std::string_view cell) {
  for (const std::string_view start : {"=", "+", "-", "@", "\t", "\r", "\n", "＝", "＋", "－", "＠"}) {
    if (cell.starts_with(start)) return true;
  }
  return false;
}

std::string in_quotes(std::string_view cell) {
  std::string all = begins_formula(cell) ? "\"'" : "\"";
  for (const char c : cell) {
    if (c == '"') all += '"';
    all += c;
  }
  return all + "\"";
}

std::string line(const std::vector<std::string>& cells) {
  std::string all;
  for (const std::string& cell : cells) all += (all.empty() ? "" : ",") + in_quotes(cell);
  return all + "\r\n";
}

/// What XML 1.0 cannot hold becomes a space: an export does not fail for what somebody typed.
std::string escaped(std::string_view value) {
  std::string plain(value);
  for (char& c : plain) {
    if (static_cast<unsigned char>(c) < 0x20) c = ' ';
  }
  for (const std::string_view refused : {"\xEF\xBF\xBE", "\xEF\xBF\xBF"}) {
    for (std::size_t at = plain.find(refused); at != std::string::npos; at = plain.find(refused)) plain.replace(at, 3, " ");
  }
  return formats::escape_xml(plain);
}

std::string attribute(const char* type, const char* key, std::string_view value) {
  return std::string("      <") + type + " key=\"" + key + "\" value=\"" + escaped(value) + "\"/>\n";
}

std::string event_of(const HistoryRow& row) {
  std::string event = "    <event>\n" + attribute("string", "concept:name", row.event) +
                      attribute("date", "time:timestamp", row.time.text()) +
                      attribute("string", "lifecycle:transition", row.refused ? "autoskip" : "complete");
  if (!row.role.empty()) event += attribute("string", "org:role", row.role);
  if (!row.person.empty()) event += attribute("string", "org:resource", row.person);
  event += attribute("int", "chancery:seq", std::to_string(row.seq)) +
           attribute("int", "chancery:revision", std::to_string(row.revision)) +
           attribute("string", "chancery:outcome", row.refused ? "refused" : "done");
  if (row.refused) event += attribute("string", "chancery:rule", row.rule);
  return event + attribute("string", "chancery:to", joined(row.to)) + attribute("string", "chancery:leaf", row.leaf.hex()) +
         "    </event>\n";
}

constexpr const char* xes_head =
    "<?xml version=\"1.0\" encoding=\"UTF-8\"?>\n"
    "<log xes.version=\"1849.2016\" xes.features=\"\" xmlns=\"http://www.xes-standard.org/\">\n"
    "  <extension name=\"Concept\" prefix=\"concept\" uri=\"http://www.xes-standard.org/concept.xesext\"/>\n"
    "  <extension name=\"Time\" prefix=\"time\" uri=\"http://www.xes-standard.org/time.xesext\"/>\n"
    "  <extension name=\"Lifecycle\" prefix=\"lifecycle\" uri=\"http://www.xes-standard.org/lifecycle.xesext\"/>\n"
    "  <extension name=\"Organizational\" prefix=\"org\" uri=\"http://www.xes-standard.org/org.xesext\"/>\n"
    "  <global scope=\"event\">\n"
    "    <string key=\"concept:name\" value=\"\"/>\n"
    "    <date key=\"time:timestamp\" value=\"1970-01-01T00:00:00.000Z\"/>\n"
    "  </global>\n"
    "  <classifier name=\"Act\" keys=\"concept:name\"/>\n"
    "  <string key=\"lifecycle:model\" value=\"standard\"/>\n";

}  // namespace

HistoryRow row_of(const ShownStep& shown, Timestamp time, const std::optional<Json>& note) {
  const Json& step = shown.step;
  const Json who = shown.who.value_or(Json::object());
  const Json said = note.value_or(Json::object());
  return {shown.seq,
          time,
          step["doc"].get<std::string>(),
          step["doc_seq"].get<std::uint64_t>(),
          step["revision"].get<std::uint64_t>(),
          step["event"].get<std::string>(),
          step["outcome"] == "refused",
          text(step, "rule"),
          step["from"].get<std::vector<std::string>>(),
          step["to"].get<std::vector<std::string>>(),
          text(who, "role"),
          who.contains("behind") ? text(who, "behind") : text(who, "person"),
          text(said, "name"),
          text(said, "reason"),
          shown.leaf};
}

Bytes write_csv(std::span<const HistoryRow> rows) {
  Bytes csv = "\xEF\xBB\xBF" + line({"seq", "time", "document", "doc_seq", "revision", "event", "outcome", "rule", "from", "to",
                                     "role", "person", "name", "reason", "leaf"});
  for (const HistoryRow& row : rows) {
    csv += line({std::to_string(row.seq), row.time.text(), row.document, std::to_string(row.doc_seq),
                 std::to_string(row.revision), row.event, row.refused ? "refused" : "done", row.rule, joined(row.from),
                 joined(row.to), row.role, row.person, row.name, row.reason, row.leaf.hex()});
  }
  return csv;
}

Bytes write_xes(std::span<const HistoryRow> rows) {
  std::vector<std::pair<std::string, Bytes>> traces;
  for (const HistoryRow& row : rows) {
    const auto found = std::find_if(traces.begin(), traces.end(), [&](const auto& trace) { return trace.first == row.document; });
    if (found != traces.end()) {
      found->second += event_of(row);
    } else {
      traces.emplace_back(row.document, event_of(row));
    }
  }
  Bytes xes = xes_head;
  for (const auto& [document, events] : traces) {
    xes += "  <trace>\n    <string key=\"concept:name\" value=\"" + document + "\"/>\n" + events + "  </trace>\n";
  }
  return xes + "</log>\n";
}

}  // namespace chancery::evidence
