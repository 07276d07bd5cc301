#pragma once

#include "apps/cli/exit_codes.h"
#include "base/timestamp.h"
#include "formats/certificate_chain.h"
#include "formats/json.h"
#include "text/catalogue.h"

#include <string_view>

namespace chancery::cli {

/// What was found about one file, for `--json`: {file, verdict, sub?, ours, signatures:[{place, indication, sub?, words, signer,
/// time, act?, capacity?, certificate?}], notes:[{place, text}]}.
struct FileVerdict {
  ExitCode code;
  formats::Json json;
};

/// Judges a container against these anchors alone.   Throws: Error{Fault::input} when the file is of no known type.
[[nodiscard]] FileVerdict verify_file(const Blob& bytes, std::string_view name, const formats::TrustAnchors& anchors,
                                      Timestamp at, text::Language language);

}  // namespace chancery::cli
