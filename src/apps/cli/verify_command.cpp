#include "apps/cli/commands.h"
#include "apps/cli/verify.h"
#include "apps/cli/verify_evidence.h"
#include "base/error.h"
#include "evidence/bundle.h"
#include "outside/clock.h"
#include "outside/files.h"

#include <filesystem>

namespace chancery::cli {
namespace {

using formats::Json;

struct VerifyOptions {
  std::vector<std::string> files;
  std::string trust;
  std::string at;
  std::vector<std::string> known;
};

std::vector<formats::Certificate> anchors_in(const std::string& folder) {
  std::vector<formats::Certificate> anchors;
  if (folder.empty()) return anchors;
  if (!std::filesystem::is_directory(folder))
    throw Error(Fault::absent, {"outside.no_such_file", {{"path", folder}, {"detail", std::string()}}});
  for (const auto& file : std::filesystem::directory_iterator(folder)) {
    const auto read = formats::read_certificates(outside::read_file(file.path()), file.path().string());
    anchors.insert(anchors.end(), read.begin(), read.end());
  }
  return anchors;
}

Timestamp time_of(const std::string& option) {
  if (option.empty()) return outside::now();
  const auto time = Timestamp::parse(option.size() == 10 ? option + "T23:59:59.999Z" : option);
  if (!time) throw Error(Fault::input, {"cli.time_odd", {{"time", option}}});
  return *time;
}

void print_for_people(const Terminal& terminal, const Json& verdict) {
  terminal.line(verdict.at("file").get<std::string>() + ": " + verdict.at("words").get<std::string>() + " [" +
                verdict.at("verdict").get<std::string>() + "]");
  for (const Json& signature : verdict.at("signatures")) {
    terminal.line("  " + signature.at("signer").get<std::string>() + ": " + signature.at("words").get<std::string>());
  }
  for (const Json& check : verdict.value("checks", Json::array())) {
    terminal.line("  " + check.at("check").get<std::string>() + " " + check.at("result").get<std::string>() + ": " +
                  check.at("text").get<std::string>());
  }
  for (const Json& note : verdict.at("notes")) {
    terminal.line("  " + note.at("place").get<std::string>() + ": " + note.at("text").get<std::string>());
  }
}

ExitCode verify(const Session& session, const VerifyOptions& options) {
  const formats::TrustAnchors anchors(anchors_in(options.trust));
  const Timestamp at = time_of(options.at);
  evidence::Reliance reliance;
  for (const std::string& known : options.known) rely_on(reliance, known);
  if (!options.trust.empty()) reliance.anchors = &anchors;
  ExitCode worst = ExitCode::yes;
  for (const std::string& file : options.files) {
    constexpr std::size_t largest = 2'000'000'000;  // evidence holds whatever the document's steps brought
    const Blob bytes(outside::read_file(file, largest));
    const auto language = session.terminal().language();
    const FileVerdict verdict = evidence::looks_like_evidence(bytes.bytes())
                                    ? verify_evidence_file(bytes, file, reliance, at, language)
                                    : verify_file(bytes, file, anchors, at, language);
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
  command->add_option("--trust", options->trust, terminal.say({"cli.help.trust", {}}));
  command->add_option("--at", options->at, terminal.say({"cli.help.at", {}}));
  command->add_option("--known", options->known, terminal.say({"cli.help.known", {}}))->allow_extra_args(false);
  command->callback([&chosen, options] { chosen = [options](const Session& session) { return verify(session, *options); }; });
}

}  // namespace chancery::cli
