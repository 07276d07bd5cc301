#include "apps/server/request_head.h"

#include <catch2/catch.hpp>

using namespace chancery::server;

namespace {

using Read = std::variant<RequestHead, FramingFault>;

Read read(const std::string& head) {
  return read_request_head(head, 100);
}
Read get_with(const std::string& fields) {
  return read("GET / HTTP/1.1\r\nHost: localhost\r\n" + fields + "\r\n");
}
Read post_with(const std::string& fields) {
  return read("POST /x HTTP/1.1\r\nHost: localhost\r\n" + fields + "\r\n");
}

const RequestHead& head_of(const Read& read) {
  REQUIRE(std::holds_alternative<RequestHead>(read));
  return std::get<RequestHead>(read);
}

/// `400 server.framing_host`
std::string fault_of(const Read& read) {
  if (std::holds_alternative<RequestHead>(read)) return "read";
  const auto& fault = std::get<FramingFault>(read);
  return std::to_string(fault.status) + " " + fault.why.key;
}

std::string chunked(const std::string& body, std::size_t most = 1000) {
  ChunkedBody chunks(most);
  const auto taken = chunks.take(body);
  if (const auto* const fault = std::get_if<FramingFault>(&taken)) return std::to_string(fault->status) + " " + fault->why.key;
  return chunks.complete() ? "whole: " + std::move(chunks).release() : "not yet";
}

}  // namespace

TEST_CASE("a request is read into method, path, query and fields") {
  const auto read_head = read(
      "POST /documents/%D2%90?q=a%20b HTTP/1.1\r\nHost: localhost:8080\r\nContent-Length: 12\r\nX-Name:  two words \r\n\r\n");
  const auto& head = head_of(read_head);
  CHECK(head.method == Method::post);
  CHECK(head.path == std::vector<std::string>{"documents", "Ґ"});
  CHECK(head.query == "q=a%20b");
  CHECK(head.content_length == std::optional<std::size_t>(12));
  CHECK(head.headers.find("x-name") == "two words");
  CHECK(head.keep_alive);
}

TEST_CASE("the root has no segments and a request of HTTP/1.0 ends its connection") {
  const auto read_head = read("GET / HTTP/1.0\r\nHost: localhost\r\n\r\n");
  CHECK(head_of(read_head).path.empty());
  CHECK_FALSE(head_of(read_head).keep_alive);
  CHECK_FALSE(head_of(get_with("Connection: close\r\n")).keep_alive);
}

TEST_CASE("a length beside chunks or two lengths are refused, even when they agree") {
  CHECK(fault_of(post_with("Content-Length: 3\r\nTransfer-Encoding: chunked\r\n")) == "400 server.framing_two_lengths");
  CHECK(fault_of(post_with("Content-Length: 3\r\nContent-Length: 3\r\n")) == "400 server.framing_two_lengths");
  CHECK(fault_of(post_with("Content-Length: 3\r\nContent-Length: 4\r\n")) == "400 server.framing_two_lengths");
  CHECK(fault_of(post_with("Transfer-Encoding: chunked\r\nTransfer-Encoding: identity\r\n")) == "400 server.framing_two_lengths");
}

TEST_CASE("only plain chunks and plain decimal lengths are understood") {
  CHECK_FALSE(head_of(post_with("Transfer-Encoding: Chunked\r\n")).content_length);
  CHECK(fault_of(post_with("Transfer-Encoding: gzip, chunked\r\n")) == "400 server.framing_coding");
  CHECK(fault_of(read("POST / HTTP/1.0\r\nHost: a\r\nTransfer-Encoding: chunked\r\n\r\n")) == "400 server.framing_coding");
  for (const auto* const length : {"+3", "-1", "0x3", "3,3", "3 3", "", "99999999999999999999999"}) {
    CAPTURE(length);
    CHECK(fault_of(post_with("Content-Length: " + std::string(length) + "\r\n")) == "400 server.framing_length");
  }
}

TEST_CASE("a request that reads can bring no body") {
  CHECK(fault_of(get_with("Content-Length: 3\r\n")) == "400 server.framing_body_not_expected");
  CHECK(fault_of(get_with("Transfer-Encoding: chunked\r\n")) == "400 server.framing_body_not_expected");
  CHECK(fault_of(get_with("Content-Length: 0\r\n")) == "read");
}

TEST_CASE("a request names its host exactly once") {
  CHECK(fault_of(read("GET / HTTP/1.1\r\n\r\n")) == "400 server.framing_host");
  CHECK(fault_of(get_with("Host: other\r\n")) == "400 server.framing_host");
}

