#pragma once

#include "base/decision.h"
#include "base/id.h"
#include "base/secret_bytes.h"
#include "base/timestamp.h"
#include "document/action.h"
#include "engine/caller.h"
#include "engine/clock.h"
#include "engine/command.h"
#include "engine/office_folder.h"
#include "engine/outcome.h"
#include "formats/certificate_chain.h"
#include "formats/json.h"
#include "workflow/definition.h"
#include "workflow/migrate.h"

#include <cstdint>
#include <filesystem>
#include <functional>
#include <memory>
#include <optional>
#include <string>
#include <vector>

namespace chancery::store {
class Database;
}

namespace chancery::outside {
class MailFolder;
}

namespace chancery::engine {

/// What a key somewhere else signs (FORMATS, *Container*), as JSON:
/// {request, document, act, party, expires, manifest, asic_manifest, signed_attributes, digest, files:[{path, media_type, size,
/// sha256}]}; bytes in Base64.
using SigningOffer = formats::Json;

/// One office: its folder, its database and its ledger, owned by this process while the object lives.
/// Every call may come from any thread. Every query and command is authorised for its caller; what a caller may not know of is
/// Error{Fault::absent} or the refusal `rights.unknown`.
class Office {
 public:
  /// Throws: Error — absent (no office there), unavailable (another process owns it), environment (newer schema, behind its
  /// anchor).
  [[nodiscard]] static Office open(const std::filesystem::path& folder, Clock clock);
  ~Office();
  Office(Office&&) noexcept;

  /// Whether this person may do it, on this document or on the office itself.
  [[nodiscard]] Decision<Allowed> authorize(const Caller& caller, document::Action action,
                                            const std::optional<DocumentId>& id) const;

  // Commands: one transaction, one revision, one leaf, one receipt.
  [[nodiscard]] Decision<Outcome> perform(const Caller& caller, const Command& command);
  /// Allots a slot and composes what the key of `certificate` signs; nothing of the document changes.
  /// `order`: {document, manifest, act, party, capacity, place, mode, instrument (hash), certificate (Base64 DER)}.
  [[nodiscard]] Decision<SigningOffer> open_signing(const Caller& caller, const formats::Json& order);
  /// `answer`: {request, value (Base64, DER or r‖s), chain:[Base64 DER], key?}. Only the stored attributes count, once, before
  /// they expire. Or {request, signature (Base64 .p7s), key?}: made elsewhere over the offered ASiCManifest, with its own
  /// attributes.
  [[nodiscard]] Decision<Outcome> finish_signing(const Caller& caller, const formats::Json& answer);

  // Queries. Lists and objects as JSON; the shapes are listed in src/engine/README.md.
  [[nodiscard]] formats::Json documents(const Caller& caller, const formats::Json& filter) const;
  /// A page of a pile, {pile, text, stage, after, limit}: engine/work_list.h. Quick among a million documents.
  [[nodiscard]] formats::Json work_list(const Caller& caller, const formats::Json& filter) const;
  /// The stages that a work list can be narrowed to: [{id, label}].
  [[nodiscard]] formats::Json work_stages() const;
  [[nodiscard]] formats::Json document(const Caller& caller, const DocumentId& id) const;
  /// For the caller, or for the person whose id is given and for whom the caller may act.
  [[nodiscard]] formats::Json actions(const Caller& caller, const DocumentId& id,
                                      const std::optional<std::string>& on_behalf_of = std::nullopt) const;
  /// Of each event that the chart offers, everything that stands in its way and what follows from it, in words of `language`.
  [[nodiscard]] formats::Json explain(const Caller& caller, const DocumentId& id, const std::string& language,
                                      const std::optional<std::string>& on_behalf_of = std::nullopt) const;
  [[nodiscard]] formats::Json history(const Caller& caller, const DocumentId& id) const;
  /// The chart of the document's workflow with its current state, as Graphviz DOT.
  [[nodiscard]] std::string chart(const Caller& caller, const DocumentId& id, const std::string& language) const;
  /// The files that its texts stood in, oldest first: [{sha256, revision}], the template before them as {sha256, template: true}.
  [[nodiscard]] formats::Json versions(const Caller& caller, const DocumentId& id) const;
  /// A file of the document by hash: its template, texts, renditions, annexes, evidence, manifest, container.
  [[nodiscard]] Blob file(const Caller& caller, const DocumentId& id, const Sha256& hash) const;
  [[nodiscard]] formats::Json receipt(const Caller& caller, const DocumentId& id, std::uint64_t seq) const;
  [[nodiscard]] formats::Json dossiers(const Caller& caller) const;
  [[nodiscard]] formats::Json dossier(const Caller& caller, const DossierId& id) const;
  /// For whom the caller may act now, by which instrument and until when.
  [[nodiscard]] formats::Json represented(const Caller& caller) const;

