#include "outside/revocation_client.h"

#include "formats/der.h"
#include "formats/ocsp_response.h"
#include "support/tcp_responder.h"
#include "support/test_revocation.h"

#include <catch2/catch.hpp>

using namespace chancery;
using namespace chancery::outside;
using namespace chancery::tests;
using namespace chancery::formats;

namespace {

Bytes answers_at(const std::string& url) {
  const Bytes access = der_sequence({der_oid(Oid{"1.3.6.1.5.5.7.48.1"}), der(context_primitive(6), {url})});
  return test_extension(Oid{"1.3.6.1.5.5.7.1.1"}, der_sequence({access}), false);
}

Bytes lists_at(const std::string& url) {
  const Bytes point =
      der_sequence({der(context_constructed(0), {der(context_constructed(0), {der(context_primitive(6), {url})})})});
  return test_extension(Oid{"2.5.29.31"}, der_sequence({point}), false);
}

Bytes whole(const Bytes& basic) {
  const Bytes typed = der_sequence({der_oid(Oid{"1.3.6.1.5.5.7.48.1.1"}), der_octet_string(basic)});
  const std::string_view successful("\x0a\x01\x00", 3);
  return der_sequence({successful, der(context_constructed(0), {typed})});
}

}  // namespace

TEST_CASE("a responder is asked about the certificate, and its signed answer is kept") {
  const TestAuthority authority;
  Bytes asked;
  Bytes answer;
  const TcpResponder responder([&](const Bytes& request) {
    asked = request;
    return TcpResponder::ok(answer, "application/ocsp-response");
  });
  const TestSigner signer = authority.issue({.more_extensions = answers_at(responder.url())});
  answer = whole(make_answer(authority, signer.certificate));
  const auto found = ask_revocation({signer.certificate, authority.certificate()});
  REQUIRE(found.ocsp.size() == 1);
  CHECK(found.failures.empty());
  CHECK(asked.find(Bytes(signer.certificate.serial())) != Bytes::npos);
  CHECK(OcspResponse::read(found.ocsp[0], "ocsp").status_of(signer.certificate, authority.certificate()));
}

TEST_CASE("where there is no responder, or it answers for somebody else, the list is fetched") {
  const TestAuthority authority;
  const TestAuthority stranger;
  Bytes answer;
  const TcpResponder responder([&](const Bytes&) { return TcpResponder::ok(answer); });
  const TcpResponder lists([&](const Bytes&) { return TcpResponder::ok(make_list(authority)); });
  const TestSigner signer = authority.issue({.more_extensions = answers_at(responder.url()) + lists_at(lists.url())});
  answer = whole(make_answer(stranger, signer.certificate));
  const auto found = ask_revocation({signer.certificate, authority.certificate()});
  CHECK(found.ocsp.empty());
  CHECK(found.lists.size() == 1);
  CHECK(found.failures.size() == 1);
}

TEST_CASE("a list that somebody else signed is not kept") {
  const TestAuthority authority;
  const TestAuthority stranger;
  const TcpResponder lists([&](const Bytes&) { return TcpResponder::ok(make_list(stranger)); });
  const TestSigner signer = authority.issue({.more_extensions = lists_at(lists.url())});
  const auto found = ask_revocation({signer.certificate, authority.certificate()});
  CHECK(found.lists.empty());
  CHECK(found.failures.size() == 1);
}
