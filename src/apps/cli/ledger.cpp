#include "apps/cli/commands.h"
#include "apps/server/shown.h"
#include "base/error.h"
#include "engine/ledger_book.h"
#include "engine/reopening.h"
#include "engine/words.h"
#include "ledger/challenge.h"
#include "ledger/export.h"
#include "ledger/tiles.h"
#include "ledger/tlog_proof.h"
#include "ledger/verification.h"
#include "outside/clock.h"
#include "outside/files.h"

#include <algorithm>
#include <filesystem>

namespace chancery::cli {
namespace {

using formats::Json;
using ledger::LedgerResult;

struct LedgerOptions {
  std::string folder;
  std::string verifier_key;
  std::string output;
  std::string printed;
  bool replay = false;
  std::int64_t seq = -1;
  std::int64_t from = -1;
  std::string cause = "restored";
  int first_code = -1;
  int second_code = -1;
  bool only_one = false;
  std::string address;
  bool nowhere = false;
  std::string document;
};

/// DESIGN §10.
ExitCode exit_code_of(std::string_view result) {
  if (result == ledger::name_of(LedgerResult::ok)) return ExitCode::yes;
  if (result == ledger::name_of(LedgerResult::absent)) return ExitCode::absent;
  for (const auto no : {LedgerResult::tampered, LedgerResult::truncated, LedgerResult::rolled_back, LedgerResult::forked}) {
    if (result == ledger::name_of(no)) return ExitCode::no;
  }
  return ExitCode::undecided;
}

/// A key as it is, or the file that holds it.
std::vector<ledger::VerifierKey> known_keys(const std::string& option) {
  if (option.empty()) return {};
  std::string text = std::filesystem::exists(option) ? outside::read_file(option, 4096) : option;
  while (!text.empty() && text.back() == '\n') text.pop_back();
  const auto key = ledger::VerifierKey::parse(text);
  if (!key) throw Error(Fault::input, {"cli.verifier_key_odd", {{"key", text.substr(0, 100)}}});
  return {*key};
}

ledger::FileReader reader_of(const std::filesystem::path& folder) {
  return [folder](const std::string& name) -> std::optional<Bytes> {
    if (!std::filesystem::is_regular_file(folder / name)) return std::nullopt;
    return outside::read_file(folder / name);
  };
}

void print_finding(const Terminal& terminal, const Json& finding) {
  std::string line = "  " + finding.at("result").get<std::string>();
  if (finding.contains("document")) line += "  " + finding.at("document").get<std::string>();
  if (finding.contains("seq")) line += "  #" + std::to_string(finding.at("seq").get<std::uint64_t>());
  terminal.line(line + "  " + terminal.words(finding.at("message")));
}

/// Tables and leaves of the office agree, and every step was allowed.
ExitCode replay(const Session& session) {
  const Terminal& terminal = session.terminal();
  const Json report = session.require("ledger.scrub").json;
  if (terminal.json()) {
    terminal.print(report);
  } else {
    terminal.line(report.at("result").get<std::string>() + ": " +
                  terminal.say({"cli.ledger_replayed",
                                {{"documents", report.at("documents").get<std::int64_t>()},
                                 {"steps", report.at("steps").get<std::int64_t>()},
                                 {"findings", static_cast<std::int64_t>(report.at("findings").size())}}}));
    for (const Json& finding : report.at("findings")) print_finding(terminal, finding);
  }
  return exit_code_of(report.at("result").get<std::string>());
}

/// What the office's own ledger is, for somebody who knows its key from elsewhere.
Json verify_own(const Session& session, const LedgerOptions& options) {
  Json report = session.require("ledger.verify").json;
  if (options.verifier_key.empty()) return report;
  const std::string own = session.require("ledger.checkpoint").json.at("verifier_key");
  const auto known = known_keys(options.verifier_key);
  const bool same = std::any_of(known.begin(), known.end(), [&](const auto& key) { return key.text() == own; });
  if (!same && report.at("result") == ledger::name_of(ledger::LedgerResult::ok)) {
    report["result"] = ledger::name_of(ledger::LedgerResult::unverifiable);
    report["message"] = engine::words_of({"cli.other_verifier_key", {{"key", own}}});
  }
  return report;
}

ExitCode verify(const Session& session, const LedgerOptions& options) {
  const Json report =
      options.folder.empty()
          ? verify_own(session, options)
          : engine::to_json(ledger::verify_ledger(reader_of(options.folder), {known_keys(options.verifier_key), {}, false}));
  if (session.terminal().json()) {
    session.terminal().print(report);
  } else {
    session.terminal().line(report.at("result").get<std::string>() + ": " + session.terminal().words(report.at("message")));
  }
  const ExitCode code = exit_code_of(report.at("result").get<std::string>());
  return options.replay ? worse(code, replay(session)) : code;
}

ExitCode prove(const Session& session, const LedgerOptions& options) {
  if (options.from >= 0) {
    session.terminal().line(session.require("ledger.prove", {{"from", options.from}}).json.at("proof").get<std::string>());
    return ExitCode::yes;
  }
  if (options.seq < 0) throw Error(Fault::input, {"cli.field_missing", {{"field", std::string("N")}}});
  const Json proof = session.require("ledger.prove", {{"seq", options.seq}}).json;
  outside::write_file(options.output + ".tlog-proof", proof.at("proof").get<std::string>());
  outside::write_file(options.output + ".leaf", parse_base64(proof.at("leaf").get<std::string>()).value());
  return ExitCode::yes;
}

/// The nodes of an exported tree.
ledger::TileNodes nodes_in(const ledger::FileReader& files, ledger::TreeSize size) {
  return {size, [files](const ledger::TileId& tile) {
            const auto bytes = files(ledger::tile_path(tile));
            auto hashes = bytes ? ledger::parse_tile(*bytes, tile.width) : std::nullopt;
            if (!hashes) throw Error(Fault::input, {"ledger.file_damaged", {{"file", ledger::tile_path(tile)}}});
            return *std::move(hashes);
          }};
}

ledger::PrintedCheckpoint printed_checkpoint(const std::string& option) {
  const bool is_file = std::filesystem::is_regular_file(option);
  auto printed = ledger::PrintedCheckpoint::parse(is_file ? outside::read_file(option, 4096) : option);
  if (!printed) throw Error(Fault::input, {"ledger.printed_odd", {{"text", option.substr(0, 200)}}});
  return *std::move(printed);
}

/// What an export says to a printed fingerprint; its own signature is what `ledger verify` judges.
Json challenge_export(const ledger::PrintedCheckpoint& printed, const std::string& folder) {
  const auto files = reader_of(folder);
  const auto bytes = files(ledger::checkpoint_name);
  if (!bytes) throw Error(Fault::absent, {"ledger.absent", {}});
  const auto note = ledger::SignedNote::parse(*bytes);
  const auto now = ledger::Checkpoint::parse(note.text());
  if (!now) throw Error(Fault::input, {"ledger.checkpoint_text", {}});
  auto nodes = nodes_in(files, now->head().size);
  const auto answer = ledger::answer_challenge(printed, *now, std::ref(nodes));
  return engine::to_json(answer, printed, note);
}

ExitCode challenge(const Session& session, const LedgerOptions& options) {
  const auto printed = printed_checkpoint(options.printed);
  const Json answer = options.folder.empty() ? session.require("ledger.challenge", {{"printed", printed.text()}}).json
                                             : challenge_export(printed, options.folder);
  if (session.terminal().json()) {
    session.terminal().print(answer);
  } else {
    session.terminal().line(answer.at("result").get<std::string>() + ": " + session.terminal().words(answer.at("message")));
  }
  return exit_code_of(answer.at("result").get<std::string>());
}

ExitCode checkpoint(const Session& session, const LedgerOptions& /*options*/) {
  const Json answer = session.require("ledger.checkpoint").json;
  if (session.terminal().json()) {
    session.terminal().print(answer);
  } else {
    session.terminal().line(answer.at("checkpoint").get<std::string>());
  }
  return ExitCode::yes;
}

/// Where each day's checkpoint goes; with an address, from now on there.
ExitCode mailbox(const Session& session, const LedgerOptions& options) {
  Json fields = Json::object();
  if (options.nowhere || !options.address.empty()) fields["address"] = options.address;
  const Json answer = session.require("ledger.mailbox", std::move(fields)).json;
  const Terminal& terminal = session.terminal();
  if (terminal.json()) {
    terminal.print(answer);
    return ExitCode::yes;
  }
  terminal.line(answer.contains("mailbox") ? terminal.say({"cli.mailbox", {{"address", answer.at("mailbox").get<std::string>()}}})
                                           : terminal.say({"cli.mailbox_none", {}}));
  if (answer.contains("last")) {
    const Json& last = answer.at("last");
    terminal.line(terminal.say({"cli.mailbox_last",
                                {{"time", server::shown_time(last.at("time").get<std::string>(), terminal.language())},
                                 {"size", last.at("size").get<std::int64_t>()}}}));
  }
  if (answer.contains("token")) {
    const Json& token = answer.at("token");
    terminal.line(terminal.say({"cli.newest_token",
                                {{"time", server::shown_time(token.at("time").get<std::string>(), terminal.language())},
                                 {"size", token.at("size").get<std::int64_t>()}}}));
  }
  return ExitCode::yes;
}

/// A page for paper, whole in one file.
ExitCode sheet(const Session& session, const LedgerOptions& options) {
  Json fields{{"language", text::tag_of(session.terminal().language())}};
  if (!options.document.empty()) fields["document"] = options.document;
  const auto answer = session.require("ledger.sheet", std::move(fields));
  outside::write_file(options.output, answer.files.at(0).bytes());
  if (session.terminal().json()) {
    session.terminal().print({{"sheet", options.output}, {"sha256", sha256(answer.files.at(0).bytes()).hex()}});
  } else {
    session.terminal().line(options.output);
  }
  return ExitCode::yes;
}

ExitCode export_ledger(const Session& session, const LedgerOptions& options) {
  std::filesystem::create_directories(options.folder);
  (void)session.require("ledger.export", {{"folder", std::filesystem::absolute(options.folder).string()}});
  session.terminal().tell(Message{"cli.ledger_exported", {{"path", options.folder}}});
  return ExitCode::yes;
}

ledger::ReopeningCause cause_of(const std::string& name) {
  for (const auto cause : {ledger::ReopeningCause::moved, ledger::ReopeningCause::compromised}) {
    if (name == ledger::name_of(cause)) return cause;
  }
  return ledger::ReopeningCause::restored;
}

/// Two persons type the codes that were printed for them when the office was made; if only one is left, the ledger says so.
ExitCode reopen(const Session& session, const LedgerOptions& options) {
  std::vector<SecretBytes> codes;
  codes.push_back(session.password(options.first_code, {"cli.ask_first_code", {}}));
  if (!options.only_one) codes.push_back(session.password(options.second_code, {"cli.ask_second_code", {}}));
  const auto opened = engine::reopen_office(session.office(), cause_of(options.cause), codes, outside::now);
  if (opened.refused()) return session.terminal().tell(opened.refusal());
  const Json& answer = opened.value();
  if (session.terminal().json()) {
    session.terminal().print(answer);
    return ExitCode::yes;
  }
  const bool known = answer.at("gap").is_number();
  session.terminal().line(session.terminal().say({known ? "cli.reopened" : "cli.reopened_gap_unknown",
                                                  {{"origin", answer.at("origin").get<std::string>()},
                                                   {"gap", known ? answer.at("gap").get<std::int64_t>() : 0},
                                                   {"reason", answer.at("reason").get<std::string>()}}}));
  session.terminal().line(answer.at("verifier_key").get<std::string>());
  return ExitCode::yes;
}

}  // namespace

void add_ledger(CLI::App& app, Action& chosen, const Terminal& terminal) {
  auto options = std::make_shared<LedgerOptions>();
  auto* group = subcommand(app, "ledger", terminal, "ledger");
  group->require_subcommand(1);
  const auto add = [&](const char* name, auto run) {
    auto* command = subcommand(*group, name, terminal, std::string("ledger_") + name);
    command->callback(
        [&chosen, options, run] { chosen = [options, run](const Session& session) { return run(session, *options); }; });
    return command;
  };
  auto* verified = add("verify", verify);
  auto* exported = verified->add_option("DIR", options->folder);
  verified->add_flag("--replay", options->replay, terminal.say({"cli.help.replay", {}}))->excludes(exported);
  verified->add_option("--verifier-key", options->verifier_key, terminal.say({"cli.help.verifier_key", {}}));
  auto* proved = add("prove", prove);
  proved->add_option("N", options->seq);
  proved->add_option("-o", options->output);
  proved->add_option("--from", options->from);
  auto* challenged = add("challenge", challenge);
  challenged->add_option("PRINTED", options->printed, terminal.say({"cli.help.printed", {}}))->required();
  challenged->add_option("DIR", options->folder);
  (void)add("checkpoint", checkpoint);
  auto* on_paper = add("sheet", sheet);
  on_paper->add_option("--document", options->document, terminal.say({"cli.help.sheet_document", {}}));
  on_paper->add_option("-o", options->output, terminal.say({"cli.help.sheet_output", {}}))->required();
  auto* mailed = add("mailbox", mailbox);
  auto* address = mailed->add_option("ADDRESS", options->address, terminal.say({"cli.help.mailbox_address", {}}));
  mailed->add_flag("--nowhere", options->nowhere, terminal.say({"cli.help.mailbox_nowhere", {}}))->excludes(address);
  auto* reopened = add("reopen", reopen);
  reopened->add_option("--cause", options->cause, terminal.say({"cli.help.cause", {}}))
      ->check(CLI::IsMember({"restored", "moved", "compromised"}));
  reopened->add_option("--first-code-fd", options->first_code, terminal.say({"cli.help.code_fd", {}}));
  auto* second = reopened->add_option("--second-code-fd", options->second_code, terminal.say({"cli.help.code_fd", {}}));
  reopened->add_flag("--only-one", options->only_one, terminal.say({"cli.help.only_one", {}}))->excludes(second);
  add("export", export_ledger)->add_option("DIR", options->folder)->required();
}

}  // namespace chancery::cli
