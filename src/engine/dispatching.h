#pragma once

#include "base/decision.h"
#include "engine/acting.h"
#include "engine/command.h"
#include "engine/draft.h"
#include "engine/outbox_worker.h"
#include "outside/mail_folder.h"
#include "outside/mail_message.h"
#include "store/database.h"

#include <optional>

namespace chancery::engine {

/// Writes the letter that takes the document out: container and reading copies to `data.to` [{name, address}], with
/// `data.subject` and `data.text` or the words of the catalogue. The letter is a file of the document from here on. Refuses with
/// `engine.no_mail_address`, `engine.no_recipient`, `engine.letter_too_large`. Throws: Error — input (an address that is none,
/// more than 50), conflict (nothing is frozen).
[[nodiscard]] Decision<Draft> write_letter(Draft draft, store::Database& database, const std::optional<outside::Mailbox>& from,
                                           const Performer& performer, const Command& command);

/// The effect `dispatch`: gives the letter that this step wrote to the outbox.   Refuses with `engine.no_letter`.
[[nodiscard]] Decision<Draft> dispatch(Draft draft);

/// Hands a letter of the outbox to the mail folder.   Throws: Error{Fault::environment} when the folder does not take it.
[[nodiscard]] Delivery hand_over(store::Database& database, const outside::MailFolder& folder, const store::Dispatch& dispatch);

}  // namespace chancery::engine
