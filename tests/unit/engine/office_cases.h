#pragma once

#include "base/error.h"
#include "engine/built_in.h"
#include "engine/founding.h"
#include "engine/log_in.h"
#include "engine/office.h"
#include "engine/subjects.h"
#include "engine/users.h"
#include "outside/entropy.h"
#include "support/temporary_folder.h"

#include <atomic>
#include <chrono>
#include <map>
#include <memory>
#include <string>

namespace chancery::tests {

/// An office in a temporary folder with a clock that stands until wait() and one person for each role that a test names.
class TestOffice {
 public:
  TestOffice() {
    std::filesystem::copy(founded().path(), path(), std::filesystem::copy_options::recursive);
    codes = founded().codes;
    open();
  }

  void open() { office_.emplace(engine::Office::open(path(), clock())); }
  void close() { office_.reset(); }
  [[nodiscard]] engine::Clock clock() const {
    return [time = milliseconds_] { return *Timestamp::from_milliseconds(*time); };
  }
  void wait(std::chrono::milliseconds time) { *milliseconds_ += time.count(); }
  [[nodiscard]] engine::Office& office() { return *office_; }
  [[nodiscard]] std::filesystem::path path() const { return folder_ / "office"; }

  /// The person with this role, made when first asked for. `name` tells two of one role apart.
  engine::Caller as(document::Role role, const std::string& name = "first") {
    const std::string log_in_name = std::string(document::name_of(role)) + "." + name;
    const auto found = persons_.find(log_in_name);
    return {found != persons_.end() ? found->second : add(role, log_in_name), "password", std::nullopt};
  }
  engine::Caller clerk() { return as(document::Role::clerk); }
  engine::Caller lawyer() { return as(document::Role::legal_reviewer); }

  /// A new memorandum of the demonstration data.
  DocumentId memorandum() { return office().perform(clerk(), new_memorandum()).value().document; }
  /// The number of leaves in the ledger.
  std::uint64_t ledger_size() { return office().verify_ledger().at("size").get<std::uint64_t>(); }
  /// The administrator, who may know of no document.
  engine::Caller administrator() {
    std::optional<PersonId> person;
    office().read([&](store::Database& database) { person = engine::find_account(database, "administrator")->person; });
    return {*person, "password", std::nullopt};
  }
  /// Lets `delegate` act for `principal` as `role` for a day.
  store::DelegationId delegate(const engine::Caller& principal, const engine::Caller& substitute, document::Role role) {
    const auto id = outside::random_id<store::DelegationId>();
    office().write([&](store::Database& database) {
      engine::Users users(database, document::RightsPolicy::standard(),
                          engine::subject_of(database, administrator().person, office().now()), office().organisation(),
                          office().now());
      const auto delegated = users.delegate({id,
                                             principal.person,
                                             substitute.person,
                                             office().organisation(),
                                             {role},
                                             office().now(),
                                             office().now().plus(std::chrono::hours(24)),
                                             {"наказ № 7", sha256("наказ № 7")}});
      if (delegated.refused()) throw Error(Fault::environment, delegated.refusal().message);
    });
    return id;
  }
  static engine::Command new_memorandum() {
    engine::Command command;
    command.event = "new";
    command.data = {{"workflow", "memorandum"}, {"template", "memorandum_of_understanding"}, {"values", values()}};
    return command;
  }
  static formats::Json values() {
    for (const EmbeddedFile& file : engine::built_in::embedded_files()) {
      if (file.name.ends_with("kyiv-washington.json")) return formats::parse_json(file.bytes, "kyiv-washington");
    }
    return {};
  }

  formats::Json show(const DocumentId& id) { return office().document(clerk(), id); }
  /// The event with the revision of now.
  engine::Command event(const DocumentId& id, const std::string& name) {
    engine::Command command;
    command.document = id;
    command.event = name;
    command.revision = show(id).at("revision").get<std::uint64_t>();
    return command;
  }
  /// The event over the sections whose names begin so, as they are now.
  engine::Command over(const DocumentId& id, const std::string& name, const std::string& prefix) {
    engine::Command command;
    command.document = id;
    command.event = name;
    const formats::Json view = show(id);
    for (const auto& section : view.at("sections")) {
      if (section.at("name").get<std::string>().starts_with(prefix)) {
        command.sections.push_back({section.at("name"), *Sha256::parse(section.at("sha256").get<std::string>())});
      }
    }
    return command;
  }
  engine::Outcome done(const engine::Caller& caller, const engine::Command& command) {
    auto outcome = office().perform(caller, command);
    if (outcome.refused()) throw Error(Fault::environment, outcome.refusal().message);
    return std::move(outcome).value();
  }

  std::vector<std::string> codes;  // of the two recovery persons

 private:
  static engine::FoundingAnswers answers() {
    const document::PersonName uk{*LanguageTag::parse("uk"), "Ґудзь", "Єва", "", "", {}};
    const document::PersonName en{*LanguageTag::parse("en"), "Gudz", "Yeva", "", "", {}};
    return {"Установа",   "Office",           "00000000",          "test", {uk, en}, "administrator",
            std::nullopt, {"Перша", "Друга"}, "office@example.org"};
  }
  PersonId add(document::Role role, const std::string& log_in_name) {
    const auto person = outside::random_id<PersonId>();
    office().write([&](store::Database& database) {
      const auto administrator = engine::find_account(database, "administrator")->person;
      engine::Users users(database, document::RightsPolicy::standard(),
                          engine::subject_of(database, administrator, office().now()), office().organisation(), office().now());
      const document::PersonName name{*LanguageTag::parse("uk"), "Їжак", log_in_name, "", "", {}};
      (void)users.add({{person, office().organisation(), std::nullopt, std::nullopt, {name}},
                       outside::random_secret(32),
                       outside::random_id<store::AccountId>(),
                       log_in_name,
                       std::nullopt,
                       std::nullopt});
      (void)users.give_role({outside::random_id<RoleId>(),
                             person,
                             role,
                             office().organisation(),
                             {office().now(), std::nullopt},
                             {"наказ № 1", std::nullopt}});
    });
    persons_.emplace(log_in_name, person);
    return person;
  }

  /// An office as it was founded, once for all tests of a process: each begins with a copy of its folder.
  struct Founded {
    Founded() {
      codes = engine::found_office(path(), answers(), SecretBytes("harbour-lantern-27"), [] { return beginning(); });
    }
    [[nodiscard]] std::filesystem::path path() const { return folder / "office"; }

    TemporaryFolder folder;
    std::vector<std::string> codes;
  };
  static const Founded& founded() {
    static const Founded office;
    return office;
  }
  static Timestamp beginning() { return *Timestamp::parse("2026-02-03T04:05:06.789Z"); }

  TemporaryFolder folder_;
  std::shared_ptr<std::atomic<std::int64_t>> milliseconds_ =
      std::make_shared<std::atomic<std::int64_t>>(beginning().milliseconds());
  std::optional<engine::Office> office_;
  std::map<std::string, PersonId> persons_;
};

}  // namespace chancery::tests
