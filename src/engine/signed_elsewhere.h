#pragma once

#include "base/decision.h"
#include "engine/command.h"
#include "engine/draft.h"
#include "engine/signing_desk.h"

namespace chancery::engine {

/// Takes a signature that another program made over the files of the frozen document, kept whole beside the container: the
/// first file is an ASiC container or a `.p7s` over `manifest.json`. `data`: {capacity, party, place, mode}. Its signer did not
/// sign these words: they stand in the step's `recorded` (FORMATS, *Statement*). One that cannot be judged here (DSTU 4145)
/// needs the protocol of an outside verifier as the second file.
/// Refuses with the rules of party_for and evidence::judge_elsewhere, `engine.key_of_another`,
/// `engine.demonstration_certificate`, `engine.signature_and_protocol`, `engine.protocol_needed`, `engine.signature_kept`.
/// Throws: Error{Fault::conflict} when the manifest is another one; Error{Fault::input} for a file of no known type.
[[nodiscard]] Decision<Draft> take_elsewhere(Draft draft, store::Database& database, const SignaturePolicy& policy,
                                             const PersonId& person, const Performer& performer, const Command& command);

}  // namespace chancery::engine
