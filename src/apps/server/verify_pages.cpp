#include "apps/server/verify_pages.h"

#include "apps/server/evidence_verdict.h"
#include "apps/server/form.h"
#include "apps/server/http_errors.h"
#include "apps/server/shown.h"
#include "base/error.h"
#include "base/sha256.h"

#include <atomic>

namespace chancery::server {
namespace {

using formats::Json;

/// So many verifications at one time: strangers must not take the processors from those who work.
constexpr int most_at_once = 2;

class Turn {
 public:
  Turn() : got_(running().fetch_add(1) < most_at_once) {}
  ~Turn() { running().fetch_sub(1); }
  Turn(const Turn&) = delete;
  Turn& operator=(const Turn&) = delete;
  [[nodiscard]] bool got() const { return got_; }

 private:
  static std::atomic<int>& running() {
    static std::atomic<int> count{0};
    return count;
  }
  bool got_;
};

Json blank_model(const Visit& visit) {
  return {
      {"title", text::say(visit.language, {"server.verify_title", {}})}, {"failed", false}, {"problem", ""}, {"judged", false}};
}

Response problem(const Site& site, const Visit& visit, int status, const Message& why) {
  auto model = blank_model(visit);
  model["failed"] = true;
  model["problem"] = text::say(visit.language, why);
  return show_page(site, visit, status, "verify", std::move(model));
}

std::string colour_of(const std::string& verdict) {
  if (verdict == "TOTAL-PASSED") return "green";
  return verdict == "TOTAL-FAILED" ? "red" : "yellow";
}

std::string code_of(const std::string& verdict) {
  if (verdict == "TOTAL-PASSED") return "passed";
  return verdict == "TOTAL-FAILED" ? "failed" : "open";
}

Json signatures(const Json& verdict, text::Language language) {
  auto list = Json::array();
  for (const auto& signature : verdict.at("signatures")) {
    const auto act = text_of(signature, "act");
    const auto time = text_of(signature, "time");
    const auto indication = text_of(signature, "indication");
    list.push_back({{"signer", text_of(signature, "signer")},
                    {"words", text_of(signature, "words")},
                    {"place", text_of(signature, "place")},
                    {"indication", indication},
                    {"colour", colour_of(indication)},
                    {"says_act", !act.empty()},
                    {"act", act.empty() ? "" : text::say(language, {"server.act", {{"code", act}}})},
                    {"capacity", text_of(signature, "capacity")},
                    {"timed", !time.empty()},
                    {"time", time.empty() ? "" : shown_time(time, language)}});
  }
  return list;
}

/// What was asked of evidence, one line each.
Json checks(const Json& verdict, text::Language language) {
  auto list = Json::array();
  for (const auto& check : list_of(verdict, "checks")) {
    const auto result = text_of(check, "result");
    list.push_back({{"text", text_of(check, "text")},
                    {"result", text::say(language, {"server.check_" + result, {}})},
                    {"colour", result == "passed"   ? "green"
                               : result == "failed" ? "red"
                                                    : "grey"}});
  }
  return list;
}

Json files(const Json& verdict, text::Language language) {
  auto list = Json::array();
  for (const auto& file : list_of(verdict, "files")) {
    list.push_back({{"path", text_of(file, "path")},
                    {"sha256", text_of(file, "sha256")},
                    {"size", shown_size(file.value("size", std::uint64_t{0}), language)}});
  }
  return list;
}

/// Whether the second file is, to the last bit, one of the container's.
void compare(const Form& form, const Json& verdict, text::Language language, Json& model) {
  const auto* const file = form.file("file");
  model["compared"] = file != nullptr;
  model["comparison"] = "";
  model["same"] = false;
  if (file == nullptr) return;
  const auto hash = sha256(file->value).hex();
  std::string path;
  for (const auto& held : list_of(verdict, "files")) {
    if (text_of(held, "sha256") == hash) path = text_of(held, "path");
  }
  model["same"] = !path.empty();
  const Message words{path.empty() ? "server.file_not_inside" : "server.file_inside",
                      {{"name", *file->file_name}, {"path", path}, {"sha256", hash}}};
  model["comparison"] = text::say(language, words);
}

Response judged(const Site& site, const Visit& visit, const Form& form, const FormField& container,
                const evidence::Reliance& known) {
  const auto verdict = site.desk.verify(Blob(container.value), *container.file_name, known, visit.language);
  const auto indication = text_of(verdict, "verdict");
  auto model = blank_model(visit);
  model["judged"] = true;
  model["name"] = *container.file_name;
  model["sha256"] = sha256(container.value).hex();
  model["sentence"] = text::say(visit.language, {"server.verdict", {{"code", code_of(indication)}}});
  model["verdict"] = indication;
  model["words"] = text_of(verdict, "words");
  model["colour"] = colour_of(indication);
  model["signatures"] = signatures(verdict, visit.language);
  model["files"] = files(verdict, visit.language);
  model["notes"] = verdict.at("notes");
  model["checks"] = checks(verdict, visit.language);
  for (const auto* const list : {"signatures", "files", "notes", "checks"})
    model[std::string("has_") + list] = !model.at(list).empty();
  compare(form, verdict, visit.language, model);
  return show_page(site, visit, 200, "verify", std::move(model));
}

}  // namespace

Response show_verifier(Site& site, const Visit& visit) {
  return show_page(site, visit, 200, "verify", blank_model(visit));
}

Response verify_container(Site& site, const Visit& visit) {
  const Turn turn;
  if (!turn.got()) return problem(site, visit, 503, {"server.verifier_busy", {}}).with("retry-after", "2");
  const auto form = read_form(visit.request);
  const auto* const container = form.file("container");
  if (container == nullptr || container->value.empty()) return problem(site, visit, 422, {"server.container_missing", {}});
  evidence::Reliance known;
  try {
    rely_on(known, form.text("known"));
  } catch (const Error& error) {
    return problem(site, visit, 422, error.message());
  }
  try {
    return judged(site, visit, form, *container, known);
  } catch (const Error& error) {
    if (error.fault() != Fault::input) throw;
    const auto hash = sha256(container->value).hex();
    return problem(site, visit, 422, {"server.no_container", {{"name", *container->file_name}, {"sha256", hash}}});
  }
}

}  // namespace chancery::server
