#include "engine/writer.h"

#include "base/error.h"
#include "engine/linking.h"
#include "engine/stored_receipt.h"
#include "outside/entropy.h"
#include "store/blobs.h"
#include "store/documents.h"
#include "store/outbox.h"
#include "store/transaction.h"

#include <variant>

namespace chancery::engine {
namespace {

constexpr int most_preparations = 3;

void save_key(store::Database& database, const Prepared& prepared, std::uint64_t seq, Timestamp time) {
  if (!prepared.key) return;
  database.run("INSERT INTO command_keys (person, key, command, seq, time) VALUES (?1, ?2, ?3, ?4, ?5)",
               {prepared.person.value(), prepared.key->key, prepared.key->command, seq, time});
}

bool journal_holds(store::Database& database, const NumberTaken& number) {
  const auto last = database.find<std::int64_t>("SELECT last FROM journals WHERE kind = ?1 AND year = ?2 AND series = ?3",
                                                {number.kind, number.year, number.series});
  return static_cast<std::uint64_t>(last.value_or(0)) + 1 == number.position;
}

void take_number(store::Database& database, const NumberTaken& number, const DocumentId& document) {
  database.run(
      "INSERT INTO journals (kind, year, series, last) VALUES (?1, ?2, ?3, ?4) ON CONFLICT (kind, year, series) DO UPDATE SET "
      "last = ?4",
      {number.kind, number.year, number.series, number.position});
  database.run(
      "INSERT INTO journal_entries (kind, year, series, position, document, number, date, status) "
      "VALUES (?1, ?2, ?3, ?4, ?5, ?6, ?7, 'reserved')",
      {number.kind, number.year, number.series, number.position, document, number.registration.number, number.registration.date});
}

/// A withdrawn document stays in the journal as annulled.
void update_journal(store::Database& database, const Prepared& prepared) {
  if (prepared.event != "withdraw") return;
  database.run("UPDATE journal_entries SET status = 'annulled' WHERE document = ?1", {prepared.draft.document.id});
}

void save_files(store::Database& database, const Draft& draft, Timestamp time) {
  store::Blobs blobs(database);
  for (const NewFile& file : draft.files) (void)blobs.put(file.content.bytes(), time);
}

void save_document(store::Database& database, const Prepared& prepared, const WrittenLeaf& leaf, Timestamp time) {
  store::Documents documents(database);
  const document::Document& document = prepared.draft.document;
  const std::uint64_t doc_seq = prepared.expected ? prepared.expected->doc_seq + 1 : 0;
  const auto before = prepared.refused_by ? documents.find(document.id) : std::nullopt;
  documents.save({document, prepared.author, prepared.audience, doc_seq, leaf.hash, before ? before->updated : time});
  for (const NewFile& file : prepared.draft.files) documents.add_blob(document.id, file.file, document.revision);
  documents.add_step({leaf.seq, document.id, doc_seq, document.revision, prepared.event, prepared.refused_by.has_value(),
                      prepared.person, time, prepared.facts, prepared.principal});
}

struct ChangeTimer {
  store::Timers& timers;
  const DocumentId& document;

  void operator()(const store::Timer& timer) { timers.put(document, timer); }
  void operator()(const TimerCancelled& cancelled) { timers.cancel(document, cancelled.sendid); }
};

/// The one that fired is gone before the step sets others.
void save_timers(store::Database& database, const Draft& draft) {
  store::Timers timers(database);
  if (draft.fired) (void)timers.take(*draft.fired);
  for (const TimerChange& change : draft.timers) std::visit(ChangeTimer{timers, draft.document.id}, change);
}

/// One leaf for each person, rule and hour; repeats are only counted.
bool is_first_this_hour(store::Database& database, const Prepared& prepared, Timestamp time) {
  const auto added =
      database.run("INSERT INTO logged_refusals (document, person, rule, hour) VALUES (?1, ?2, ?3, ?4) ON CONFLICT DO NOTHING",
                   {prepared.draft.document.id, prepared.person, *prepared.refused_by, hour_of(time)});
  if (added == 0) save(database, {{{hour_of(time), *prepared.refused_by}, 1}});
  return added > 0;
}

}  // namespace

struct Writer::Order {
  std::optional<Prepared> prepared;
  Again again;
  std::function<void(store::Database&)> plain;
  std::optional<std::pair<MakeEvent, Salt>> event;
  std::optional<ledger::Who> who;           // of the event
  std::uint64_t recorded = 0;               // the leaf of the event, once the order is done
  std::promise<Decision<Outcome>> promise;  // of a step
  std::promise<void> plain_done;            // of everything else
  bool answered = false;

