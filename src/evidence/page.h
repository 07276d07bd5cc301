#pragma once

#include "base/bytes.h"
#include "base/sha256.h"

#include <optional>
#include <string_view>

namespace chancery::evidence {

/// `README.txt` of every evidence file: what it is, and the commands that check parts of it without Chancery.
[[nodiscard]] BytesView readme();
/// The page that verifies, without evidence: from a reader's own copy it accepts a dropped file.
[[nodiscard]] BytesView verifier_page();
/// What is published with a release, so that a reader can compare the page in hand.
[[nodiscard]] Sha256 verifier_page_sha256();

/// `ID.evidence.html`: the page and behind it exactly this file in Base64.
[[nodiscard]] Bytes write_page(const Blob& evidence);

/// Whether bytes begin as the page does, of this or another release.
[[nodiscard]] bool is_page(BytesView bytes);
/// The evidence behind a page.   `known` says whether the page is the one of this program, byte for byte.
struct PageWithEvidence {
  Blob evidence;
  bool known;
};
/// Nothing when there is no evidence in it that can be read.
[[nodiscard]] std::optional<PageWithEvidence> read_page(BytesView bytes);

}  // namespace chancery::evidence
