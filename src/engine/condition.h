#pragma once

#include "base/message.h"
#include "base/timestamp.h"
#include "engine/office_folder.h"
#include "formats/json.h"
#include "formats/x509.h"
#include "store/database.h"

#include <optional>
#include <string>
#include <string_view>
#include <vector>

namespace chancery::engine {

/// good: nothing to do. warning: the office works, somebody should look. bad: something does not work or is not safe.
enum class State { good, warning, bad };
[[nodiscard]] std::string_view name_of(State state);

/// One thing that was looked at: `check` is its id, such as `disk`.
struct Finding {
  std::string check;
  State state;
  Message message;
};

/// What the office is judged by besides its database.
struct Circumstances {
  Timestamp now;
  std::vector<formats::Certificate> anchors;  // of those whose signatures count here
  std::size_t time_servers;
  std::optional<Message> closed = std::nullopt;  // why the office takes no steps
};

/// Looks at the database (read-only), the rights of files, room on the disk, the outbox, certificates and the clock.
/// Cost: reads the whole database once (PRAGMA quick_check).
[[nodiscard]] std::vector<Finding> examine(store::Database& database, const OfficeFolder& folder,
                                           const Circumstances& circumstances);

/// {check, state, words:{uk, en}}
[[nodiscard]] formats::Json to_json(const Finding& finding);

/// The finding about room for the office's files, by bytes that are free.
[[nodiscard]] Finding judge_room(std::uintmax_t free_bytes);

}  // namespace chancery::engine
