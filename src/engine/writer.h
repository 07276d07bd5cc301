#pragma once

#include "base/decision.h"
#include "engine/clock.h"
#include "engine/ledger_batch.h"
#include "engine/outcome.h"
#include "engine/prepared.h"
#include "engine/refusal_counts.h"
#include "engine/stored_receipt.h"
#include "ledger/signed_note.h"
#include "store/anchor_file.h"
#include "store/database.h"

#include <condition_variable>
#include <deque>
#include <functional>
#include <future>
#include <mutex>
#include <thread>
#include <vector>

namespace chancery::engine {

/// The one place where the office's database is changed. Whatever queued during the last commit goes into the next one, each
/// command in a savepoint of its own.
class Writer {
 public:
  /// Prepares the step again inside the transaction, when something it relied on moved.
  using Again = std::function<Decision<Prepared>(store::Database&)>;

  Writer(store::Database database, store::AnchorFile anchor, ledger::NoteSigner signer, std::string origin, Clock clock);
  /// Takes no steps and signs nothing: `closed` says why. Sessions and other rows are still written.
  Writer(store::Database database, store::AnchorFile anchor, Message closed, std::string origin, Clock clock);
  /// Finishes what is queued.
  ~Writer();
  Writer(const Writer&) = delete;
  Writer& operator=(const Writer&) = delete;

  /// Returns when the step is on disk and its checkpoint signed.
  /// Throws: Error{Fault::conflict} after three preparations, or whatever kept the commit from the disk.
  [[nodiscard]] Decision<Outcome> commit(Prepared prepared, Again again);
  /// The same, without waiting and without an answer.
  void commit_later(Prepared prepared, Again again);
  /// Counts a refused attempt that has no leaf of its own, without waiting.
  void count_refusal(const std::string& rule) const { counts_.add(rule, clock_()); }
  /// Rows that are no document, in a transaction of the same writer.
  void run(std::function<void(store::Database&)> use);
  /// Makes an event of the office itself, given the place that its leaf will have.
  using MakeEvent = std::function<ledger::SystemEvent(store::Database&, std::uint64_t seq)>;
  /// A leaf of the office itself, done by `who` or else by its actor `system`; returns its place in the ledger.
  std::uint64_t record(MakeEvent make, const Salt& salt, std::optional<ledger::Who> who = {});

  /// Writes what waits for the end of an hour; to be called now and then when nothing else is written.
  void tick();

  /// The latest tree head, signed.
  [[nodiscard]] ledger::SignedNote checkpoint() const;
  /// The same, once it covers the leaf: a reader can see a commit before its head is signed.
  /// Throws: Error{Fault::unavailable} when the anchor could not be moved to it.   Requires: the leaf is in the database.
  [[nodiscard]] ledger::SignedNote checkpoint_over(std::uint64_t seq);
  [[nodiscard]] CheckpointOver checkpoints();
  /// Why no steps are taken; absent where they are.
  [[nodiscard]] const std::optional<Message>& closed() const { return closed_; }

 private:
  struct Order;
  struct Result;

  void enqueue(std::shared_ptr<Order> order);
  void work();
  [[nodiscard]] std::vector<std::shared_ptr<Order>> take();
  void commit_batch(const std::vector<std::shared_ptr<Order>>& orders);
  [[nodiscard]] Result carry_out(Order& order, LedgerBatch& batch);
  [[nodiscard]] Result carry_out_step(Prepared prepared, const Again& again, LedgerBatch& batch);
  [[nodiscard]] bool still_holds(const Prepared& prepared);
  [[nodiscard]] WrittenLeaf write(const Prepared& prepared, LedgerBatch& batch, Timestamp time);
  void close_hours(const RefusalCounts::Counts& counted, LedgerBatch& batch);
  void keep_checkpoint();
  void release_head();
  void release_head_that_waits();
  void take_last_checkpoint();
  void require_open() const;
  void answer(Order& order, const Result& result, const LedgerBatch& batch);

  store::Database database_;
  store::AnchorFile anchor_;
  std::optional<ledger::NoteSigner> signer_;
  std::optional<Message> closed_;
  std::string origin_;
  Clock clock_;

  mutable RefusalCounts counts_;
  std::optional<Timestamp> closed_until_;  // hours before this one have their leaves

  mutable std::mutex mutex_;
  std::condition_variable wake_;
  std::deque<std::shared_ptr<Order>> queue_;
  bool stopping_ = false;
  mutable std::condition_variable released_;
  std::optional<ledger::SignedNote> checkpoint_;
  std::uint64_t checkpoint_size_ = 0;
  bool head_waits_ = false;  // it is on the disk and could not be anchored: tried again with the next batch
  std::thread thread_;
};

}  // namespace chancery::engine
