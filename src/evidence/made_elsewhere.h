#pragma once

#include "base/decision.h"
#include "evidence/signing_offer.h"
#include "signing/report.h"
#include "signing/trust_material.h"

#include <optional>
#include <string_view>
#include <vector>

namespace chancery::evidence {

/// The three kinds of signatures, told apart in words everywhere (FORMATS, *Leaf*: SIG).
enum class SignatureKind {
  verified,      // electronic, and judged here
  unverifiable,  // electronic, with algorithms that cannot be judged here: an outside verifier's protocol goes with it
  paper          // on paper, with a scan: a recorded act
};
[[nodiscard]] std::string_view name_of(SignatureKind kind);
[[nodiscard]] Message explain(SignatureKind kind);

/// One signature that was made with another program.
struct ElsewhereSignature {
  signing::SignatureReport report;
  SignatureKind kind;
  bool states;  // its signer signed the offered statement too; otherwise act, capacity and instrument are the office's word
};

/// What is compared: the files as they were recomputed, and the statement that was offered with them.
struct ElsewhereOffer {
  ContentToSign content;
  std::optional<Sha256> statement;  // of the offered `statement.json`
};

/// A container of any program over the same files, hash for hash and whatever they are called there, or a `.p7s` over
/// `manifest.json` or over the offered statement. It is kept whole beside ours. Rules: `elsewhere.no_signature`,
/// `elsewhere.by_request` (it carries a statement of its act already, and counts for that one alone), `elsewhere.other_files`,
/// `elsewhere.broken`, `elsewhere.undecided` (with the reason). `signed_content`: what a detached `.p7s` is over.   Throws:
/// Error{Fault::input} when the file is of no known type.
[[nodiscard]] Decision<std::vector<ElsewhereSignature>> judge_elsewhere(const Blob& file, std::string_view place,
                                                                        const std::optional<Blob>& signed_content,
                                                                        const ElsewhereOffer& offer,
                                                                        const signing::TrustMaterial& trust, Timestamp at);

/// A signature that another office added to a copy of our container.
struct AddedSignature {
  signing::SlotNumber slot;
  Bytes asic_manifest;
  Bytes signature;
};

/// What a copy has more than ours: all that was there must be there by name and content, and every new slot must be one of ours
/// and pass. Rules: `elsewhere.changed` naming the entry, `elsewhere.broken`, `elsewhere.undecided`, `elsewhere.no_signature`.
[[nodiscard]] Decision<std::vector<AddedSignature>> judge_copy(const Blob& ours, const Blob& copy, std::string_view place,
                                                               const signing::TrustMaterial& trust, Timestamp at);

}  // namespace chancery::evidence
