#pragma once

#include "document/rights.h"
#include "engine/meta.h"
#include "engine/office.h"
#include "engine/preparation.h"
#include "engine/readers.h"
#include "engine/rolling_scrub.h"
#include "engine/signing_desk.h"
#include "engine/subjects.h"
#include "engine/validation_data.h"
#include "engine/work_memory.h"
#include "engine/writer.h"
#include "ledger/signed_note.h"
#include "store/office_lock.h"

#include <mutex>

namespace chancery::engine {

/// Everything that an open office holds, in the order in which it comes and the other way round goes.
struct Office::Content {
  Content(OfficeFolder office_folder, store::OfficeLock office_lock, Surroundings office_surroundings, store::Database database,
          store::AnchorFile anchor, std::optional<ledger::NoteSigner> signer, std::optional<Message> closed)
      : folder(std::move(office_folder)),
        lock(std::move(office_lock)),
        surroundings(std::move(office_surroundings)),
        validation(std::make_unique<ValidationData>(surroundings.time_servers, surroundings.anchors)),
        preparation(surroundings, definitions),
        readers(folder.database()),
        key(ledger::VerifierKey::parse(meta(database, "verifier_key")).value()),
        writer(
            signer
                ? Writer(std::move(database), std::move(anchor), *std::move(signer), surroundings.origin, surroundings.clock)
                : Writer(std::move(database), std::move(anchor), *std::move(closed), surroundings.origin, surroundings.clock)) {}

  OfficeFolder folder;
  store::OfficeLock lock;
  Surroundings surroundings;
  Definitions definitions;
  std::unique_ptr<ValidationData> validation;
  Preparation preparation;
  mutable Readers readers;
  ledger::VerifierKey key;
  Writer writer;
  mutable WorkMemory work;
  RollingScrub scrub;
  mutable std::mutex backing_up;  // a backup has one folder to work in

  [[nodiscard]] document::Subject subject(store::Database& database, const Caller& caller) const;
  [[nodiscard]] Decision<Allowed> may(store::Database& database, const Caller& caller, document::Action action) const;
  /// In the caller's own name, or for the person whose id is given.
  [[nodiscard]] Decision<Standing> standing(store::Database& database, const Caller& caller,
                                            const std::optional<std::string>& on_behalf_of) const;
  [[nodiscard]] store::DocumentRow known_row(store::Database& database, const Caller& caller, const DocumentId& id,
                                             document::Action action) const;
  [[nodiscard]] store::DocumentRow known_row(store::Database& database, const document::Subject& subject, const DocumentId& id,
                                             document::Action action) const;
  [[nodiscard]] Decision<store::DocumentRow> judged_row(store::Database& database, const document::Subject& subject,
                                                        const DocumentId& id, document::Action action) const;
  [[nodiscard]] std::optional<Outcome> earlier_outcome(const Caller& caller, const Command& command);
  [[nodiscard]] Decision<Outcome> perform(const Caller& caller, const Command& command);
  /// The `.p7s` with what time servers and authorities answer about it, asked on this thread.
  [[nodiscard]] Bytes finished(const OpenRequest& request, BytesView value, const std::vector<formats::Certificate>& chain,
                               Timestamp now) const;
  /// A `heads` entry, when an hour has passed since the last one and entries came since.
  void take_heads_hourly();
  /// A time server's token over the newest checkpoint, named by a leaf of its own, when one is due and a server answers.
  void stamp_checkpoint_hourly();
  /// The letter of this day with the newest checkpoint, where a mailbox gets it.
  void write_daily_letter();
  [[nodiscard]] std::optional<std::string> fire(const store::WaitingTimer& timer);
  void log_refusal(const Caller& caller, const Command& command, const Refusal& refusal);
};

/// Ends a query that is not allowed: what a caller may not know of is absent.
[[noreturn]] void refuse(const Refusal& refusal);

}  // namespace chancery::engine
