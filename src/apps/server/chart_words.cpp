#include "apps/server/chart_words.h"

namespace chancery::server {
namespace {

std::string conditions(const workflow::Move& move, bool holding) {
  std::string all;
  for (const auto& [supposed, holds] : move.supposed) {
    if (holds == holding) all += (all.empty() ? "" : "; ") + supposed;
  }
  return all;
}

}  // namespace

std::string in_words(const workflow::Move& move, text::Language language) {
  std::string words = move.event.empty() ? text::say(language, {"server.way_start", {}}) : move.event;
  for (const bool holding : {true, false}) {
    const std::string all = conditions(move, holding);
    const char* key = holding ? "server.way_where" : "server.way_where_not";
    if (!all.empty()) words += "  " + text::say(language, {key, {{"conditions", all}}});
  }
  return words;
}

std::string in_words(const workflow::Problem& problem, const std::string& file, text::Language language) {
  return file + ":" + std::to_string(problem.line) + ": " + text::say(language, problem.message);
}

std::vector<std::string> in_words(const std::vector<workflow::Move>& way, text::Language language) {
  std::vector<std::string> lines;
  for (const workflow::Move& move : way) lines.push_back(in_words(move, language));
  return lines;
}

Message proof_message(const workflow::Proof& proof, const std::string& file) {
  const auto configurations = static_cast<std::int64_t>(proof.configurations);
  if (!proof.complete) return {"server.chart_not_explored", {{"file", file}, {"configurations", configurations}}};
  return {"server.chart_proved",
          {{"file", file}, {"configurations", configurations}, {"obligations", static_cast<std::int64_t>(proof.obligations)}}};
}

}  // namespace chancery::server
