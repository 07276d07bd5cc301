#include "apps/server/work_list_view.h"

#include "apps/server/http_message.h"
#include "apps/server/shown.h"

namespace chancery::server {
namespace {

using formats::Json;

Json parties(const Json& document, text::Language language) {
  auto list = Json::array();
  for (const auto& party : list_of(document, "parties")) list.push_back(in_language(party, language));
  return list;
}

std::string roles(const Json& line, text::Language language) {
  std::string all;
  for (const auto& role : list_of(line, "waits_for")) {
    all.append(all.empty() ? "" : ", ").append(text::say(language, {"server.role", {{"code", role.get<std::string>()}}}));
  }
  return all;
}

Json row(const Json& line, const std::string& pile, text::Language language) {
  const auto number = text_of(line, "number");
  const auto waiting = roles(line, language);
  const auto days = line.value("days", std::int64_t{0});
  const bool over = pile == "finished";
  const auto deadline = line.value("deadline", Json::object());
  const auto last_day = over ? std::string() : text_of(deadline, "last_day");
  const bool overdue = deadline.value("late", false);
  return {{"address", "/documents/" + text_of(line, "id")},
          {"title", in_language(line.at("title"), language)},
          {"kind", text::say(language, {"server.document_kind", {{"code", text_of(line, "kind")}}})},
          {"numbered", !number.empty()},
          {"number", number},
          {"stage", in_language(line.value("stage_label", Json()), language)},
          {"parties", parties(line, language)},
          {"updated", text_of(line, "updated")},
          {"shown_updated", shown_time(text_of(line, "updated"), language)},
          {"days", text::say(language, {"server.days_without_step", {{"days", days}}})},
          {"open", !over},
          {"late", !over && days >= days_until_late},
          {"dated", !last_day.empty()},
          {"overdue", overdue},
          {"due", last_day.empty() ? ""
                                   : text::say(language, {overdue ? "server.task_late" : "server.task_due",
                                                          {{"day", shown_day(last_day, language)}}})},
          {"waits", pile == "others" && !waiting.empty()},
          {"waits_for", waiting}};
}

std::string address(const WorkFilter& filter, const std::string& pile, const std::string& after) {
  std::string query = "/documents?pile=" + pile;
  if (!filter.text.empty()) query += "&q=" + percent_encode(filter.text);
  if (!filter.stage.empty()) query += "&stage=" + percent_encode(filter.stage);
  if (!after.empty()) query += "&after=" + percent_encode(after);
  return query;
}

}  // namespace

Json pile_view(const std::string& pile, const Json& page, const WorkFilter& filter, text::Language language) {
  auto rows = Json::array();
  for (const auto& line : page.at("rows")) rows.push_back(row(line, pile, language));
  const bool more = page.value("more", false);
  const auto count = static_cast<std::int64_t>(rows.size());
  const bool empty = rows.empty();
  const bool further = !filter.after.empty() && filter.pile == pile;
  return {{"id", pile},
          {"heading", text::say(language, {"server.pile", {{"code", pile}}})},
          {"nothing", text::say(language, {more ? "server.nothing_yet" : "server.nothing_in_pile", {{"code", pile}}})},
          {"rows", std::move(rows)},
          {"empty", empty},
          {"counted", !further},
          {"count", std::to_string(count) + (more ? "+" : "")},
          {"attention", pile == "mine"},
          {"more", more},
          {"next", more ? address(filter, pile, text_of(page, "next")) : ""},
          {"further", further},
          {"first", address(filter, pile, "")}};
}

Json document_rows(const Json& lines, text::Language language) {
  auto rows = Json::array();
  for (const auto& line : lines) rows.push_back(row(line, "", language));
  return rows;
}

Json stages_view(const Json& stages, const WorkFilter& filter, text::Language language) {
  auto list = Json::array();
  for (const auto& stage : stages) {
    const auto id = text_of(stage, "id");
    list.push_back({{"value", id}, {"label", in_language(stage.at("label"), language)}, {"chosen", id == filter.stage}});
  }
  return list;
}

}  // namespace chancery::server
