#include "apps/server/http_server.h"

#include "support/errors.h"
#include "unit/apps/server/raw_client.h"

#include <catch2/catch.hpp>

#include <atomic>
#include <future>
#include <mutex>
#include <thread>

using namespace chancery;
using namespace chancery::server;
using namespace std::chrono_literals;
using tests::RawClient;
using tests::status_in;

namespace {

/// A server that answers with what it understood of the request, or as the test says.
class TestServer {
 public:
  explicit TestServer(const HttpLimits& limits = {}) : server_(service(), limits) {
    NetworkEndpoint endpoint;
    endpoint.host = "127.0.0.1";
    endpoint.port = 0;
    endpoint.names = {"office.example"};
    port_ = server_.listen(endpoint);
  }

  std::function<Response(const Request&)> answer = [](const Request& request) {
    return Response{200, {}, request.path() + "|" + request.body};
  };
  std::size_t body_limit = 1000;

  [[nodiscard]] RawClient connect() const { return RawClient::tcp(port_); }
  [[nodiscard]] std::string ask(std::string_view bytes) const { return connect().ask(bytes); }
  [[nodiscard]] std::string get(const std::string& path) const {
    return ask("GET " + path + " HTTP/1.1\r\nHost: localhost\r\nConnection: close\r\n\r\n");
  }
  [[nodiscard]] HttpServer& server() { return server_; }
  [[nodiscard]] std::uint16_t port() const { return port_; }
  [[nodiscard]] std::string log() {
    const std::lock_guard lock(mutex_);
    return log_;
  }

 private:
  Service service() {
    return {[this](const Request& request) { return answer(request); }, [this](const RequestHead&) { return body_limit; },
            [](int status, const Message& why, const RequestHead*) {
              return Response{status, {}, "refused: " + why.key};
            },
            [this](std::string_view line) {
              const std::lock_guard lock(mutex_);
              log_ += line;
            }};
  }

  std::mutex mutex_;
  std::string log_;
  HttpServer server_;
  std::uint16_t port_ = 0;
};

bool contains(const std::string& text, std::string_view part) {
  return text.find(part) != text.npos;
}

HttpLimits quick() {
  HttpLimits limits;
  limits.idle = limits.head = limits.body = limits.write = 60ms;
  return limits;
}

}  // namespace

TEST_CASE("every answer carries the fields that keep a browser from being misled") {
  TestServer server;
  const auto answer = server.get("/documents");
  CHECK(status_in(answer) == 200);
  CHECK(contains(answer, "/documents|"));
  CHECK(contains(answer, "content-security-policy: default-src 'none'; style-src 'self'; script-src 'self'"));
  CHECK(contains(answer, "frame-ancestors 'none'; base-uri 'none'\r\n"));
  for (const auto* const field : {"x-content-type-options: nosniff", "referrer-policy: no-referrer", "cache-control: no-store"}) {
    CHECK(contains(answer, std::string(field) + "\r\n"));
  }
  CHECK_FALSE(contains(answer, "strict-transport-security"));
}

TEST_CASE("one connection answers requests one after another, sent at once too") {
  TestServer server;
  const auto client = server.connect();
  client.send(
      "POST /a HTTP/1.1\r\nHost: localhost\r\nContent-Length: 3\r\n\r\nabcGET /b HTTP/1.1\r\nHost: localhost\r\nConnection: "
      "close\r\n\r\n");
  const auto answers = client.read_all();
  CHECK(contains(answers, "/a|abc"));
  CHECK(contains(answers, "/b|"));
}

TEST_CASE("HEAD gets the fields of GET and no body") {
  TestServer server;
  const auto answer = server.ask("HEAD /abc HTTP/1.1\r\nHost: localhost\r\nConnection: close\r\n\r\n");
  CHECK(contains(answer, "content-length: 5\r\n"));
  CHECK(answer.substr(answer.size() - 4) == "\r\n\r\n");
}

TEST_CASE("a request smuggled behind an ambiguous length is never answered") {
  TestServer server;
  std::atomic<int> answered{0};
  server.answer = [&](const Request&) {
    ++answered;
    return Response{200, {}, ""};
  };
  const std::string smuggled = "GET /secret HTTP/1.1\r\nHost: localhost\r\n\r\n";
  for (const auto* const fields : {"Content-Length: 4\r\nTransfer-Encoding: chunked", "Content-Length: 0\r\nContent-Length: 44",
                                   "Transfer-Encoding: xchunked", "Transfer-Encoding : chunked", "Content-Length: 0\r\n\tx: y"}) {
    const auto answer = server.ask("POST /a HTTP/1.1\r\nHost: localhost\r\n" + std::string(fields) + "\r\n\r\n" + smuggled);
    CAPTURE(fields, answer);
    CHECK(status_in(answer) == 400);
    CHECK(contains(answer, "connection: close\r\n"));
  }
  CHECK(answered == 0);
}

