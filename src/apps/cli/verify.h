#pragma once

#include "apps/cli/exit_codes.h"
#include "apps/cli/trust_folder.h"
#include "base/timestamp.h"
#include "formats/json.h"
#include "signing/indication.h"
#include "text/catalogue.h"

#include <optional>
#include <string_view>

namespace chancery::cli {

/// What was found about one file, for `--json`: {file, verdict, sub?, words, ours, trust_lists, signatures:[{place, indication,
/// sub?, words, signer, level?, time, proven_time?, act?, capacity?, certificate?, covers:[path], time_stamps:[…]}],
/// time_stamps:[{place, indication, sub?, server, time}], notes:[{place, text}]}.
struct FileVerdict {
  ExitCode code;
  formats::Json json;
};

/// What is judged: the file, and the content of a detached signature.
struct FileToVerify {
  std::string_view name;
  Blob bytes;
  std::optional<Blob> content;
};

/// 0 for TOTAL-PASSED, 1 for TOTAL-FAILED, 8 for INDETERMINATE.
[[nodiscard]] ExitCode exit_code_of(signing::Indication verdict);

/// Judges a container or a `.p7s` by this trust alone.   Throws: Error{Fault::input} when the file is of no known type.
[[nodiscard]] FileVerdict verify_file(const FileToVerify& file, const GivenTrust& trust, Timestamp at, text::Language language);

}  // namespace chancery::cli
