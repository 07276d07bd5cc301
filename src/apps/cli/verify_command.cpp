#include "apps/cli/commands.h"
#include "apps/cli/verify.h"
#include "apps/server/evidence_verdict.h"
#include "base/error.h"
#include "evidence/bundle.h"
#include "outside/clock.h"
#include "outside/files.h"

#include <filesystem>
#include <optional>

namespace chancery::cli {
namespace {

using formats::Json;

struct VerifyOptions {
  std::vector<std::string> files;
  std::vector<std::string> trust;
  std::vector<std::string> certificates;
  std::vector<std::string> revocation;
  std::string content;
  std::string at;
  std::vector<std::string> known;
};

/// What a detached signature is over: the file that was named, or the one that lies beside it under its name without `.p7s`.
std::optional<Blob> content_for(const std::string& file, const VerifyOptions& options) {
  constexpr std::string_view ending = ".p7s";
  if (!options.content.empty()) return Blob(outside::read_file(options.content));
  if (!file.ends_with(ending)) return std::nullopt;
  const std::string beside = file.substr(0, file.size() - ending.size());
  return std::filesystem::is_regular_file(beside) ? std::optional(Blob(outside::read_file(beside))) : std::nullopt;
}

/// What is known from elsewhere, as it is or in a file.
std::string known_text(const std::string& option) {
  return std::filesystem::is_regular_file(option) ? outside::read_file(option, 4096) : option;
}

FileVerdict judge_evidence(const Blob& bytes, const std::string& file, const evidence::Reliance& reliance, Timestamp at,
                           text::Language language) {
  const auto report = evidence::verify_evidence(bytes, file, reliance, at);
  return {exit_code_of(report.verdict), server::evidence_verdict(report, file, language)};
}

Timestamp time_of(const std::string& option) {
  if (option.empty()) return outside::now();
  const auto time = Timestamp::parse(option.size() == 10 ? option + "T23:59:59.999Z" : option);
  if (!time) throw Error(Fault::input, {"cli.time_odd", {{"time", option}}});
  return *time;
}

std::string text_or_nothing(const Json& json, const char* field) {
  return json.value(field, std::string());
}

/// Name, level and times of one signature, then what was found about it.
void print_signature(const Terminal& terminal, const Json& signature) {
  std::string line = "  " + text_or_nothing(signature, "signer");
  if (signature.contains("level")) line += " · " + text_or_nothing(signature, "level");
  if (signature.contains("proven_time")) {
    line += " · " + terminal.say({"cli.time_proven", {{"time", text_or_nothing(signature, "proven_time")}}});
  } else if (signature.contains("time")) {
    line += " · " + terminal.say({"cli.time_claimed", {{"time", text_or_nothing(signature, "time")}}});
  }
  terminal.line(line + ": " + text_or_nothing(signature, "words"));
}

/// One plain sentence first; whoever wants more reads on.
void print_for_people(const Terminal& terminal, const Json& verdict) {
  terminal.line(text_or_nothing(verdict, "file") + ": " + text_or_nothing(verdict, "words") + " [" +
                text_or_nothing(verdict, "verdict") + "]");
  for (const Json& signature : verdict.at("signatures")) print_signature(terminal, signature);
  for (const Json& check : verdict.value("checks", Json::array())) {
    terminal.line("  " + check.at("check").get<std::string>() + " " + check.at("result").get<std::string>() + ": " +
                  check.at("text").get<std::string>());
  }
  for (const Json& note : verdict.at("notes")) {
    terminal.line("  " + text_or_nothing(note, "place") + ": " + text_or_nothing(note, "text"));
  }
  for (const Json& list : verdict.value("trust_lists", Json::array())) {
    const Message about{list.contains("expired") ? "cli.trust_list_expired" : "cli.trust_list",
                        {{"territory", text_or_nothing(list, "territory")},
                         {"sequence", list.at("sequence").get<std::int64_t>()},
                         {"date", text_or_nothing(list, "issued").substr(0, 10)}}};
    terminal.line("  " + terminal.say(about));
  }
}

ExitCode verify(const Session& session, const VerifyOptions& options) {
  const Timestamp at = time_of(options.at);
  const GivenTrust trust = read_trust(options.trust, options.certificates, options.revocation, at);
  evidence::Reliance reliance;
  for (const std::string& known : options.known) server::rely_on(reliance, known_text(known));
  if (!options.trust.empty()) reliance.anchors = &trust.material.anchors;
  ExitCode worst = ExitCode::yes;
  for (const std::string& file : options.files) {
    constexpr std::size_t largest = 2'000'000'000;  // evidence holds whatever the document's steps brought
    const Blob bytes(outside::read_file(file, largest));
    const auto language = session.terminal().language();
    const FileVerdict verdict = evidence::looks_like_evidence(bytes.bytes())
                                    ? judge_evidence(bytes, file, reliance, at, language)
                                    : verify_file({file, bytes, content_for(file, options)}, trust, at, language);
    worst = worse(worst, verdict.code);
    if (session.terminal().json()) {
      session.terminal().print(verdict.json);
    } else {
      print_for_people(session.terminal(), verdict.json);
    }
  }
  return worst;
}

}  // namespace

void add_verify(CLI::App& app, Action& chosen, const Terminal& terminal) {
  auto options = std::make_shared<VerifyOptions>();
  auto* command = subcommand(app, "verify", terminal, "verify");
  command->add_option("FILE", options->files)->required();
  // Each option takes one place and may be given again; the names of files follow.
  command->add_option("--trust", options->trust, terminal.say({"cli.help.trust", {}}))->allow_extra_args(false);
  command->add_option("--certificates", options->certificates, terminal.say({"cli.help.certificates", {}}))
      ->allow_extra_args(false);
  command->add_option("--revocation", options->revocation, terminal.say({"cli.help.revocation", {}}))->allow_extra_args(false);
  command->add_option("--content", options->content, terminal.say({"cli.help.content", {}}));
  command->add_option("--at", options->at, terminal.say({"cli.help.at", {}}));
  command->add_option("--known", options->known, terminal.say({"cli.help.known", {}}))->allow_extra_args(false);
  command->callback([&chosen, options] { chosen = [options](const Session& session) { return verify(session, *options); }; });
}

}  // namespace chancery::cli
