#include "engine/backup.h"

#include "apps/cli/commands.h"
#include "base/error.h"
#include "outside/clock.h"
#include "outside/files.h"

#include <filesystem>

namespace chancery::cli {
namespace {

using formats::Json;

struct BackupOptions {
  std::string file;
  std::string folder;
  std::string erasures;
  int password_descriptor = -1;
};

/// What was erased since: the file `erasures` of the office that was lost, from where it was kept.
ledger::ErasureList erased_since(const BackupOptions& options) {
  if (options.erasures.empty()) return {};
  return ledger::parse_erasure_list(outside::read_file(options.erasures));
}

SecretBytes backup_password(const Session& session, const BackupOptions& options) {
  return session.password(options.password_descriptor, {"cli.ask_backup_password", {}});
}

ExitCode tell(const Session& session, const char* key, const Json& answer) {
  if (session.terminal().json()) {
    session.terminal().print(answer);
  } else {
    session.terminal().line(session.terminal().say({key,
                                                    {{"path", answer.at("path").get<std::string>()},
                                                     {"log", answer.at("log").get<std::string>()},
                                                     {"size", answer.at("size").get<std::int64_t>()},
                                                     {"made", answer.at("made").get<std::string>()}}}));
  }
  return ExitCode::yes;
}

ExitCode create(const Session& session, const BackupOptions& options) {
  const SecretBytes password = backup_password(session, options);
  const Json answer = session
                          .require("backup.create", {{"path", std::filesystem::absolute(options.file).string()},
                                                     {"backup_password", password.reveal()}})
                          .json;
  return tell(session, "cli.backup_made", answer);
}

ExitCode verify(const Session& session, const BackupOptions& options) {
  return tell(session, "cli.backup_verified", engine::verify_backup(options.file, backup_password(session, options)));
}

ExitCode restore(const Session& session, const BackupOptions& options) {
  const SecretBytes password = backup_password(session, options);
  const auto code = tell(session, "cli.backup_restored",
                         engine::restore_backup(options.file, options.folder, password, erased_since(options), outside::now()));
  session.terminal().tell(Message{"cli.restored_is_closed", {{"folder", options.folder}}});
  return code;
}

}  // namespace

void add_backup(CLI::App& app, Action& chosen, const Terminal& terminal) {
  auto options = std::make_shared<BackupOptions>();
  auto* group = subcommand(app, "backup", terminal, "backup");
  group->require_subcommand(1);
  const auto add = [&](const char* name, auto run) {
    auto* command = subcommand(*group, name, terminal, std::string("backup_") + name);
    command->add_option("FILE", options->file)->required();
    command->add_option("--backup-password-fd", options->password_descriptor, terminal.say({"cli.help.backup_password_fd", {}}));
    command->callback(
        [&chosen, options, run] { chosen = [options, run](const Session& session) { return run(session, *options); }; });
    return command;
  };
  (void)add("create", create);
  (void)add("verify", verify);
  auto* restored = add("restore", restore);
  restored->add_option("DIR", options->folder)->required();
  restored->add_option("--erasures", options->erasures, terminal.say({"cli.help.erasures", {}}));
}

}  // namespace chancery::cli
