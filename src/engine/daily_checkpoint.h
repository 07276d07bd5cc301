#pragma once

#include "engine/outbox_worker.h"
#include "formats/json.h"
#include "ledger/signed_note.h"
#include "ledger/tree_head.h"
#include "outside/mail_folder.h"
#include "outside/mail_message.h"
#include "store/database.h"

#include <optional>
#include <string>

namespace chancery::engine {

/// Every day's checkpoint goes to a mailbox that is not the office's. What lies there the office cannot change: who holds a
/// letter of an earlier day can say whether the ledger of today continues it (`ledger challenge`).
[[nodiscard]] std::optional<std::string> checkpoint_mailbox(store::Database& database);
/// None when empty.   Throws: Error{Fault::input} for what is no address.   Requires: a transaction is open.
void save_checkpoint_mailbox(store::Database& database, const std::string& address);

/// The newest tree head of which a letter has left, and when it did.
struct HeadOutside {
  ledger::TreeHead head;
  Timestamp time;
};
/// Absent when none ever did.
[[nodiscard]] std::optional<HeadOutside> head_outside(store::Database& database);
/// {mailbox?, last?:{size, root, time}, token?:{size, time}}
[[nodiscard]] formats::Json outside_of(store::Database& database);

/// Whether the letter of this day is still to be written: there is a mailbox, and it did not get one since midnight in Kyiv.
[[nodiscard]] bool is_letter_due(store::Database& database, Timestamp now);
/// Writes it, for the outbox to hand over.   Requires: a transaction is open.
void write_checkpoint_letter(store::Database& database, const outside::Mailbox& from, const ledger::SignedNote& checkpoint,
                             const std::string& verifier_key, Timestamp now);
/// Hands a letter of the outbox to the mail folder.   Throws: Error{Fault::environment} when the folder does not take it.
[[nodiscard]] Delivery hand_over_checkpoint(const outside::MailFolder& folder, const store::Dispatch& dispatch);

inline constexpr auto checkpoint_kind = "checkpoint";

}  // namespace chancery::engine
