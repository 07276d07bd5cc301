#pragma once

#include "base/decision.h"
#include "engine/command.h"
#include "engine/draft.h"
#include "workflow/offer.h"

#include <string>

namespace chancery::engine {

/// Who does a step, in the words of the document's leaves.
struct Performer {
  document::PersonInDocument person;
  std::string name;  // for `note`
  Timestamp time;
  std::optional<document::PersonInDocument> principal = std::nullopt;  // in whose name they act
};

/// Counts the approval of each section that the command names; `offer.approves` says which the event may take.
/// Refuses with `engine.section_not_approvable`, `engine.no_section`.
/// Throws: Error{Fault::conflict} when a section is no longer what the person saw.
[[nodiscard]] Decision<Draft> approve(Draft draft, const workflow::Offer& offer, const Performer& performer,
                                      const Command& command);

/// The closing confirmation of the manifest that the command names.
/// Throws: Error{Fault::conflict} when the frozen document is another one.
[[nodiscard]] Decision<Draft> close(Draft draft, const Command& command);

/// Enters an act from outside: `data.recorded` {capacity, body, acted, place, channel, number, signer, party} and one evidence
/// file. It counts when a second person attests it. Refuses with `engine.recorded_incomplete`, `engine.one_file`,
/// `engine.no_such_party`, `engine.party_has_signed`.
[[nodiscard]] Decision<Draft> record(Draft draft, const Performer& performer, const Command& command);

/// Confirms what `record.X` entered, for the event `attest.X`; a signature on paper counts from here on.
/// Refuses with `engine.nothing_to_attest`.
[[nodiscard]] Decision<Draft> attest(Draft draft, const Performer& performer, const Command& command);

/// Keeps a file that shows something beside the document; `extension`: as in ".p7s", for the program that opens it.
document::File keep_evidence(Draft& draft, const Attachment& attachment, std::string_view extension = {});
/// An act as the leaf tells of it (FORMATS, *Leaf*: `recorded`).
[[nodiscard]] ledger::RecordedAct for_leaf(const document::RecordedAct& act);

/// Takes back what the freeze made; number and date stay, the texts and their approvals too.
[[nodiscard]] Draft thaw(Draft draft);

/// Throws: Error{Fault::conflict} unless the command names the manifest of the frozen document.
void require_manifest(const document::Document& document, const Command& command);

/// The person of a document's records as a leaf names an actor.
[[nodiscard]] ledger::Actor actor_of(const document::PersonInDocument& person);

/// The event of which `event` is the recording (`record.X`) or the attestation (`attest.X`).
[[nodiscard]] bool is_recording(std::string_view event);
[[nodiscard]] bool is_attestation(std::string_view event);

}  // namespace chancery::engine
