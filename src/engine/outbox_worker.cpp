#include "engine/outbox_worker.h"

#include "base/error.h"

#include <vector>

namespace chancery::engine {
namespace {

using store::ClaimedDispatch;
using store::Outbox;

/// Writes the outcome of one attempt.
struct Note {
  Outbox& outbox;
  const ClaimedDispatch& dispatch;
  Timestamp now;

  void operator()(const Delivered&) { outbox.mark_done(dispatch.number, now); }
  void operator()(const Deferred& deferred) { outbox.mark_failed(dispatch, to_log(deferred.why), now); }
  void operator()(const Undeliverable& undeliverable) { outbox.give_up(dispatch.number, to_log(undeliverable.why), now); }
};

}  // namespace

std::size_t OutboxWorker::run_once(Timestamp now, int limit) {
  std::vector<ClaimedDispatch> due;
  write_([&](store::Database& database) { due = Outbox(database).claim(now, limit); });
  std::size_t delivered = 0;
  for (const ClaimedDispatch& one : due) {
    const Delivery delivery = send(one.dispatch);
    note(one, delivery, now);
    if (std::holds_alternative<Delivered>(delivery)) ++delivered;
  }
  return delivered;
}

Delivery OutboxWorker::send(const store::Dispatch& dispatch) const {
  try {
    return sender_(dispatch);
  } catch (const Error& error) {
    return Deferred{error.message()};
  }
}

void OutboxWorker::note(const ClaimedDispatch& dispatch, const Delivery& delivery, Timestamp now) const {
  write_([&](store::Database& database) {
    Outbox outbox(database);
    std::visit(Note{outbox, dispatch, now}, delivery);
  });
}

}  // namespace chancery::engine