  void succeed(Decision<Outcome> outcome) {
    answered = true;
    promise.set_value(std::move(outcome));
  }
  void fail(const std::exception_ptr& failure) {
    if (answered) return;
    answered = true;
    if (prepared) {
      promise.set_exception(failure);
    } else {
      plain_done.set_exception(failure);
    }
  }
};

/// What one order came to before the commit: a leaf of this batch, an earlier step, a refusal, or nothing to tell.
struct Writer::Result {
  struct Done {
    DocumentId document;
    std::uint64_t revision;
    WrittenLeaf leaf;
  };
  struct Earlier {
    std::uint64_t seq;
  };
  std::variant<std::monostate, Done, Earlier, Refusal, std::exception_ptr> what;
};

Writer::Writer(store::Database database, store::AnchorFile anchor, ledger::NoteSigner signer, std::string origin, Clock clock)
    : database_(std::move(database)),
      anchor_(std::move(anchor)),
      signer_(std::move(signer)),
      origin_(std::move(origin)),
      clock_(std::move(clock)) {
  release_head();
  thread_ = std::thread([this] { work(); });
}

Writer::Writer(store::Database database, store::AnchorFile anchor, Message closed, std::string origin, Clock clock)
    : database_(std::move(database)),
      anchor_(std::move(anchor)),
      closed_(std::move(closed)),
      origin_(std::move(origin)),
      clock_(std::move(clock)) {
  take_last_checkpoint();
  thread_ = std::thread([this] { work(); });
}

/// What was only counted so far goes to the disk with the last batch.
Writer::~Writer() {
  auto last = std::make_shared<Order>();
  last->plain = [](store::Database&) {};
  {
    const std::lock_guard lock(mutex_);
    queue_.push_back(std::move(last));
    stopping_ = true;
  }
  wake_.notify_one();
  thread_.join();
}

void Writer::require_open() const {
  if (closed_) throw Error(Fault::unavailable, *closed_);
}

Decision<Outcome> Writer::commit(Prepared prepared, Again again) {
  require_open();
  auto order = std::make_shared<Order>();
  order->prepared = std::move(prepared);
  order->again = std::move(again);
  auto answer = order->promise.get_future();
  enqueue(std::move(order));
  return answer.get();
}

void Writer::commit_later(Prepared prepared, Again again) {
  if (closed_) return;
  auto order = std::make_shared<Order>();
  order->prepared = std::move(prepared);
  order->again = std::move(again);
  enqueue(std::move(order));
}

void Writer::run(std::function<void(store::Database&)> use) {
  auto order = std::make_shared<Order>();
  order->plain = std::move(use);
  auto done = order->plain_done.get_future();
  enqueue(std::move(order));
  done.get();
}

std::uint64_t Writer::record(MakeEvent make, const Salt& salt, std::optional<ledger::Who> who) {
  require_open();
  auto order = std::make_shared<Order>();
  order->event.emplace(std::move(make), salt);
  order->who = std::move(who);
  auto done = order->plain_done.get_future();
  enqueue(order);
  done.get();
  return order->recorded;
}

void Writer::tick() {
  run([](store::Database&) {});
}

ledger::SignedNote Writer::checkpoint() const {
  const std::lock_guard lock(mutex_);
  if (!checkpoint_) require_open();
  return checkpoint_.value();
}

ledger::SignedNote Writer::checkpoint_over(std::uint64_t seq) {
  std::unique_lock lock(mutex_);
  if (checkpoint_size_ <= seq) require_open();
  released_.wait(lock, [&] { return checkpoint_size_ > seq || head_waits_; });
  if (checkpoint_size_ > seq) return checkpoint_.value();
  lock.unlock();
  run([](store::Database&) {});  // tries again to release it
  return checkpoint();
}

CheckpointOver Writer::checkpoints() {
  return [this](std::uint64_t seq) { return checkpoint_over(seq); };
}

void Writer::enqueue(std::shared_ptr<Order> order) {
  {
    const std::lock_guard lock(mutex_);
    if (stopping_) throw Error(Fault::unavailable, {"engine.office_closing", {}});
    queue_.push_back(std::move(order));
  }
  wake_.notify_one();
}

std::vector<std::shared_ptr<Writer::Order>> Writer::take() {
  std::unique_lock lock(mutex_);
  wake_.wait(lock, [this] { return stopping_ || !queue_.empty(); });
  std::vector<std::shared_ptr<Order>> orders(queue_.begin(), queue_.end());
  queue_.clear();
  return orders;
}

void Writer::work() {
  for (auto orders = take(); !orders.empty(); orders = take()) commit_batch(orders);
}

Writer::Result Writer::carry_out(Order& order, LedgerBatch& batch) try {
  if (order.prepared) return carry_out_step(*order.prepared, order.again, batch);
  store::Savepoint savepoint(database_);
  if (order.plain) order.plain(database_);
  if (order.event) {
    const auto event = order.event->first(database_, batch.size());
    const WrittenLeaf leaf = batch.compose(event, order.event->second, clock_(), order.who);
    batch.add(leaf);
    order.recorded = leaf.seq;
  }
  savepoint.release();
  return {};
} catch (...) {
  return {std::current_exception()};
}

Writer::Result Writer::carry_out_step(Prepared prepared, const Again& again, LedgerBatch& batch) {
  for (int preparation = 0; preparation < most_preparations; ++preparation) {
    const auto earlier = prepared.key ? earlier_step(database_, prepared.person.value(), *prepared.key) : std::nullopt;
    if (earlier) return {Result::Earlier{*earlier}};
    if (still_holds(prepared)) {
      store::Savepoint savepoint(database_);
      if (prepared.refused_by && !is_first_this_hour(database_, prepared, clock_())) {
        savepoint.release();
        return {};
      }
      Result::Done done{prepared.draft.document.id, prepared.draft.document.revision, write(prepared, batch, clock_())};
      savepoint.release();
      return {std::move(done)};
    }
    auto renewed = again(database_);
    if (renewed.refused()) return {renewed.refusal()};
    prepared = std::move(renewed).value();
  }
  throw Error(Fault::conflict, {"engine.document_keeps_moving", {}});
}

bool Writer::still_holds(const Prepared& prepared) {
  if (prepared.draft.number && !journal_holds(database_, *prepared.draft.number)) return false;
  if (prepared.draft.fired && !store::Timers(database_).holds(*prepared.draft.fired)) return false;
  if (!prepared.expected) return true;
  if (!may_still_link(database_, prepared.draft)) return false;
  const auto doc_seq = database_.find<std::int64_t>("SELECT doc_seq FROM documents WHERE id = ?1", {prepared.draft.document.id});
  return doc_seq && static_cast<std::uint64_t>(*doc_seq) == prepared.expected->doc_seq;
}

/// The leaf goes in last: what can fail has not failed by then, and the batch in memory stays true to the database.
WrittenLeaf Writer::write(const Prepared& prepared, LedgerBatch& batch, Timestamp time) {
  save_files(database_, prepared.draft, time);
  if (prepared.draft.used_request) {
    database_.run("UPDATE signing_requests SET used = ?2 WHERE id = ?1", {*prepared.draft.used_request, time});
  }
  WrittenLeaf leaf = batch.compose(prepared, time);
  save_document(database_, prepared, leaf, time);
  if (prepared.draft.number) take_number(database_, *prepared.draft.number, prepared.draft.document.id);
  update_journal(database_, prepared);
  if (prepared.person) save_links(database_, prepared.draft, *prepared.person, time);
  save_timers(database_, prepared.draft);
  for (const store::Dispatch& dispatch : prepared.draft.dispatches) store::Outbox(database_).put(dispatch, time);
  save_key(database_, prepared, leaf.seq, time);
  batch.add(leaf);
  return leaf;
}

void Writer::commit_batch(const std::vector<std::shared_ptr<Order>>& orders) {
  const RefusalCounts::Counts counted = counts_.take();
  bool committed = false;
  try {
    release_head_that_waits();
    store::Transaction transaction(database_);
    LedgerBatch batch(database_, origin_);
    std::vector<Result> results;
    for (const auto& order : orders) results.push_back(carry_out(*order, batch));
    close_hours(counted, batch);
    if (!batch.empty()) {
      keep_checkpoint();
      batch.finish();
    }
    transaction.commit();
    committed = true;
    if (!batch.empty()) release_head();
    for (std::size_t i = 0; i < orders.size(); ++i) answer(*orders[i], results[i], batch);
  } catch (...) {
    closed_until_.reset();
    if (!committed) counts_.put_back(counted);
    for (const auto& order : orders) order->fail(std::current_exception());
  }
}

/// Refusals were answered before; here they are counted, and when an hour is over each of its counts becomes a leaf.
void Writer::close_hours(const RefusalCounts::Counts& counted, LedgerBatch& batch) {
  save(database_, counted);
  if (closed_) return;
  const Timestamp now = clock_();
  if (closed_until_ && *closed_until_ >= hour_of(now)) return;
  for (const ledger::RefusalsCounted& event : take_finished_hours(database_, now)) {
    batch.add(batch.compose(event, outside::random_salt(), now));
  }
  closed_until_ = hour_of(now);
}

/// The note over the head before goes in with the next batch: no signed head ever existed for a history that did not.
void Writer::keep_checkpoint() {
  const std::lock_guard lock(mutex_);
  if (!checkpoint_) return;
  const auto parsed = ledger::Checkpoint::parse(checkpoint_->text());
  store::Leaves(database_).save_checkpoint(parsed.value().head().size, checkpoint_->bytes());
}

void Writer::answer(Order& order, const Result& result, const LedgerBatch& batch) {
  if (const auto* done = std::get_if<Result::Done>(&result.what)) {
    const auto receipt = batch.receipt(done->leaf, checkpoint());
    order.succeed(Outcome{done->document, done->revision, done->leaf.seq, receipt.to_json()});
  } else if (const auto* earlier = std::get_if<Result::Earlier>(&result.what)) {
    order.succeed(stored_outcome(database_, earlier->seq, checkpoints()));
  } else if (const auto* refusal = std::get_if<Refusal>(&result.what)) {
    order.succeed(*refusal);
  } else if (const auto* failure = std::get_if<std::exception_ptr>(&result.what)) {
    order.fail(*failure);
  } else if (!order.prepared) {
    order.answered = true;
    order.plain_done.set_value();
  }
}

/// The largest one that was stored: nothing is signed over a history that may lack entries.
void Writer::take_last_checkpoint() {
  const auto stored = database_.find<std::string>("SELECT note FROM checkpoints ORDER BY size DESC LIMIT 1");
  if (!stored) return;
  checkpoint_ = ledger::SignedNote::parse(*stored);
  checkpoint_size_ = ledger::Checkpoint::parse(checkpoint_->text()).value().head().size;
}

/// Signs the head as it is read back, and moves the anchor before any receipt leaves.
void Writer::release_head() {
  const auto head = store::Leaves(database_).head();
  if (!head) return;
  ledger::SignedNote note = signer_.value().note(ledger::Checkpoint(origin_, {head->size, head->root}).text());
  try {
    anchor_.release({static_cast<std::int64_t>(head->size), head->root}, clock_());
  } catch (const Error& error) {
    const std::lock_guard lock(mutex_);
    head_waits_ = true;
    released_.notify_all();
    throw Error(Fault::unavailable, {"engine.head_waits", {{"cause", to_log(error.message())}}});
  }
  const std::lock_guard lock(mutex_);
  checkpoint_ = std::move(note);
  checkpoint_size_ = head->size;
  head_waits_ = false;
  released_.notify_all();
}

/// What an earlier batch wrote has to be anchored before anything follows it.
void Writer::release_head_that_waits() {
  const bool waits = [&] {
    const std::lock_guard lock(mutex_);
    return head_waits_;
  }();
  if (waits) release_head();
}

}  // namespace chancery::engine
