#pragma once

#include "base/decision.h"
#include "document/statement.h"
#include "engine/acting.h"
#include "engine/command.h"
#include "engine/draft.h"
#include "formats/certificate_chain.h"
#include "formats/json.h"
#include "signing/report.h"
#include "signing/signing_request.h"
#include "store/documents.h"

namespace chancery::engine {

/// By whom signatures are judged in this office.
struct SignaturePolicy {
  const formats::TrustAnchors& anchors;
  const Sha256& sha256;
};

/// Who signs: `person`, or whom `person` stands for, by this instrument of delegation.
struct Signatory {
  PersonId person;
  std::optional<PersonId> principal = std::nullopt;
  std::string principal_name = {};
  std::optional<Sha256> instrument = std::nullopt;
  /// As the document names them.
  document::PersonInDocument pseudonym = {};
  std::optional<document::PersonInDocument> principal_pseudonym = std::nullopt;
};

/// What keeps a person from an act for every party; nothing when there is one for which they may do it.
[[nodiscard]] std::optional<Refusal> objection_to_act(const document::Document& document, document::Act act,
                                                      const Performer& performer);

/// The party for which this person may do the act: `order.party`, or the one that is still open. Rules: `engine.no_such_party`,
/// `engine.party_has_signed`, `engine.nothing_to_confirm`, `engine.name_party`, `engine.signs_for_another_party`.
[[nodiscard]] Decision<unsigned> party_for(const document::Document& document, const formats::Json& order, document::Act act,
                                           const Performer& performer);
/// A key with which somebody else has signed in this office, or that has signed this document for another party, is not theirs.
[[nodiscard]] std::optional<Refusal> objection_to_key(store::Database& database, const document::Document& document,
                                                      const formats::Certificate& certificate, const PersonId& person,
                                                      unsigned party, document::Act act);
/// What people read of an act, trimmed.   Throws: Error{Fault::input} when it is missing, blank or longer than 500 bytes.
[[nodiscard]] std::string required_words(const formats::Json& order, const char* field);
/// A signature as the leaf names it (FORMATS, *Leaf*: SIG).
[[nodiscard]] ledger::FileSignature for_leaf(const signing::SignatureReport& report, document::Act act, const Sha256& policy);

/// What was offered to a key and waits for its value.
struct OpenRequest {
  RequestId id;
  DocumentId document;
  signing::SlotNumber slot;
  PersonId person;
  document::Act act;
  unsigned party;
  Sha256 manifest;
  Bytes certificate;
  Bytes asic_manifest;
  Bytes signed_attributes;
  Timestamp expires;
  bool used;
  std::optional<PersonId> principal;
};

/// How long an offer to sign stands.
inline constexpr std::chrono::minutes signing_time{60};

/// Composes what the key will sign; the slot is the next one that was never allotted.
/// `order`: {document, manifest, act, party, capacity, place, mode, on_behalf_of, instrument, certificate}; see
/// Office::open_signing. Refuses with `engine.no_such_party`, `engine.party_has_signed`, `engine.certificate_refused`,
/// `engine.demonstration_certificate`. Throws: Error{Fault::conflict} when the manifest is another one; Error{Fault::input} for a
/// field that is missing or odd.
[[nodiscard]] Decision<OpenRequest> open_request(store::Database& database, const store::DocumentRow& row,
                                                 const Signatory& signatory, const formats::Json& order,
                                                 std::string_view checkpoint, Timestamp now);

/// Stores the request. Requires: the writer's transaction.
void save_request(store::Database& database, const OpenRequest& request);
[[nodiscard]] std::optional<OpenRequest> find_request(store::Database& database, const RequestId& id);
/// The offer as Office::open_signing gives it.
[[nodiscard]] formats::Json offer_of(const OpenRequest& request);
/// The request as the signing module checks a value against it.
[[nodiscard]] signing::SigningRequest signing_request(const OpenRequest& request);

/// Takes a finished signature into the document: `data.request` names the request, the one file is its `.p7s`.
/// Refuses with `engine.no_such_request`, `engine.request_used`, `engine.request_expired`, `engine.signature_not_accepted`.
[[nodiscard]] Decision<Draft> sign(Draft draft, store::Database& database, const SignaturePolicy& policy, const PersonId& person,
                                   const Performer& performer, const Command& command);

}  // namespace chancery::engine
