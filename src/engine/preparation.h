#pragma once

#include "base/decision.h"
#include "document/rights.h"
#include "engine/caller.h"
#include "engine/clock.h"
#include "engine/command.h"
#include "engine/definitions.h"
#include "engine/prepared.h"
#include "formats/certificate_chain.h"
#include "outside/mail_message.h"
#include "store/database.h"
#include "store/documents.h"
#include "workflow/effect.h"
#include "workflow/explain.h"
#include "workflow/offer.h"

#include <functional>

namespace chancery::engine {

/// What every preparation reads besides the database.
struct Surroundings {
  Clock clock;
  std::string origin;
  OrganisationId organisation;
  formats::TrustAnchors anchors;
  Sha256 signature_policy;                                 // hash of the list of anchors
  std::optional<outside::Mailbox> mailbox = std::nullopt;  // from which the office writes
  std::vector<std::string> time_servers = {};              // URLs, in the order in which they are asked
};

/// A document as rights see it.
[[nodiscard]] document::DocumentObject object_of(store::Database& database, const store::DocumentRow& row);

/// What brings a document onto a person's pile: an act that is open and moves it on, not one that is merely possible.
[[nodiscard]] bool asks_for_work(const workflow::Offer& offer);

/// Turns a command into a step, or into the first rule or right that says no. Changes nothing.
class Preparation {
 public:
  Preparation(Surroundings& surroundings, Definitions& definitions) : surroundings_(&surroundings), definitions_(&definitions) {}

  /// `database` shows one state of the office: a snapshot, or the writer's own transaction.
  /// Throws: Error — conflict (the document is not as the person saw it), input, absent.
  [[nodiscard]] Decision<Prepared> prepare(store::Database& database, const Caller& caller, const Command& command) const;

  /// The step of the office itself that a timer causes. Refused where the chart has nothing to do with it any more.
  [[nodiscard]] Decision<Prepared> prepare_timer(store::Database& database, const store::WaitingTimer& timer) const;

  /// The step that logs a refused attempt: it changes nothing of the document.
  [[nodiscard]] Prepared prepare_refusal(store::Database& database, const Caller& caller, const Command& command,
                                         const store::DocumentRow& row, const Refusal& refusal) const;

  /// What the document's chart offers to this person now.
  [[nodiscard]] std::vector<workflow::Offer> offers(store::Database& database, const document::Subject& subject,
                                                    const store::DocumentRow& row) const;
  /// The same as people see it: an act of signing is closed to who may do it for no party any more.
  [[nodiscard]] std::vector<workflow::Offer> offers_shown(store::Database& database, const document::Subject& subject,
                                                          const store::DocumentRow& row) const;
  /// The same, with everything that stands in the way and what would follow, for a reader of `language`.
  [[nodiscard]] std::vector<workflow::Explanation> explain(store::Database& database, const document::Subject& subject,
                                                           const store::DocumentRow& row, std::string_view language) const;

 private:
  struct Act;

  [[nodiscard]] formats::Json facts_of_now(store::Database& database, const document::Subject& subject,
                                           const store::DocumentRow& row) const;
  [[nodiscard]] Decision<Prepared> prepare_new(const Act& act) const;
  [[nodiscard]] Decision<Prepared> prepare_step(const Act& act) const;
  [[nodiscard]] Decision<Prepared> prepare_linking(const Act& act, const store::DocumentRow& row) const;
  [[nodiscard]] static Decision<Draft> name_person(const Act& act, Draft draft);
  [[nodiscard]] Decision<Draft> contribute(const Act& act, Draft draft, const workflow::Offer* offer) const;
  struct Move;
  [[nodiscard]] Decision<Draft> move(const Move& move, Draft draft) const;
  [[nodiscard]] Decision<Draft> carry_out(const Move& move, Draft draft, const std::vector<workflow::Effect>& effects) const;
  [[nodiscard]] Decision<Prepared> step(const Act& act, const store::DocumentRow& row, Draft draft,
                                        const workflow::Offer* offer) const;
  [[nodiscard]] Prepared prepared(const Act& act, Draft draft, Bytes facts, std::string role) const;

  Surroundings* surroundings_;
  Definitions* definitions_;
};

}  // namespace chancery::engine
