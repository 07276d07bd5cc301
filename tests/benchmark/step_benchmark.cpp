#include "engine/preparation.h"
#include "engine/readers.h"
#include "engine/stored_receipt.h"
#include "store/documents.h"
#include "store/transaction.h"
#include "unit/engine/office_cases.h"

#include <benchmark/benchmark.h>

#include <condition_variable>
#include <deque>
#include <future>
#include <sys/resource.h>
#include <thread>

using namespace chancery;
using engine::Command;
using engine::Outcome;
using engine::Prepared;

/// A durable step with its receipt beside its floor (DESIGN §13): the same preparation, the same group commit, the same rows of
/// document, step and command key, but no leaf, tree, head, checkpoint, receipt and anchor. Both run in turns in one process.
namespace {

constexpr int most_clients = 64;

/// An office with a document for each client. Every client moves its own one to and fro.
struct Stage {
  tests::TestOffice test;
  engine::Caller clerk = test.clerk();
  engine::Caller lawyer = test.lawyer();
  std::vector<DocumentId> documents;
  std::vector<std::uint64_t> revisions;

  Stage() : revisions(most_clients, 1) {
    for (int i = 0; i < most_clients; ++i) documents.push_back(test.memorandum());
  }

  [[nodiscard]] bool forth(std::size_t client) const { return revisions[client] % 2 == 1; }
  [[nodiscard]] const engine::Caller& caller(std::size_t client) const { return forth(client) ? clerk : lawyer; }
  [[nodiscard]] Command command(std::size_t client) const {
    Command command;
    command.document = documents[client];
    command.event = forth(client) ? "submit" : "return";
    command.revision = revisions[client];
    command.comment = forth(client) ? "" : "Уточніть строк дії.";
    command.key = std::to_string(client) + "-" + std::to_string(revisions[client]);
    return command;
  }
};

/// The writer of the engine without what the ledger needs.
class FloorWriter {
 public:
  explicit FloorWriter(const std::filesystem::path& path)
      : database_(store::Database::open(path, store::OpenMode::existing)),
        seq_(static_cast<std::uint64_t>(database_.find<std::int64_t>("SELECT max(seq) FROM steps").value()) + 1),
        thread_([this] { work(); }) {}
  ~FloorWriter() {
    {
      const std::lock_guard lock(mutex_);
      stopping_ = true;
    }
    wake_.notify_one();
    thread_.join();
  }

  void commit(Prepared prepared) {
    auto order = std::make_shared<Order>(Order{std::move(prepared), {}});
    auto done = order->done.get_future();
    {
      const std::lock_guard lock(mutex_);
      queue_.push_back(std::move(order));
    }
    wake_.notify_one();
    done.get();
  }

 private:
  struct Order {
    Prepared prepared;
    std::promise<void> done;
  };

  void work() {
    for (;;) {
      std::unique_lock lock(mutex_);
      wake_.wait(lock, [this] { return stopping_ || !queue_.empty(); });
      if (queue_.empty()) return;
      const std::vector<std::shared_ptr<Order>> orders(queue_.begin(), queue_.end());
      queue_.clear();
      lock.unlock();
      store::Transaction transaction(database_);
      for (const auto& order : orders) write(order->prepared);
      transaction.commit();
      for (const auto& order : orders) order->done.set_value();
    }
  }

  void write(const Prepared& prepared) {
    check_invariant(!engine::earlier_step(database_, prepared.person.value(), *prepared.key), "every key is new");
    const DocumentId& id = prepared.draft.document.id;
    const auto doc_seq = database_.find<std::int64_t>("SELECT doc_seq FROM documents WHERE id = ?1", {id});
    check_invariant(static_cast<std::uint64_t>(doc_seq.value()) == prepared.expected->doc_seq, "nobody else moves a document");
    store::Savepoint savepoint(database_);
    store::Documents documents(database_);
    const std::uint64_t next = prepared.expected->doc_seq + 1;
    documents.save({prepared.draft.document, prepared.author, prepared.audience, next, prepared.expected->last_leaf, time_});
    documents.add_step(
        {seq_, id, next, prepared.draft.document.revision, prepared.event, false, prepared.person, time_, prepared.facts});
    database_.run("INSERT INTO command_keys (person, key, command, seq, time) VALUES (?1, ?2, ?3, ?4, ?5)",
                  {prepared.person.value(), prepared.key->key, prepared.key->command, seq_, time_});
    ++seq_;
    savepoint.release();
  }

