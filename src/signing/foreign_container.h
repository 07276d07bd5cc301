#pragma once

#include "formats/zip_archive.h"
#include "signing/report.h"
#include "signing/signature_judge.h"

namespace chancery::signing {

/// Judges an ASiC-E container of any other program: every file covered by a signature, every reference found, each CAdES
/// signature by itself. The value of a XAdES signature is not judged: it is answered INDETERMINATE, or TOTAL-FAILED where its
/// files differ. Standard: ETSI EN 319 162-1 §4.4.
[[nodiscard]] Report judge_foreign_container(const formats::ZipArchive& container, SignatureJudge& judge);

}  // namespace chancery::signing
