#include "apps/server/client.h"

#include "apps/server/http_errors.h"
#include "apps/server/http_server.h"
#include "support/errors.h"
#include "support/temporary_folder.h"
#include "unit/apps/server/raw_client.h"

#include <catch2/catch.hpp>

#include <fcntl.h>
#include <sys/stat.h>

using namespace chancery;
using namespace chancery::server;
using formats::Json;

namespace {

Response parcel(int status, const Parcel& content) {
  return Response{status, {}, write_parcel(content)};
}

/// Answers an operation as its name says.
Response answer(const Request& request) {
  const auto operation = read_parcel(request.body);
  const auto name = operation.json.at("operation").get<std::string>();
  if (name == "fail")
    return parcel(409, {to_json(Error(Fault::conflict, {"server.odd_field", {{"field", "Ґ"}, {"count", std::int64_t{7}}}}),
                                text::Language::en),
                        {}});
  if (name == "refuse")
    return parcel(403, {to_json(Refusal{"workflow.role", {"server.foreign_form", {}}}, text::Language::uk), {}});
  return parcel(200, {{{"address", request.peer.address}, {"path", request.path()}}, operation.files});
}

class LocalOffice {
 public:
  LocalOffice()
      : path((folder / "socket").string()),
        server_({answer, [](const RequestHead&) { return std::size_t{1000}; }, nullptr, nullptr}) {
    server_.listen_locally(path);
  }

  TemporaryFolder folder;
  std::string path;

 private:
  HttpServer server_;
};

}  // namespace

TEST_CASE("an operation goes over the office's socket with its files and comes back") {
  const LocalOffice office;
  const auto answer = send_operation(office.path, {{{"operation", "list"}}, {Blob("перший"), Blob("")}});
  REQUIRE_FALSE(answer.refused());
  CHECK(answer.value().json == Json{{"address", "local"}, {"path", "/local/operation"}});
  REQUIRE(answer.value().files.size() == 2);
  CHECK(answer.value().files.front().bytes() == "перший");
}

TEST_CASE("a refusal and an error come back as what they were") {
  const LocalOffice office;
  const auto refused = send_operation(office.path, {{{"operation", "refuse"}}, {}});
  REQUIRE(refused.refused());
  CHECK(refused.refusal() == Refusal{"workflow.role", {"server.foreign_form", {}}});
  const auto message = tests::message_of([&] { (void)send_operation(office.path, {{{"operation", "fail"}}, {}}); });
  CHECK(message == Message{"server.odd_field", {{"count", std::int64_t{7}}, {"field", "Ґ"}}});
  CHECK(tests::fault_of([&] { (void)send_operation(office.path, {{{"operation", "fail"}}, {}}); }) == Fault::conflict);
}

TEST_CASE("the socket is its owner's alone and a stale file is no obstacle") {
  const LocalOffice office;
  struct stat status {};
  REQUIRE(::stat(office.path.c_str(), &status) == 0);
  CHECK((status.st_mode & 0777U) == 0600U);
  const auto file = (office.folder / "stale").string();
  ::close(::creat(file.c_str(), S_IRUSR));
  HttpServer server({});
  server.listen_locally(file);
  server.stop();
  CHECK(::stat(file.c_str(), &status) != 0);
}

TEST_CASE("nobody listening is unavailable, and so is a folder that cannot hold a socket") {
  const TemporaryFolder folder;
  CHECK(tests::fault_of([&] {
          (void)send_operation((folder / "nobody").string(), {{{"operation", "list"}}, {}});
        }) == Fault::unavailable);
  HttpServer server({});
  CHECK(tests::fault_of([&] { server.listen_locally((folder / "absent" / "socket").string()); }) == Fault::environment);
  CHECK(tests::key_of([&] { server.listen_locally("/" + std::string(200, 'a')); }) == "server.socket_path");
}
