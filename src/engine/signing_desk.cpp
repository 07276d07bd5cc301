#include "engine/signing_desk.h"

#include "base/error.h"
#include "engine/validation_data.h"
#include "formats/x509.h"
#include "outside/entropy.h"
#include "signing/container.h"
#include "signing/demonstration.h"
#include "signing/report.h"
#include "signing/verifier.h"
#include "text/characters.h"
#include "text/normal_form.h"

#include <algorithm>

namespace chancery::engine {
namespace {

using document::Document;
using formats::Json;

Refusal refusal(const char* rule, std::vector<std::pair<std::string, Message::Argument>> arguments = {}) {
  return {rule, {rule, std::move(arguments)}};
}

std::string required_text(const Json& order, const char* field) {
  if (!order.contains(field) || !order.at(field).is_string() || order.at(field).get_ref<const std::string&>().empty())
    refuse_odd_field(field);
  return text::to_nfc(order.at(field).get_ref<const std::string&>());
}

}  // namespace

std::string required_words(const Json& order, const char* field) {
  constexpr std::size_t longest = 500;
  std::string words(text::trim(required_text(order, field)));
  if (words.empty() || words.size() > longest) refuse_odd_field(field);
  return words;
}

namespace {

std::optional<std::string> optional_text(const Json& order, const char* field) {
  return order.contains(field) ? std::optional(required_text(order, field)) : std::nullopt;
}

template <class T>
T required(std::optional<T> value, const char* field) {
  if (!value) refuse_odd_field(field);
  return *std::move(value);
}

bool has_signed(const Document& document, unsigned party, document::Act act) {
  return std::any_of(document.signatures.begin(), document.signatures.end(), [&](const document::Signature& signature) {
    return signature.party == party && signature.act == document::name_of(act);
  });
}

/// Whether the act is still to be done for a party: whoever confirms, confirms what was signed ad referendum.
bool is_open(const Document& document, unsigned party, document::Act act) {
  if (act == document::Act::confirm) return document::waits_for_confirmation(document, party);
  return !has_signed(document, party, act);
}

std::optional<Refusal> objection_to(const Document& document, unsigned party, document::Act act) {
  if (act == document::Act::confirm && !document::waits_for_confirmation(document, party))
    return refusal("engine.nothing_to_confirm", {{"party", document.parties[party - 1]}});
  if (has_signed(document, party, act)) return refusal("engine.party_has_signed", {{"party", document.parties[party - 1]}});
  return std::nullopt;
}

/// Two parties are two people: whoever acted for one, in whose name ever, does not sign for another. A seal is nobody's hand.
std::optional<Refusal> objection_to(const Document& document, unsigned party, document::Act act, const Performer& performer) {
  if (act == document::Act::seal) return std::nullopt;
  for (const document::Signature& signature : document.signatures) {
    if (signature.party == party || signature.act == document::name_of(document::Act::seal)) continue;
    if (signature.person != performer.person && signature.person != performer.principal) continue;
    return refusal("engine.signs_for_another_party", {{"party", document.parties[signature.party - 1]}});
  }
  return std::nullopt;
}

}  // namespace

std::optional<Refusal> objection_to_key(store::Database& database, const Document& document,
                                        const formats::Certificate& certificate, const PersonId& person, unsigned party,
                                        document::Act act) {
  if (act == document::Act::seal) return std::nullopt;
  for (const document::Signature& signature : document.signatures) {
    const bool other = signature.party != party && signature.act != document::name_of(document::Act::seal);
    if (other && signature.certificate == sha256(certificate.der()))
      return refusal("engine.key_of_another", {{"signer", certificate.subject_name()}});
  }
  const auto other = database.find<PersonId>(
      "SELECT person FROM signing_requests WHERE certificate = ?1 AND used IS NOT NULL AND person <> ?2 AND act <> 'seal' LIMIT "
      "1",
      {store::Parameter::bytes(certificate.der()), person});
  if (!other) return std::nullopt;
  return refusal("engine.key_of_another", {{"signer", certificate.subject_name()}});
}

namespace {

/// The party for which somebody signs: the one that is named, or the first that has not signed yet.
Decision<unsigned> party_of(const Document& document, const Json& order, document::Act act) {
  unsigned party = 1;
  if (order.contains("party")) {
    if (!order.at("party").is_number_integer()) refuse_odd_field("party");
    party = order.at("party").get<unsigned>();
  } else {
    while (party < document.parties.size() && !is_open(document, party, act)) ++party;
    for (unsigned other = party + 1; other <= document.parties.size(); ++other) {
      if (act != document::Act::seal && is_open(document, other, act)) return refusal("engine.name_party");
    }
  }
  if (party < 1 || party > document.parties.size()) return refusal("engine.no_such_party", {{"party", std::int64_t{party}}});
  if (auto objection = objection_to(document, party, act)) return *std::move(objection);
  return party;
}

}  // namespace

Decision<unsigned> party_for(const Document& document, const Json& order, document::Act act, const Performer& performer) {
  auto party = party_of(document, order, act);
  if (party.refused()) return party;
  if (auto objection = objection_to(document, party.value(), act, performer)) return *std::move(objection);
  return party;
}

namespace {

std::optional<Refusal> objection_to(const formats::Certificate& certificate, const Document& document, Timestamp now) {
  if (auto objection = signing::objection_to(certificate, now))
    return Refusal{"engine.certificate_refused", *std::move(objection)};
  if (signing::is_demonstration(certificate) && !document.specimen) return refusal("engine.demonstration_certificate");
  return std::nullopt;
}

std::vector<signing::SignedFile> files_to_sign(const document::Frozen& frozen) {
  std::vector<signing::SignedFile> files{{frozen.manifest.path, frozen.manifest.media_type, frozen.manifest.sha256}};
  for (const document::File& file : frozen.files) files.push_back({file.path, file.media_type, file.sha256});
  return files;
}

signing::SlotNumber next_slot(store::Database& database, const DocumentId& document) {
  const auto last =
      database.find<std::int64_t>("SELECT coalesce(max(slot), 0) FROM signing_requests WHERE document = ?1", {document});
  const auto slot = signing::SlotNumber::from(static_cast<unsigned>(last.value_or(0)) + 1);
  if (!slot) throw Error(Fault::conflict, {"engine.no_slot_left", {}});
  return *slot;
}

/// A substitute signs in the name of the person whose substitute they are; else it is what the signer says.
std::optional<std::string> named_principal(const Signatory& signatory, const Json& order) {
  return signatory.principal ? std::optional(signatory.principal_name) : optional_text(order, "on_behalf_of");
}

/// By which the signer may act: the delegation, where somebody acts for somebody else, or what the signer names.
std::optional<Sha256> instrument_of(const Signatory& signatory, const Json& order) {
  if (!order.contains("instrument")) return signatory.instrument;
  const auto named = required(Sha256::parse(required_text(order, "instrument")), "instrument");
  if (signatory.instrument && *signatory.instrument != named) refuse_odd_field("instrument");
  return named;
}

Bytes statement_for(const document::Frozen& frozen, document::Act act, const RequestId& id, const Signatory& signatory,
                    const Json& order, std::string_view checkpoint, Timestamp expires) {
  const bool remote = order.value("mode", "in_person") == "remote";
  return document::compose_statement({frozen.manifest.sha256,
                                      act,
                                      required_words(order, "capacity"),
                                      instrument_of(signatory, order),
                                      named_principal(signatory, order),
                                      optional_text(order, "place"),
                                      !remote,
                                      {},
                                      std::string(checkpoint),
                                      id,
                                      expires});
}

}  // namespace

ledger::FileSignature for_leaf(const signing::SignatureReport& report, document::Act act, const Sha256& policy) {
  const Sha256 none = sha256("");
  const std::string_view sub = signing::name_of(report.sub);
  std::vector<Sha256> tokens;
  for (const signing::TimeStampReport& stamp : report.stamps) tokens.push_back(stamp.sha256);
  return {std::string(document::name_of(act)),
          report.verifiable ? ledger::FileSignature::Kind::verified : ledger::FileSignature::Kind::unverifiable,
          report.value_sha256.value_or(none),
          report.file_sha256,
          report.signed_sha256.value_or(none),
          sha256(report.certificate.value_or(Bytes())),
          report.chain_sha256,
          std::move(tokens),
          report.revocation_sha256,
          std::string(signing::name_of(report.indication)),
          sub.empty() ? std::nullopt : std::optional(std::string(sub)),
          policy};
}

namespace {

std::optional<Refusal> objection_to(const std::optional<OpenRequest>& request, const Draft& draft, const PersonId& person,
                                    Timestamp now) {
  if (!request || request->document != draft.document.id || request->person != person) return refusal("engine.no_such_request");
  if (request->used) return refusal("engine.request_used");
  if (request->expires < now) return refusal("engine.request_expired", {{"expires", request->expires.text()}});
  return objection_to(draft.document, request->party, request->act);
}

void take_signature(Draft& draft, store::Database& database, const OpenRequest& request, const signing::SignatureReport& report,
                    const SignaturePolicy& policy, const Performer& performer, const Blob& signature) {
  const auto file = file_of(request.slot.signature_path(), "application/x-pkcs7-signature", signature);
  const Blob old = load_file(draft, database, draft.document.container->sha256);
  const Blob container(signing::add_signature(old.bytes(), request.slot, request.asic_manifest, signature.bytes()));
  draft.document.container = file_of(draft.document.container->path, signing::asic_e_media_type, container);
  draft.document.signatures.push_back({request.party, std::string(document::name_of(request.act)),
                                       document::SignatureKind::verified, request.slot.number(), report.signer, performer.person,
                                       performer.time, file, std::string(signing::name_of(report.level)),
                                       sha256(request.certificate)});
  draft.signatures.emplace_back(for_leaf(report, request.act, policy.sha256));
  draft.payload = {{"party", request.party}, {"act", document::name_of(request.act)}, {"slot", request.slot.number()}};
  draft.manifest = request.manifest;
  draft.used_request = request.id;
  draft.in.push_back(file);
  draft.out.push_back(*draft.document.container);
  add_file(draft, file, signature);
  add_file(draft, *draft.document.container, container);
}

}  // namespace

std::optional<Refusal> objection_to_act(const Document& document, document::Act act, const Performer& performer) {
  std::optional<Refusal> reason;  // what keeps them from a party that is still open tells more than that the others are done
  for (unsigned party = 1; party <= document.parties.size(); ++party) {
    const auto done = objection_to(document, party, act);
    auto objection = done ? done : objection_to(document, party, act, performer);
    if (!objection) return std::nullopt;
    if (!done || !reason) reason = std::move(objection);
  }
  return reason;
}

Decision<OpenRequest> open_request(store::Database& database, const store::DocumentRow& row, const Signatory& signatory,
                                   const Json& order, std::string_view checkpoint, Timestamp now) {
  Command seen;
  seen.manifest = Sha256::parse(required_text(order, "manifest"));
  require_manifest(row.document, seen);
  const auto act = required(document::parse_act(required_text(order, "act")), "act");
  const Performer performer{signatory.pseudonym, {}, now, signatory.principal_pseudonym};
  const auto party = party_for(row.document, order, act, performer);
  if (party.refused()) return party.refusal();
  const auto certificate =
      formats::Certificate::read(required(parse_base64(required_text(order, "certificate")), "certificate"), "certificate");
  if (auto objection = objection_to(certificate, row.document, now)) return *std::move(objection);
  if (auto objection = objection_to_key(database, row.document, certificate, signatory.person, party.value(), act))
    return *std::move(objection);

  const auto id = outside::random_id<RequestId>();
  const Timestamp expires = now.plus(signing_time);
  const auto slot = next_slot(database, row.document.id);
  const auto commitment =
      act == document::Act::seal ? signing::Commitment::proof_of_origin : signing::Commitment::proof_of_approval;
  const auto request =
      signing::prepare({certificate, statement_for(*row.document.frozen, act, id, signatory, order, checkpoint, expires),
                        commitment, files_to_sign(*row.document.frozen), slot, now});
  return OpenRequest{id,
                     row.document.id,
                     slot,
                     signatory.person,
                     act,
                     party.value(),
                     *seen.manifest,
                     certificate.der(),
                     request.asic_manifest(),
                     request.signed_attributes(),
                     expires,
                     false,
                     signatory.principal};
}

void save_request(store::Database& database, const OpenRequest& request) {
  database.run(
      "INSERT INTO signing_requests (id, document, slot, person, act, party, manifest, certificate, asic_manifest, "
      "signed_attributes, expires, principal) VALUES (?1, ?2, ?3, ?4, ?5, ?6, ?7, ?8, ?9, ?10, ?11, ?12)",
      {request.id, request.document, request.slot.number(), request.person, document::name_of(request.act), request.party,
       request.manifest, store::Parameter::bytes(request.certificate), store::Parameter::bytes(request.asic_manifest),
       store::Parameter::bytes(request.signed_attributes), request.expires, request.principal});
}

std::optional<OpenRequest> find_request(store::Database& database, const RequestId& id) {
  store::Statement row = database.query(
      "SELECT document, slot, person, act, party, manifest, certificate, asic_manifest, signed_attributes, expires, "
      "used IS NOT NULL, principal FROM signing_requests WHERE id = ?1",
      {id});
  if (!row.next()) return std::nullopt;
  return OpenRequest{id,
                     row.get<DocumentId>(0),
                     *signing::SlotNumber::from(static_cast<unsigned>(row.integer(1))),
                     row.get<PersonId>(2),
                     *document::parse_act(row.text(3)),
                     static_cast<unsigned>(row.integer(4)),
                     row.get<Sha256>(5),
                     row.bytes(6),
                     row.bytes(7),
                     row.bytes(8),
                     row.get<Timestamp>(9),
                     row.integer(10) != 0,
                     row.get<std::optional<PersonId>>(11)};
}

Json offer_of(const OpenRequest& request) {
  return {{"request", request.id.hex()},
          {"document", request.document.hex()},
          {"act", document::name_of(request.act)},
          {"party", request.party},
          {"slot", request.slot.number()},
          {"expires", request.expires.text()},
          {"manifest", request.manifest.hex()},
          {"asic_manifest", to_base64(request.asic_manifest)},
          {"signed_attributes", to_base64(request.signed_attributes)},
          {"digest", sha256(request.signed_attributes).hex()}};
}

signing::SigningRequest signing_request(const OpenRequest& request) {
  return {formats::Certificate::read(request.certificate, "certificate"), request.slot, request.asic_manifest,
          request.signed_attributes};
}

Decision<Draft> sign(Draft draft, store::Database& database, const SignaturePolicy& policy, const PersonId& person,
                     const Performer& performer, const Command& command) {
  require_manifest(draft.document, command);
  const auto id = RequestId::parse(data_text(command.data, "request"));
  const auto request = id ? find_request(database, *id) : std::nullopt;
  if (auto objection = objection_to(request, draft, person, performer.time)) return *std::move(objection);
  if (auto objection = objection_to(draft.document, request->party, request->act, performer)) return *std::move(objection);
  if (command.files.size() != 1) return refusal("engine.one_file");
  const Blob& signature = command.files.front().content;
  signing::Verifier verifier(policy.anchors, performer.time.plus(clock_slack));
  const auto report = verifier.verify_signature(signature.bytes(), request->asic_manifest, request->slot.signature_path());
  if (report.indication != signing::Indication::total_passed && !signing::waits_for_revocation(report))
    return Refusal{"engine.signature_not_accepted", signing::explain(report.sub)};
  take_signature(draft, database, *request, report, policy, performer, signature);
  return draft;
}

}  // namespace chancery::engine
