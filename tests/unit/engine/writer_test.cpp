#include "engine/writer.h"

#include "base/error.h"
#include "ledger/checkpoint.h"
#include "outside/entropy.h"
#include "store/leaves.h"
#include "support/errors.h"
#include "support/temporary_folder.h"

#include <catch2/catch.hpp>

#include <csignal>
#include <sys/resource.h>

using namespace chancery;
using engine::Prepared;
using engine::Writer;

namespace {

constexpr const char* origin = "test.example/0000000000000000/e1";

Timestamp begin() {
  return *Timestamp::parse("2026-03-02T08:00:00.000Z");
}

/// A writer over a database of its own.
class Writing {
 public:
  [[nodiscard]] Writer& writer() { return writer_; }
  [[nodiscard]] std::int64_t size() { return find<std::int64_t>("SELECT count(*) FROM leaves").value(); }
  [[nodiscard]] ledger::TreeSize signed_size() const {
    return ledger::Checkpoint::parse(writer_.checkpoint().text()).value().head().size;
  }
  /// A value that the writer reads between two commits.
  template <class T>
  [[nodiscard]] std::optional<T> find(const std::string& sql) {
    std::optional<T> found;
    writer_.run([&](store::Database& database) { found = database.find<T>(sql); });
    return found;
  }
  std::uint64_t count_an_hour(const std::string& rule) {
    return writer_.record(
        [&](store::Database&, std::uint64_t) {
          return ledger::RefusalsCounted{begin(), rule, 1};
        },
        outside::random_salt());
  }

 private:
  TemporaryFolder folder_;
  Writer writer_{store::Database::in_memory(), store::AnchorFile(folder_ / "anchor"),
                 ledger::NoteSigner(origin, SecretBytes(std::string(32, 's'))), origin, begin};
};

/// No file of this process takes a byte, as on a full disk, until it ends. (The database of these tests is in memory.)
class SmallFiles {
 public:
  SmallFiles() {
    ::getrlimit(RLIMIT_FSIZE, &before_);
    rlimit none = before_;
    none.rlim_cur = 0;
    std::signal(SIGXFSZ, SIG_IGN);
    ::setrlimit(RLIMIT_FSIZE, &none);
  }
  ~SmallFiles() { end(); }
  SmallFiles(const SmallFiles&) = delete;
  SmallFiles& operator=(const SmallFiles&) = delete;
  void end() const { ::setrlimit(RLIMIT_FSIZE, &before_); }

 private:
  rlimit before_{};
};

/// A step of a document that is not where it was prepared.
Prepared moved_step() {
  const document::File data{"data.json", "application/json", 2, sha256("{}")};
  const document::Document document{outside::random_id<DocumentId>(),
                                    "memorandum",
                                    formats::Json::array(),
                                    outside::random_id<OrganisationId>(),
                                    std::string(32, 'a'),
                                    begin(),
                                    true,
                                    sha256("workflow"),
                                    sha256("template"),
                                    data,
                                    sha256("commitment"),
                                    {},
                                    {},
                                    {},
                                    {},
                                    {},
                                    {},
                                    {},
                                    {},
                                    {},
                                    {},
                                    {},
                                    {},
                                    {},
                                    {},
                                    1};
  return {{document},
          outside::random_id<PersonId>(),
          "",
          engine::Expected{4, sha256("leaf")},
          "submit",
          {"draft"},
          std::nullopt,
          "{}",
          {ledger::Actor::system(),
           std::nullopt,
           "clerk",
           std::string(32, 'b'),
           std::nullopt,
           {"password", std::nullopt, std::nullopt}},
          {},
          outside::random_id<PersonId>(),
          std::nullopt,
          outside::random_salt(),
          outside::random_salt(),
          outside::random_salt()};
}

}  // namespace

TEST_CASE("a document that keeps moving is a conflict after three preparations, and leaves nothing") {
  Writing writing;
  int preparations = 0;
  const auto again = [&](store::Database&) -> Decision<Prepared> {
    ++preparations;
    return moved_step();
  };
  CHECK(tests::key_of([&] { (void)writing.writer().commit(moved_step(), again); }) == "engine.document_keeps_moving");
  CHECK(tests::fault_of([&] { (void)writing.writer().commit(moved_step(), again); }) == Fault::conflict);
  CHECK(preparations == 6);
  CHECK(writing.size() == 0);
  CHECK(writing.find<std::int64_t>("SELECT count(*) FROM documents") == 0);
}

TEST_CASE("what is refused when it is prepared again is refused") {
  Writing writing;
  const auto refused = writing.writer().commit(moved_step(), [](store::Database&) -> Decision<Prepared> {
    return Refusal{"workflow.role", {"engine.document_keeps_moving", {}}};
  });
  REQUIRE(refused.refused());
  CHECK(refused.refusal().rule == "workflow.role");
  CHECK(writing.size() == 0);
}

TEST_CASE("each leaf has the next place, and the checkpoint covers it when it is answered") {
  Writing writing;
  CHECK(writing.size() == 0);
  for (std::uint64_t seq = 0; seq < 5; ++seq) {
    CHECK(writing.count_an_hour("workflow.role") == seq);
    CHECK(writing.signed_size() == seq + 1);
  }
  CHECK(writing.find<std::int64_t>("SELECT count(*) FROM leaves") == 5);
}

TEST_CASE("what fails undoes its own rows, and the others of its batch stay") {
  Writing writing;
  const auto failing = [](store::Database& database) {
    database.run("INSERT INTO meta (name, value) VALUES ('half', 'done')");
    throw Error(Fault::input, {"server.not_a_form", {}});
  };
  CHECK(tests::key_of([&] { writing.writer().run(failing); }) == "server.not_a_form");
  writing.writer().run([](store::Database& database) { database.run("INSERT INTO meta (name, value) VALUES ('whole', 'Ґ’')"); });
  CHECK_FALSE(writing.find<std::string>("SELECT value FROM meta WHERE name = 'half'"));
  CHECK(writing.find<std::string>("SELECT value FROM meta WHERE name = 'whole'") == "Ґ’");
}

TEST_CASE("a leaf of the office itself that cannot be made takes no place") {
  Writing writing;
  const auto failing = [](store::Database&, std::uint64_t) -> ledger::SystemEvent {
    throw Error(Fault::unavailable, {"engine.office_closing", {}});
  };
  CHECK(tests::key_of([&] { (void)writing.writer().record(failing, outside::random_salt()); }) == "engine.office_closing");
  CHECK(writing.count_an_hour("workflow.role") == 0);
}

TEST_CASE(
    "a head that cannot be anchored keeps its receipt waiting, nothing follows it, and it is anchored when that works again") {
  Writing writing;
  const SmallFiles full;
  const auto record = [&] { return tests::key_of([&] { writing.count_an_hour("rule"); }); };
  CHECK(record() == "engine.head_waits");
  CHECK(record() == "engine.head_waits");
  CHECK(tests::key_of([&] { (void)writing.writer().checkpoint_over(0); }) == "engine.head_waits");
  full.end();
  CHECK(ledger::Checkpoint::parse(writing.writer().checkpoint_over(0).text()).value().head().size == 1);
  CHECK(writing.size() == 1);
  CHECK(writing.count_an_hour("rule") == 1);
  CHECK(writing.signed_size() == 2);
}
