#include "base/error.h"
#include "document/statement.h"
#include "engine/command.h"
#include "engine/office_content.h"
#include "engine/signing_desk.h"
#include "formats/x509.h"
#include "ledger/checkpoint.h"
#include "ledger/person.h"
#include "signing/signed_data.h"
#include "store/people.h"

#include <algorithm>

namespace chancery::engine {

using formats::Json;

namespace {

/// The event must be on offer to this person in this state.
std::optional<Refusal> objection_to_event(const std::vector<workflow::Offer>& offers, const std::string& event) {
  const auto offer =
      std::find_if(offers.begin(), offers.end(), [&](const workflow::Offer& candidate) { return candidate.event == event; });
  if (offer == offers.end()) return Refusal{"workflow.no_such_event", {"engine.event_not_offered", {{"event", event}}}};
  return offer->refusal;
}

std::vector<formats::Certificate> chain_of(const Json& answer) {
  std::vector<formats::Certificate> chain;
  for (const Json& encoded : answer.value("chain", Json::array())) {
    const auto der = parse_base64(encoded.get<std::string>());
    if (!der) refuse_odd_field("chain");
    chain.push_back(formats::Certificate::read(*der, "chain"));
  }
  return chain;
}

/// A `.p7s` that another program made over the offered ASiCManifest, with signed attributes of its own. It is judged like every
/// signature when it is taken; here only that it is the one that was asked for.
Bytes made_elsewhere(const Json& answer, const OpenRequest& request) {
  auto bytes = parse_base64(answer.at("signature").get<std::string>());
  if (!bytes) refuse_odd_field("signature");
  const auto data = signing::read_signed_data(*bytes, request.slot.signature_path());
  const auto certificate = formats::Certificate::read(request.certificate, "certificate");
  if (data.signers.size() != 1 || !signing::names(data.signers.front(), certificate)) {
    throw Error(Fault::input, {"engine.signed_by_another", {{"signer", certificate.subject_name()}}});
  }
  return *std::move(bytes);
}

/// A person of this office, when `on_behalf_of` is the id of one; any other words go into the statement as they are.
std::optional<std::string> delegated_by(const Json& order) {
  if (!order.contains("on_behalf_of") || !order.at("on_behalf_of").is_string()) return std::nullopt;
  std::string word = order.at("on_behalf_of").get<std::string>();
  return PersonId::parse(word) ? std::optional(std::move(word)) : std::nullopt;
}

document::PersonInDocument pseudonym_of(store::Database& database, const PersonId& person, const DocumentId& document) {
  return ledger::pseudonym_in(document, store::People(database).key(person).value()).hex();
}

Signatory signatory_of(store::Database& database, const Caller& caller, const document::Subject& subject,
                       const std::optional<Sha256>& instrument, const DocumentId& document) {
  Signatory signatory{caller.person};
  signatory.pseudonym = pseudonym_of(database, caller.person, document);
  if (!subject.behind) return signatory;
  signatory.principal = subject.person;
  signatory.principal_name = name_of_person(database, subject.person);
  signatory.principal_pseudonym = pseudonym_of(database, subject.person, document);
  signatory.instrument = instrument;
  return signatory;
}

}  // namespace

Decision<SigningOffer> Office::open_signing(const Caller& caller, const Json& order) {
  const auto id = DocumentId::parse(order.value("document", ""));
  if (!id) {
    content_->writer.count_refusal(document::unknown_document().rule);
    refuse(document::unknown_document());
  }
  Command attempt;
  attempt.document = *id;
  attempt.event = order.value("act", "");
  std::optional<Decision<SigningOffer>> offer;
  content_->writer.run([&](store::Database& database) {
    auto standing = content_->standing(database, caller, delegated_by(order));
    if (standing.refused()) {
      offer = standing.refusal();
      return;
    }
    const auto& [subject, instrument] = standing.value();
    const auto judged = content_->judged_row(database, subject, *id, document::action_for(attempt.event));
    if (judged.refused()) {
      if (document::is_unknown(judged.refusal())) refuse(judged.refusal());
      offer = judged.refusal();
      return;
    }
    const store::DocumentRow& row = judged.value();
    const auto offers = content_->preparation.offers(database, subject, row);
    if (auto objection = objection_to_event(offers, attempt.event)) {
      offer = *std::move(objection);
      return;
    }
    const auto checkpoint = ledger::Checkpoint::parse(content_->writer.checkpoint().text()).value().text();
    auto request =
        open_request(database, row, signatory_of(database, caller, subject, instrument, *id), order, checkpoint, now());
    if (!request.refused()) save_request(database, request.value());
    offer = request.refused() ? Decision<SigningOffer>(request.refusal()) : Decision<SigningOffer>(offer_of(request.value()));
  });
  if (offer->refused()) content_->log_refusal(caller, attempt, offer->refusal());
  return *std::move(offer);
}

/// Nobody is asked for anything about a request that is over; the step will say so.
Bytes Office::Content::finished(const OpenRequest& request, BytesView value, const std::vector<formats::Certificate>& chain,
                                Timestamp now) const {
  const auto offered = signing_request(request);
  if (request.used || request.expires < now) return signing::finish(offered, value, chain);
  return validation->finish(offered, value, chain, now);
}

Decision<Outcome> Office::finish_signing(const Caller& caller, const Json& answer) {
  const auto id = RequestId::parse(answer.value("request", ""));
  const auto value = parse_base64(answer.value("value", ""));
  if (!value) refuse_odd_field("value");
  const auto request =
      id ? content_->readers.read([&](store::Database& database) { return find_request(database, *id); }) : std::nullopt;
  if (!request || request->person != caller.person) return Refusal{"engine.no_such_request", {"engine.no_such_request", {}}};
  Command command;
  command.document = request->document;
  command.event = document::name_of(request->act);
  command.manifest = request->manifest;
  command.data = {{"request", request->id.hex()}};
  if (request->principal) command.on_behalf_of = request->principal->hex();
  if (answer.contains("key")) command.key = answer.at("key").get<std::string>();
  const bool ready = answer.contains("signature");
  Blob signature(ready ? made_elsewhere(answer, *request) : content_->finished(*request, *value, chain_of(answer), now()));
  command.files.push_back({request->slot.signature_path(), "application/x-pkcs7-signature", std::move(signature)});
  return content_->perform(caller, command);
}

}  // namespace chancery::engine