  store::Database database_;
  Timestamp time_ = *Timestamp::parse("2026-02-03T04:05:06.789Z");
  std::uint64_t seq_;
  std::mutex mutex_;
  std::condition_variable wake_;
  std::deque<std::shared_ptr<Order>> queue_;
  bool stopping_ = false;
  std::thread thread_;
};

/// The floor's office: the same folder, opened without the engine.
class Floor {
 public:
  explicit Floor(Stage& stage)
      : stage_(&stage),
        surroundings_{[] { return *Timestamp::parse("2026-02-03T04:05:06.789Z"); }, "", stage.test.office().organisation(),
                      formats::TrustAnchors(std::vector<formats::Certificate>()), sha256("")},
        path_(stage.test.office().folder().database()),
        preparation_(surroundings_, definitions_),
        readers_(path_) {
    stage.test.close();
    writer_.emplace(path_);
  }

  void step(std::size_t client) {
    const Command command = stage_->command(client);
    auto prepared = readers_.read([&](store::Database& database) -> Decision<Prepared> {
      check_invariant(!engine::earlier_step(database, stage_->caller(client).person, {*command.key, hash_of(command)}),
                      "a new key");
      return preparation_.prepare(database, stage_->caller(client), command);
    });
    writer_->commit(std::move(prepared).value());
    ++stage_->revisions[client];
  }

 private:
  Stage* stage_;
  engine::Surroundings surroundings_;
  std::filesystem::path path_;
  engine::Definitions definitions_;
  engine::Preparation preparation_;
  engine::Readers readers_;
  std::optional<FloorWriter> writer_;
};

/// What some steps took.
struct Cost {
  double seconds = 0;
  double processor_seconds = 0;

  Cost& operator+=(const Cost& other) {
    seconds += other.seconds;
    processor_seconds += other.processor_seconds;
    return *this;
  }
};

double processor_seconds() {
  rusage usage{};
  ::getrusage(RUSAGE_SELF, &usage);
  const auto seconds = [](const timeval& time) {
    return static_cast<double>(time.tv_sec) + static_cast<double>(time.tv_usec) / 1e6;
  };
  return seconds(usage.ru_utime) + seconds(usage.ru_stime);
}

/// Every client takes `steps` steps, all clients at once.
template <class Step>
Cost run_clients(std::size_t clients, int steps, const Step& step) {
  const double processor = processor_seconds();
  const auto begin = std::chrono::steady_clock::now();
  std::vector<std::thread> people;
  for (std::size_t client = 0; client < clients; ++client) {
    people.emplace_back([&, client] {
      for (int i = 0; i < steps; ++i) step(client);
    });
  }
  for (std::thread& person : people) person.join();
  const std::chrono::duration<double> took = std::chrono::steady_clock::now() - begin;
  return {took.count(), processor_seconds() - processor};
}

void durable_step(benchmark::State& state) {
  static Stage real;
  static Stage floor_stage;
  static Floor floor(floor_stage);
  const auto clients = static_cast<std::size_t>(state.range(0));
  const int steps = clients == 1 ? 100 : 20;
  const auto real_step = [&](std::size_t client) {
    (void)real.test.office().perform(real.caller(client), real.command(client)).value();
    ++real.revisions[client];
  };
  const auto floor_step = [&](std::size_t client) { floor.step(client); };
  Cost with_ledger;
  Cost without;
  for (auto _ : state) {
    const Cost cost = run_clients(clients, steps, real_step);
    without += run_clients(clients, steps, floor_step);
    with_ledger += cost;
    state.SetIterationTime(cost.seconds);
  }
  const double count = static_cast<double>(state.iterations()) * static_cast<double>(clients) * steps;
  state.counters["per_second"] = count / with_ledger.seconds;
  state.counters["floor"] = count / without.seconds;
  state.counters["ratio"] = without.seconds / with_ledger.seconds;
  state.counters["audit_us"] = (with_ledger.processor_seconds - without.processor_seconds) / count * 1e6;
}

BENCHMARK(durable_step)->Arg(1)->Arg(most_clients)->UseManualTime()->Unit(benchmark::kMillisecond)->MinTime(5);

}  // namespace
