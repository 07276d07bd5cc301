#pragma once

namespace chancery::cli {

/// The whole command line: reads it, runs one command, and answers with an exit code of DESIGN §10.
[[nodiscard]] int run(int count, char** arguments);

}  // namespace chancery::cli
