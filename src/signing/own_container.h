#pragma once

#include "formats/zip_archive.h"
#include "signing/report.h"
#include "signing/signature_judge.h"

namespace chancery::signing {

/// Whether a container says that it is ours: its `manifest.json` is of type `chancery.manifest/1`.
[[nodiscard]] bool is_ours(const formats::ZipArchive& container);

/// Judges a container of ours: every byte is signed, compared with a fixed value, or composed again (FORMATS, *Container*).
[[nodiscard]] Report judge_own_container(const formats::ZipArchive& container, SignatureJudge& judge);

}  // namespace chancery::signing
