#pragma once

#include "formats/zip_archive.h"
#include "signing/report.h"
#include "signing/signature_judge.h"

namespace chancery::signing {

/// Judges an ASiC-E or ASiC-S container of any other program, with CAdES or XAdES: every file covered by a signature, every
/// reference found, each signature by itself, tokens that stand as files.   Standard: ETSI EN 319 162-1 §4.3, §4.4.
[[nodiscard]] Report judge_foreign_container(const formats::ZipArchive& container, SignatureJudge& judge);

}  // namespace chancery::signing
