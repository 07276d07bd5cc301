#include "apps/cli/commands.h"
#include "base/error.h"
#include "evidence/bundle.h"
#include "evidence/page.h"
#include "ledger/hash_words.h"
#include "outside/files.h"

namespace chancery::cli {
namespace {

using formats::Json;

struct EvidenceOptions {
  std::string document;
  std::string output;
};

/// Writes ID.evidence.zip, and ID.evidence.html beside it: the page with the same file behind it.
ExitCode export_evidence(const Session& session, const EvidenceOptions& options) {
  const auto answer = session.require("evidence.export", {{"document", options.document}});
  const Blob& zip = answer.files.at(0);
  const std::filesystem::path folder = options.output.empty() ? "." : options.output;
  std::filesystem::create_directories(folder);
  const auto path = folder / (options.document + std::string(evidence::evidence_extension));
  const auto page = folder / (options.document + std::string(evidence::evidence_page_extension));
  outside::write_file(path, zip.bytes());
  outside::write_file(page, evidence::write_page(zip));
  if (session.terminal().json()) {
    session.terminal().print({{"evidence", path.string()}, {"page", page.string()}, {"sha256", sha256(zip.bytes()).hex()}});
  } else {
    session.terminal().line(path.string());
    session.terminal().line(page.string());
  }
  return ExitCode::yes;
}

/// The page without evidence, for a reader's own copy, and its hash as it is published.
ExitCode write_verifier_page(const Session& session, const EvidenceOptions& options) {
  if (!options.output.empty()) outside::write_file(options.output, evidence::verifier_page());
  const std::string hash = evidence::verifier_page_sha256().hex();
  if (session.terminal().json()) {
    session.terminal().print({{"page_sha256", hash}, {"size", evidence::verifier_page().size()}});
  } else {
    session.terminal().line(hash);
  }
  return ExitCode::yes;
}

}  // namespace

void add_evidence(CLI::App& app, Action& chosen, const Terminal& terminal) {
  auto options = std::make_shared<EvidenceOptions>();
  auto* group = subcommand(app, "evidence", terminal, "evidence");
  group->require_subcommand(1);
  const auto add = [&](const char* name, auto run) {
    auto* command = subcommand(*group, name, terminal, std::string("evidence_") + name);
    command->callback(
        [&chosen, options, run] { chosen = [options, run](const Session& session) { return run(session, *options); }; });
    command->add_option("-o", options->output);
    return command;
  };
  add("export", export_evidence)->add_option("ID", options->document)->required();
  (void)add("page", write_verifier_page);
}

}  // namespace chancery::cli
