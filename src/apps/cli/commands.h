#pragma once

#include "apps/cli/session.h"

#include <CLI/CLI.hpp>

#include <functional>

namespace chancery::cli {

/// What a command line asks for: set by the subcommand that was named, run when all options are read.
using Action = std::function<ExitCode(const Session&)>;

/// Adds the subcommands of one area; the callback of each sets `chosen`. Help texts are in the language of the person.
void add_init(CLI::App& app, Action& chosen, const Terminal& terminal);
void add_serve(CLI::App& app, Action& chosen, const Terminal& terminal);
void add_document(CLI::App& app, Action& chosen, const Terminal& terminal);
void add_dossier(CLI::App& app, Action& chosen, const Terminal& terminal);
void add_sign(CLI::App& app, Action& chosen, const Terminal& terminal);
void add_verify(CLI::App& app, Action& chosen, const Terminal& terminal);
void add_ledger(CLI::App& app, Action& chosen, const Terminal& terminal);
void add_evidence(CLI::App& app, Action& chosen, const Terminal& terminal);
void add_user(CLI::App& app, Action& chosen, const Terminal& terminal);
void add_workflow(CLI::App& app, Action& chosen, const Terminal& terminal);
void add_template(CLI::App& app, Action& chosen, const Terminal& terminal);
void add_compare(CLI::App& app, Action& chosen, const Terminal& terminal);
void add_backup(CLI::App& app, Action& chosen, const Terminal& terminal);
void add_doctor(CLI::App& app, Action& chosen, const Terminal& terminal);
void add_translation(CLI::App& app, Action& chosen, const Terminal& terminal);

/// A document of a list as one line of text.
[[nodiscard]] std::string document_line(const Terminal& terminal, const formats::Json& document);

/// A subcommand with its help from the catalogue: `cli.help.<key>`.
[[nodiscard]] CLI::App* subcommand(CLI::App& app, const std::string& name, const Terminal& terminal, const std::string& key);

}  // namespace chancery::cli
