#include "apps/cli/command_line.h"

#include "outside/files.h"
#include "support/temporary_folder.h"
#include "unit/apps/cli/program.h"

#include <catch2/catch.hpp>

using namespace chancery;
using formats::Json;
using tests::run;

namespace {

std::string founded(const TemporaryFolder& folder) {
  const Json names{{"family", "Ґудзь"}, {"given", "Єва"}};
  const Json answers{{"name", {{"uk", "Установа"}, {"en", "Office"}}},
                     {"code", "00000000"},
                     {"log_name", "test"},
                     {"person", {{"log_in_name", "admin"}, {"names", {{"uk", names}, {"en", names}}}}},
                     {"mail", {{"address", "office@example.org"}}},
                     {"recovery_persons", {"Перша Особа", "Друга Особа"}}};
  outside::write_file(folder / "answers.json", answers.dump());
  outside::write_file(folder / "password", "harbour-lantern-27\n");
  return (folder / "office").string();
}

/// A file as a descriptor that a password is read from.
class Descriptor {
 public:
  explicit Descriptor(const std::filesystem::path& path) : file_(std::fopen(path.c_str(), "r")) {}
  ~Descriptor() { std::fclose(file_); }
  Descriptor(const Descriptor&) = delete;
  Descriptor& operator=(const Descriptor&) = delete;
  [[nodiscard]] std::string number() const { return std::to_string(::fileno(file_)); }

 private:
  std::FILE* file_;
};

tests::Run init(const TemporaryFolder& folder, const std::string& office) {
  const Descriptor password(folder / "password");
  return run({"init", office, "--answers", (folder / "answers.json").string(), "--new-password-fd", password.number()});
}

}  // namespace

TEST_CASE("what is not a command is usage, and help is not") {
  CHECK(run({}).code == 2);
  CHECK(run({"blossom"}).code == 2);
  CHECK(run({"document"}).code == 2);
  CHECK(run({"document", "show"}).code == 2);
  CHECK(run({"--language", "fr", "document", "list"}).code == 2);
  CHECK(run({"document", "link", "1", "likes", "2"}).code == 2);
  CHECK(run({"serve", "--key", "k.pem"}).code == 2);  // without its certificate
  CHECK(run({"--help"}).code == 0);
  CHECK(run({"dossier", "--help"}).code == 0);
}

TEST_CASE("help speaks the language of the person") {
  CHECK(run({"--language", "uk", "dossier", "--help"}).out.find("завести справу") != std::string::npos);
  CHECK(run({"--language", "en", "dossier", "--help"}).out.find("open a dossier") != std::string::npos);
}

TEST_CASE("where there is no office, the answer is absent, in words or as JSON") {
  const TemporaryFolder folder;
  const std::string office = (folder / "none").string();
  const auto told = run({"--office", office, "--language", "en", "document", "list"});
  CHECK(told.code == 3);
  CHECK(told.out.empty());
  CHECK(told.err == "chancery: " + office + ": there is no office here.\n");
  const auto json = run({"--office", office, "--language", "uk", "--json", "document", "list"});
  CHECK(Json::parse(json.err).at("error") == "engine.no_office");
}

TEST_CASE("an office is made once, and says who can help to recover it") {
  const TemporaryFolder folder;
  const std::string office = founded(folder);
  const auto made = init(folder, office);
  CHECK(made.code == 0);
  CHECK(made.err.find("Перша Особа; Друга Особа") != std::string::npos);
  const auto rights = std::filesystem::status(folder / "office" / "office.db").permissions();
  CHECK((rights & (std::filesystem::perms::group_all | std::filesystem::perms::others_all)) == std::filesystem::perms::none);
  CHECK(init(folder, office).code == 5);
  const Descriptor password(folder / "password");
  const auto asked = run({"--office", office, "--as", "admin", "--password-fd", password.number(), "user", "recovery"});
  CHECK(asked.code == 0);
  CHECK(asked.out == "Перша Особа\nДруга Особа\n");
}

TEST_CASE("an answer that cannot be used is bad input and names itself") {
  const TemporaryFolder folder;
  const std::string office = founded(folder);
  const auto with = [&](const std::function<void(Json&)>& change) {
    Json answers = Json::parse(outside::read_file(folder / "answers.json"));
    change(answers);
    outside::write_file(folder / "changed.json", answers.dump());
    const Descriptor password(folder / "password");
    const auto made =
        run({"--json", "init", office, "--answers", (folder / "changed.json").string(), "--new-password-fd", password.number()});
    CHECK(made.code == 6);
    CHECK_FALSE(std::filesystem::exists(office));
    return Json::parse(made.err).at("message").get<std::string>();
  };
  CHECK(with([](Json& answers) { answers["code"] = "12"; }).find("code") != std::string::npos);
  CHECK(with([](Json& answers) { answers["recovery_persons"] = {"одна"}; }).find("recovery_persons") != std::string::npos);
  CHECK(with([](Json& answers) { answers["mail"] = {{"address", "a b"}}; }).find("mail.address") != std::string::npos);
  CHECK(with([](Json& answers) { answers["person"].erase("names"); }).find("names") != std::string::npos);
}

TEST_CASE("nobody acts without a name, a password or a system user of the office") {
  const TemporaryFolder folder;
  const std::string office = founded(folder);
  REQUIRE(init(folder, office).code == 0);
  CHECK(run({"--office", office, "document", "list"}).code == 3);
  outside::write_file(folder / "password", "wrong\n");
  const Descriptor wrong(folder / "password");
  const auto refused = run({"--office", office, "--json", "--as", "admin", "--password-fd", wrong.number(), "document", "list"});
  CHECK(refused.code == 4);
  CHECK(Json::parse(refused.err).at("rule") == "people.log_in_failed");
}

TEST_CASE("an address without a port and a section without a hash are bad input") {
  const TemporaryFolder folder;
  const std::string office = founded(folder);
  REQUIRE(init(folder, office).code == 0);
  const auto said = [](const tests::Run& made) {
    CHECK(made.code == 6);
    return Json::parse(made.err).at("error").get<std::string>();
  };
  for (const char* listen : {"127.0.0.1", "127.0.0.1:", "127.0.0.1:port", "127.0.0.1:70000", "127.0.0.1:80 "}) {
    CHECK(said(run({"--office", office, "--json", "serve", "--listen", listen})) == "cli.listen_odd");
  }
  const Descriptor password(folder / "password");
  CHECK(said(run({"--office", office, "--json", "--as", "admin", "--password-fd", password.number(), "document", "advance",
                  std::string(32, '0'), "approve", "--section", "source"})) == "cli.section_odd");
}

TEST_CASE("doctor says line by line what it looked at, in the language of the person") {
  const TemporaryFolder folder;
  const std::string office = founded(folder);
  REQUIRE(init(folder, office).code == 0);
  const auto doctor = [&](std::vector<std::string> options) {
    const Descriptor password(folder / "password");
    options.insert(options.begin(), {"--office", office, "--as", "admin", "--password-fd", password.number(), "doctor"});
    return run(options);
  };
  CHECK(doctor({"--language", "uk"}).out.find("База даних справна.") != std::string::npos);
  CHECK(doctor({"--language", "en"}).out.find("The database is in order.") != std::string::npos);
  const auto lines = doctor({"--json"}).out;
  CHECK(Json::parse(lines.substr(0, lines.find('\n'))).at("state") == "good");
  CHECK(lines.find("program_dot") != std::string::npos);
  std::filesystem::permissions(folder / "office" / "keys", std::filesystem::perms::all);
  CHECK(doctor({}).code == 1);
}