  // Ledger.
  [[nodiscard]] std::string checkpoint() const;
  [[nodiscard]] std::string verifier_key() const;
  [[nodiscard]] formats::Json verify_ledger() const;
  /// Whether tables and leaves agree, and every step was allowed: {result, documents, steps, findings} (engine/scrub.h).
  [[nodiscard]] Decision<formats::Json> scrub(const Caller& caller) const;
  /// Goes on with the scrub that never ends, for so many documents; returns what was found just now, one log line each. From one
  /// thread at a time.
  [[nodiscard]] std::vector<std::string> scrub_next(std::size_t documents);
  [[nodiscard]] formats::Json scrub_state() const;
  /// As engine/step_search.h.
  [[nodiscard]] formats::Json search_steps(const Caller& caller, const formats::Json& filter) const;
  /// As engine/day_of_steps.h; for who may read the ledger.
  [[nodiscard]] Decision<formats::Json> steps_of_today(const Caller& caller) const;
  /// What the ledger has to say to an old printed fingerprint: {result, message, then?, proof?}.
  /// Throws: Error{Fault::input} for a text that is none.
  [[nodiscard]] formats::Json challenge(const std::string& printed) const;
  [[nodiscard]] formats::Json prove(std::uint64_t seq) const;  // {proof, leaf (Base64)}
  [[nodiscard]] std::string prove_consistency(std::uint64_t from) const;
  [[nodiscard]] Decision<Allowed> export_ledger(const Caller& caller, const std::filesystem::path& folder) const;
  /// `ID.evidence.zip` (FORMATS, *Evidence*): what proves the history of a document without this office. Writes a `heads` entry.
  [[nodiscard]] Blob evidence(const Caller& caller, const DocumentId& id);

  /// Where each day's checkpoint goes, and the newest of which a letter has left: {mailbox?, last?:{size, root, time}}.
  [[nodiscard]] formats::Json checkpoints_outside() const;
  /// To no mailbox when empty.   Throws: Error{Fault::input} for what is no address, conflict where the office has none itself.
  [[nodiscard]] Decision<formats::Json> send_checkpoints_to(const Caller& caller, const std::string& address);

  /// Erases a person whose account is disabled: names, addresses, log-in names, the key of their pseudonyms, and what notes of
  /// the ledger say of their steps. `basis`: by which law or request; it stands in the ledger for ever, so it names nobody.
  /// {person, openings, entries:[seq], kept:[{key, uk, en}]}.   Throws: Error — input (no basis, a long one), absent (no such
  /// account), conflict (the account is in use).
  [[nodiscard]] Decision<formats::Json> erase_person(const Caller& caller, const std::string& log_in_name,
                                                     const std::string& basis);

  /// Seals a copy of everything but keys, anchor and trusted certificates (engine/backup.h), while the office works.
  [[nodiscard]] Decision<formats::Json> back_up(const Caller& caller, const std::filesystem::path& target,
                                                const SecretBytes& password) const;

  // Workflows and templates that documents can be made with.
  [[nodiscard]] formats::Json workflows() const;
  [[nodiscard]] formats::Json templates() const;
  /// Throws: Error{Fault::absent}.
  [[nodiscard]] workflow::Definition workflow(const Sha256& hash) const;
  /// Proves the chart first; one that has a defect, or was not fully explored, is refused as `workflow.not_proved`.
  [[nodiscard]] Decision<Sha256> publish_workflow(const Caller& caller, BytesView scxml, std::string_view name);
  /// What would become of the documents under way on another version of this chart, were they moved to this one; changes
  /// nothing. {workflow, sha256, documents:[{id, revision, configuration, to?, legal, obstacles:[{key, uk, en}], changes:[{key,
  /// uk, en}]}]}: no content, which who publishes has no right to.   Cost: O(documents).
  [[nodiscard]] Decision<formats::Json> try_migration(const Caller& caller, BytesView scxml, std::string_view name,
                                                      const workflow::StateMap& map) const;
  [[nodiscard]] Decision<Sha256> publish_template(const Caller& caller, std::string_view name, const Blob& docx,
                                                  const formats::Json& description);

  /// What an administrator may look at (engine/condition.h): [{check, state, words:{uk, en}}].
  [[nodiscard]] Decision<formats::Json> condition(const Caller& caller) const;
  [[nodiscard]] formats::Json about() const;  // {name:[{language, value}], code, origin}

  /// Hands the letters that are due to the mail folder; returns how many. From one thread at a time.
  std::size_t send_due(const outside::MailFolder& folder);
  /// As it was named when the office was made; `outgoing` in the office folder otherwise.
  [[nodiscard]] std::filesystem::path mail_folder() const;
  /// Instead of those that were named when the office was made: URLs, in the order in which they are asked.
  /// Requires: no other thread uses the office yet.
  void use_time_servers(std::vector<std::string> servers);
  /// Takes the steps of the timers that are due: each once, also after a crash. Returns a log line for each whose event the chart
  /// does not take any more. From one thread at a time.
  std::vector<std::string> fire_due();
  /// To be called once a minute or so: what is counted by the hour becomes a leaf when the hour is over, also in a quiet office.
  void tick();
  /// Runs `use` in the one writer, inside a transaction: people, sessions and other rows that are no document.
  void write(const std::function<void(store::Database&)>& use);
  /// Runs `use` on a reading connection.
  void read(const std::function<void(store::Database&)>& use) const;
  [[nodiscard]] Timestamp now() const;
  [[nodiscard]] const OrganisationId& organisation() const;
  [[nodiscard]] const OfficeFolder& folder() const;
  /// The authorities by which this office judges, as they were when it was opened.
  [[nodiscard]] const formats::TrustAnchors& anchors() const;

 private:
  struct Content;
  explicit Office(std::unique_ptr<Content> content);
  std::unique_ptr<Content> content_;
};

}  // namespace chancery::engine
