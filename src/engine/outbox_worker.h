#pragma once

#include "base/message.h"
#include "base/timestamp.h"
#include "store/outbox.h"

#include <functional>
#include <variant>

namespace chancery::engine {

struct Delivered {};
/// Try again later: the line is down, the receiver is busy.
struct Deferred {
  Message why;
};
/// Never again: the receiver will not take it.
struct Undeliverable {
  Message why;
};
using Delivery = std::variant<Delivered, Deferred, Undeliverable>;

/// Sends one dispatch. It may be called again for one that arrived: the receiver knows a repeat by `key`.
using Sender = std::function<Delivery(const store::Dispatch&)>;
/// Runs a function in the one writer, inside a transaction (Office::write).
using Write = std::function<void(const std::function<void(store::Database&)>&)>;

/// Empties the outbox: claims in one transaction, sends outside of any, and writes each outcome in one of its own, so that a
/// slow receiver holds up nobody and a crash repeats at most what it interrupted.
class OutboxWorker {
 public:
  OutboxWorker(Write write, Sender sender) : write_(std::move(write)), sender_(std::move(sender)) {}

  /// One round over what is due, at most `limit`; returns how many were delivered.
  /// A sender that throws an Error is taken as Deferred.
  std::size_t run_once(Timestamp now, int limit = 20);

 private:
  [[nodiscard]] Delivery send(const store::Dispatch& dispatch) const;
  void note(const store::ClaimedDispatch& dispatch, const Delivery& delivery, Timestamp now) const;

  Write write_;
  Sender sender_;
};

}  // namespace chancery::engine
