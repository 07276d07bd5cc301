#pragma once

#include "apps/cli/terminal.h"
#include "evidence/signing_offer.h"

#include <string>

namespace chancery::cli {

/// Tells, before any password is asked for, what would be signed: the act, each file with its hash as it was recomputed here, and
/// the hash words of the manifest. To stderr; with `--json`, where nobody reads along, nothing.
void show_content(const Terminal& terminal, const evidence::ContentToSign& content, const std::string& act,
                  const std::string& capacity);

}  // namespace chancery::cli