TEST_CASE("header lines are well formed or refused") {
  for (const auto* const line :
       {"Name : value", " folded", "\tfolded", "no colon", ": no name", "Na\"me: value", "Name: a\x01z"}) {
    CAPTURE(line);
    CHECK(fault_of(get_with(std::string(line) + "\r\n")) == "400 server.framing_header");
  }
  CHECK(fault_of(get_with("Name: a\nb\r\n")) == "400 server.framing_line_end");
  CHECK(fault_of(get_with("Name: a\rb\r\n")) == "400 server.framing_line_end");
  CHECK(fault_of(read("GET / HTTP/1.1\nHost: a\n\n")) == "400 server.framing_line_end");
}

TEST_CASE("more header lines than the limit are refused and the limit is named") {
  std::string fields;
  for (int line = 0; line < 100; ++line) fields += "X: y\r\n";
  const auto refused = get_with(fields);
  CHECK(fault_of(refused) == "431 server.framing_header_count");
  CHECK(std::get<FramingFault>(refused).why.arguments.front().second == chancery::Message::Argument(std::int64_t{100}));
}

TEST_CASE("an odd first line is refused") {
  for (const auto* const line : {"GET", "GET /", "GET  / HTTP/1.1", "G@T / HTTP/1.1", "GET / x HTTP/1.1", " / HTTP/1.1"}) {
    CAPTURE(line);
    CHECK(fault_of(read(std::string(line) + "\r\nHost: a\r\n\r\n")).substr(0, 4) == "400 ");
  }
  CHECK(fault_of(read("GET / HTTP/2.0\r\nHost: a\r\n\r\n")) == "505 server.framing_version");
  CHECK(fault_of(read("GET / HTCPCP/1.0\r\nHost: a\r\n\r\n")) == "400 server.framing_version");
}

TEST_CASE("a path that could lead elsewhere is refused") {
  for (const auto* const path :
       {"http://a/", "*", "/a/../b", "/a/%2e%2e/b", "/a%2Fb", "/a//b", "/a%00", "/a%0d%0ab", "/a%zz", "/a%4"}) {
    CAPTURE(path);
    CHECK(fault_of(read("GET " + std::string(path) + " HTTP/1.1\r\nHost: a\r\n\r\n")) == "400 server.framing_path");
  }
}

TEST_CASE("only the expectation to continue is known") {
  CHECK(fault_of(post_with("Content-Length: 3\r\nExpect: 100-continue\r\n")) == "read");
  CHECK(fault_of(post_with("Content-Length: 3\r\nExpect: miracles\r\n")) == "417 server.framing_expectation");
}

TEST_CASE("chunks are joined and their extensions ignored") {
  CHECK(chunked("3\r\nabc\r\nA;name=value\r\n0123456789\r\n0\r\n\r\n") == "whole: abc0123456789");
  CHECK(chunked("0\r\n\r\n") == "whole: ");
  CHECK(chunked("3\r\nab") == "not yet");
}

TEST_CASE("a chunked body is read alike in whatever pieces it comes") {
  const std::string body = "3\r\nabc\r\n2\r\nde\r\n0\r\n\r\nGET";
  ChunkedBody chunks(100);
  std::size_t taken = 0;
  for (const char byte : body) {
    const auto one = chunks.take(std::string_view(&byte, 1));
    REQUIRE(std::holds_alternative<std::size_t>(one));
    taken += std::get<std::size_t>(one);
  }
  CHECK(taken == body.size() - 3);
  CHECK(std::move(chunks).release() == "abcde");
}

TEST_CASE("broken chunks, trailers and bodies over the limit are refused") {
  for (const auto* const body : {"x\r\nabc\r\n", "3\nabc\r\n", "3\r\nabcd\r\n", "-1\r\n", "\r\n", "3 \r\nabc\r\n",
                                 "0\r\nTrailer: x\r\n\r\n", "123456789\r\n"}) {
    CAPTURE(body);
    CHECK(chunked(body) == "400 server.framing_chunk");
  }
  CHECK(chunked(std::string(300, '0')) == "400 server.framing_chunk");
  CHECK(chunked("5\r\nabcde\r\n6\r\n", 10) == "413 server.body_too_large");
  CHECK(chunked("5\r\nabcde\r\n5\r\nabcde\r\n0\r\n\r\n", 10) == "whole: abcdeabcde");
}