TEST_CASE("a body in chunks is read, and a broken one refused") {
  TestServer server;
  const std::string head = "POST /a HTTP/1.1\r\nHost: localhost\r\nConnection: close\r\nTransfer-Encoding: chunked\r\n\r\n";
  CHECK(contains(server.ask(head + "3\r\nabc\r\n0\r\n\r\n"), "/a|abc"));
  CHECK(status_in(server.ask(head + "z\r\n")) == 400);
}

TEST_CASE("who expects to be told to continue is told before the body") {
  TestServer server;
  const auto client = server.connect();
  client.send("POST /a HTTP/1.1\r\nHost: localhost\r\nConnection: close\r\nExpect: 100-continue\r\nContent-Length: 3\r\n\r\n");
  REQUIRE(client.readable_within(10s));
  client.send("abc");
  const auto answer = client.read_all();
  CHECK(answer.rfind("HTTP/1.1 100 Continue\r\n\r\nHTTP/1.1 200 OK\r\n", 0) == 0);
}

TEST_CASE("a head or a body over the limit is refused before it is read") {
  TestServer server;
  CHECK(status_in(server.get("/" + std::string(20'000, 'a'))) == 431);
  const auto answer = server.ask("POST /a HTTP/1.1\r\nHost: localhost\r\nContent-Length: 1001\r\n\r\n");
  CHECK(status_in(answer) == 413);
  CHECK(contains(answer, "refused: server.body_too_large"));
}

TEST_CASE("large bodies together may take no more than their share") {
  HttpLimits limits;
  limits.small_body_bytes = 10;
  limits.all_bodies_bytes = 150;
  TestServer server(limits);
  const std::string hundred =
      "POST /a HTTP/1.1\r\nHost: localhost\r\nConnection: close\r\nContent-Length: 100\r\nExpect: 100-continue\r\n\r\n";
  const auto first = server.connect();
  first.send(hundred);
  REQUIRE(first.readable_within(10s));
  CHECK(status_in(server.ask(hundred)) == 503);
  first.send(std::string(100, 'x'));
  CHECK(contains(first.read_all(), "200 OK"));
  // The share is given back once the answer is out, by the first one's own thread: a moment later than we have read it.
  std::string answer;
  for (int attempt = 0; attempt < 1000 && !contains(answer, "200 OK"); ++attempt) {
    answer = server.ask(hundred + std::string(100, 'y'));
  }
  CHECK(contains(answer, "200 OK"));
}

TEST_CASE("a client that is too slow with its head is told so") {
  TestServer server(quick());
  const auto client = server.connect();
  client.send("GET / HTTP/1.1\r\n");
  const auto answer = client.read_all();
  CHECK(status_in(answer) == 408);
  CHECK(contains(answer, "refused: server.too_slow"));
}

TEST_CASE("sending one byte at a time wins a slow client no time") {
  TestServer server(quick());
  const auto client = server.connect();
  client.send("GET / HTTP/1.1\r\nX: ");
  const auto begun = std::chrono::steady_clock::now();
  while (!client.readable_within(2ms) && std::chrono::steady_clock::now() - begun < 10s) client.send("a");
  CHECK(status_in(client.read_all()) == 408);
}

TEST_CASE("a body that never comes is given up") {
  TestServer server(quick());
  const auto client = server.connect();
  client.send("POST / HTTP/1.1\r\nHost: localhost\r\nContent-Length: 10\r\n\r\nabc");
  CHECK(status_in(client.read_all()) == 408);
}

TEST_CASE("a body that breaks off is a bad request") {
  TestServer server;
  const auto client = server.connect();
  client.send("POST / HTTP/1.1\r\nHost: localhost\r\nContent-Length: 10\r\n\r\nabc");
  client.finish_sending();
  CHECK(contains(client.read_all(), "refused: server.body_cut_off"));
}

TEST_CASE("an idle connection is closed without a word") {
  TestServer server(quick());
  CHECK(server.connect().read_all().empty());
}

TEST_CASE("a client that does not read its answer is cut off and does not hold its thread") {
  TestServer server(quick());
  server.answer = [](const Request&) { return Response{200, {}, Bytes(100'000'000, 'x')}; };
  const auto client = server.connect();
  client.send("GET / HTTP/1.1\r\nHost: localhost\r\n\r\n");
  server.server().stop();
  SUCCEED("stop() returned");
}

TEST_CASE("twenty slow clients do not keep a normal one waiting") {
  TestServer server;
  std::vector<RawClient> slow;
  for (int number = 0; number < 20; ++number) {
    slow.push_back(server.connect());
    slow.back().send("POST /a HTTP/1.1\r\nHost: localhost\r\nContent-Length: 900\r\n\r\nslow");
  }
  for (int number = 0; number < 50; ++number) CHECK(status_in(server.get("/quick")) == 200);
}

TEST_CASE("one connection too many is told to come back") {
  HttpLimits limits;
  limits.connections = 3;
  TestServer server(limits);
  std::vector<RawClient> held;
  for (int number = 0; number < 3; ++number) {
    held.push_back(server.connect());
    held.back().send("GET / HTTP/1.1\r\nHost: localhost\r\n\r\n");
    CHECK(status_in(held.back().read_answer()) == 200);
  }
  const auto answer = server.get("/");
  CHECK(status_in(answer) == 503);
  CHECK(contains(answer, "refused: server.too_many_connections"));
}

TEST_CASE("a host name that is not ours is not answered") {
  TestServer server;
  const auto ask = [&](const std::string& host) {
    return status_in(server.ask("GET / HTTP/1.1\r\nHost: " + host + "\r\nConnection: close\r\n\r\n"));
  };
  for (const auto* const host : {"localhost", "LOCALHOST:8080", "127.0.0.1:80", "[::1]:8080", "office.example"})
    CHECK(ask(host) == 200);
  for (const auto* const host : {"evil.example", "localhost.evil.example", "127.0.0.2", "", "[::1"}) CHECK(ask(host) == 421);
}

TEST_CASE("an exception in a handler is an answer in our words and a line in the log") {
  TestServer server;
  server.answer = [](const Request&) -> Response { throw std::runtime_error("secret detail"); };
  const auto answer = server.get("/broken");
  CHECK(status_in(answer) == 500);
  CHECK(contains(answer, "refused: server.internal"));
  CHECK_FALSE(contains(answer, "secret detail"));
  CHECK(contains(server.log(), "path=/broken error=secret detail"));
}

TEST_CASE("when even the page of an error fails, two plain sentences are left") {
  std::string log;
  HttpServer server({[](const Request&) -> Response { throw std::runtime_error("first"); },
                     [](const RequestHead&) { return std::size_t{0}; },
                     [](int, const Message&, const RequestHead*) -> Response { throw std::runtime_error("second"); },
                     [&](std::string_view line) { log += line; }});
  NetworkEndpoint endpoint;
  endpoint.host = "127.0.0.1";
  endpoint.port = 0;
  const auto answer =
      RawClient::tcp(server.listen(endpoint)).ask("GET / HTTP/1.1\r\nHost: localhost\r\nConnection: close\r\n\r\n");
  CHECK(status_in(answer) == 500);
  CHECK(contains(answer, "Сталася внутрішня помилка."));
  CHECK(contains(answer, "An internal error occurred."));
  CHECK(contains(log, "second"));
}

TEST_CASE("a port that is taken is unavailable") {
  TestServer first;
  HttpServer second({});
  NetworkEndpoint endpoint;
  endpoint.host = "127.0.0.1";
  endpoint.port = first.port();
  CHECK(tests::fault_of([&] { (void)second.listen(endpoint); }) == Fault::unavailable);
}

TEST_CASE("plain HTTP is spoken on loopback only, unless a proxy stands before us") {
  HttpServer server({});
  NetworkEndpoint endpoint;
  endpoint.host = "0.0.0.0";
  endpoint.port = 0;
  CHECK(tests::key_of([&] { (void)server.listen(endpoint); }) == "server.plain_http_elsewhere");
  endpoint.behind_proxy = true;
  CHECK(server.listen(endpoint) != 0);
}

TEST_CASE("an address that does not exist and a certificate that is not there are bad input") {
  HttpServer server({});
  NetworkEndpoint endpoint;
  endpoint.host = "300.300.300.300";
  CHECK(tests::fault_of([&] { (void)server.listen(endpoint); }) == Fault::input);
  endpoint.host = "127.0.0.1";
  endpoint.port = 0;
  endpoint.tls = TlsFiles{"/nowhere/certificate.pem", "/nowhere/key.pem"};
  CHECK(tests::key_of([&] { (void)server.listen(endpoint); }) == "server.tls_files");
}

TEST_CASE("behind a proxy the client's address is the one that the proxy saw") {
  HttpServer server({[](const Request& request) {
                       return Response{200, {}, request.peer.address};
                     },
                     [](const RequestHead&) { return std::size_t{0}; }, nullptr, nullptr});
  NetworkEndpoint endpoint;
  endpoint.host = "127.0.0.1";
  endpoint.port = 0;
  endpoint.behind_proxy = true;
  const auto client = RawClient::tcp(server.listen(endpoint));
  const auto answer =
      client.ask("GET / HTTP/1.1\r\nHost: localhost\r\nConnection: close\r\nX-Forwarded-For: 6.6.6.6, 10.0.0.7\r\n\r\n");
  CHECK(answer.substr(answer.find("\r\n\r\n") + 4) == "10.0.0.7");
  CHECK(contains(answer, "strict-transport-security: "));
}

TEST_CASE("stopping lets the answer under way finish and closes the idle") {
  TestServer server;
  std::promise<void> entered;
  std::promise<void> leave;
  server.answer = [&](const Request&) {
    entered.set_value();
    leave.get_future().wait();
    return Response{200, {}, "finished"};
  };
  const auto idle = server.connect();
  const auto busy = server.connect();
  busy.send("GET / HTTP/1.1\r\nHost: localhost\r\n\r\n");
  entered.get_future().wait();
  auto stopped = std::async(std::launch::async, [&] { server.server().stop(); });
  CHECK(idle.read_all().empty());
  leave.set_value();
  CHECK(contains(busy.read_all(), "finished"));
  stopped.get();
  CHECK_THROWS(server.connect());
}
