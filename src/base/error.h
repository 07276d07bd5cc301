#pragma once

#include "base/message.h"

#include <stdexcept>
#include <utility>

namespace chancery {

/// Who can act on a failure: input = who sent it, absent = who named it, refused = who grants rights, conflict = who looks again,
/// unavailable = who tries later, environment = who runs the machine.
enum class Fault { input, absent, refused, conflict, unavailable, environment };

/// The input or the machine failed. The message names what failed, on what (path, line, id) and the library's words last.
class Error : public std::runtime_error {
 public:
  Error(Fault fault, Message message) : std::runtime_error(to_log(message)), fault_(fault), message_(std::move(message)) {}

  [[nodiscard]] Fault fault() const noexcept { return fault_; }
  [[nodiscard]] const Message& message() const noexcept { return message_; }

 private:
  Fault fault_;
  Message message_;
};

/// Stops the process when a promise of the ledger or of signing would break: a wrong record is worse than none.
void check_invariant(bool holds, const char* what) noexcept;

}  // namespace chancery
