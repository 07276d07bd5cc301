#pragma once

#include "formats/zip_archive.h"
#include "signing/report.h"
#include "signing/signature_judge.h"

namespace chancery::signing {

/// Whether a container is ours: its `manifest.json` is of type `chancery.manifest/1`, and a signature in it is laid out as we do
/// it, or there is none yet. Our files signed with another program are a container of that program. Whoever changes our layout to
/// be judged as somebody else changes what is signed.
[[nodiscard]] bool is_ours(const formats::ZipArchive& container);

/// Judges a container of ours: every byte is signed, compared with a fixed value, or composed again (FORMATS, *Container*).
[[nodiscard]] Report judge_own_container(const formats::ZipArchive& container, SignatureJudge& judge);

}  // namespace chancery::signing
