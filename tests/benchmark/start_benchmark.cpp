#include "store/transaction.h"
#include "unit/engine/office_cases.h"

#include <benchmark/benchmark.h>

#include <cstdlib>
#include <fstream>
#include <sstream>

using namespace chancery;

/// An office with a million documents (CHANCERY_DOCUMENTS says how many) and how long it takes to open it: the bar of DESIGN §13
/// is one second and 150 MB resident. The documents are copies of two memorandums, each with its own id and day, one in ten of
/// one in legal review; what is beside them in the database is that of the two.
namespace {

std::int64_t wanted_documents() {
  const char* wanted = std::getenv("CHANCERY_DOCUMENTS");
  return wanted != nullptr ? std::atoll(wanted) : 1'000'000;
}

/// An id stands in the row and inside its state.
constexpr std::string_view copies =
    "WITH RECURSIVE numbers (number) AS (SELECT ?3 UNION ALL SELECT number + 1 FROM numbers WHERE number + 1 < ?4), "
    "ids AS MATERIALIZED (SELECT number, randomblob(16) AS id FROM numbers) "
    "INSERT INTO documents (id, organisation, author, audience, kind, title_uk, title_en, number, stage, revision, doc_seq, "
    "last_leaf, created, updated, state) "
    "SELECT ids.id, organisation, author, audience, kind, title_uk, title_en, documents.number, "
    "stage, revision, doc_seq, last_leaf, created, updated - ids.number * 1000, "
    "replace(state, ?2, lower(hex(ids.id))) FROM ids, documents WHERE documents.id = ?1";

void multiply(store::Database& database, const DocumentId& id, std::int64_t count) {
  constexpr std::int64_t at_once = 100'000;
  for (std::int64_t first = 1; first < count; first += at_once) {
    store::Transaction transaction(database);
    database.run(copies, {id, id.hex(), first, std::min(first + at_once, count)});
    transaction.commit();
  }
}

/// Of this process, in megabytes.
double resident_megabytes() {
  std::ifstream status("/proc/self/status");
  for (std::string line; std::getline(status, line);) {
    if (line.starts_with("VmRSS:")) return std::stod(line.substr(6)) / 1024;
  }
  return 0;
}

/// The office of this run, closed. Nobody but its owner may open the database: here that is this process.
tests::TestOffice& large_office() {
  static tests::TestOffice test;
  static const bool made = [] {
    const DocumentId draft = test.memorandum();
    const DocumentId submitted = test.memorandum();
    (void)test.done(test.clerk(), test.event(submitted, "submit"));
    const auto path = test.office().folder().database();
    test.close();
    auto database = store::Database::open(path, store::OpenMode::existing);
    multiply(database, draft, wanted_documents() * 9 / 10);
    multiply(database, submitted, wanted_documents() / 10);
    return true;
  }();
  (void)made;
  return test;
}

void start_with_many_documents(benchmark::State& state) {
  tests::TestOffice& test = large_office();
  const double before = resident_megabytes();
  double resident = 0;
  for (auto _ : state) {
    test.open();
    state.PauseTiming();
    resident = std::max(resident, resident_megabytes());
    test.close();
    state.ResumeTiming();
  }
  state.counters["documents"] = static_cast<double>(wanted_documents());
  state.counters["resident_mb"] = resident;
  state.counters["opened_mb"] = resident - before;
}

void list_of_many_documents(benchmark::State& state) {
  tests::TestOffice& test = large_office();
  test.open();
  const engine::Caller lawyer = test.lawyer();
  for (auto _ : state) benchmark::DoNotOptimize(test.office().work_list(lawyer, {{"pile", "mine"}, {"limit", 20}}));
  test.close();
}

BENCHMARK(start_with_many_documents)->Unit(benchmark::kMillisecond)->Iterations(5);
BENCHMARK(list_of_many_documents)->Unit(benchmark::kMillisecond);

}  // namespace
