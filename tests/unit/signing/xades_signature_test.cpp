#include "signing/xades_signature.h"

#include "support/errors.h"
#include "support/xades_maker.h"

#include <catch2/catch.hpp>

using namespace chancery;
using namespace chancery::signing;
using namespace chancery::tests;

namespace {

std::string with(std::string text, const std::string& from, const std::string& to) {
  return text.replace(text.find(from), from.size(), to);
}

}  // namespace

TEST_CASE("a XAdES file without a signature in it is refused") {
  CHECK(key_of([] { static_cast<void>(read_xades_signatures("<a/>", "signatures.xml")); }) == "signing.listing_element");
}

TEST_CASE("what a XAdES signature refers to and carries is read") {
  const TestAuthority authority;
  const TestSigner signer = authority.issue();
  const auto signatures = read_xades_signatures(XadesMaker{signer}.write(), "signatures.xml");
  REQUIRE(signatures.size() == 1);
  const XadesSignature& read = signatures.front();
  CHECK(read.understood);
  CHECK(read.signed_properties == 1);
  CHECK(read.inner.size() == 1);
  REQUIRE(read.files.size() == 1);
  CHECK(read.files[0].path == "договір.txt");
  CHECK(read.files[0].media_type == "text/plain");
  CHECK(read.certificates == std::vector<Bytes>{signer.certificate.der()});
  CHECK(read.unsigned_fields == "KeyInfo");
}

TEST_CASE("a claimed time is read with its offset, and absent when it is no moment") {
  const TestAuthority authority;
  const TestSigner signer = authority.issue();
  const std::string good = XadesMaker{signer}.write();
  const auto time_of = [&](const std::string& text) {
    return read_xades_signatures(with(good, "2026-11-21T12:30:00+02:00", text), "s")[0].claimed_time;
  };
  CHECK(time_of("2026-11-21T12:30:00.123+02:00")->text() == "2026-11-21T10:30:00.000Z");
  CHECK(time_of("2026-11-21T12:30:00-05:30")->text() == "2026-11-21T18:00:00.000Z");
  for (const char* odd :
       {"", "2026-11-21T12:30:00", "2026-11-21T12:30:00+2:00", "2026-13-21T12:30:00Z", "2026-11-21T12:30:00+99:00"}) {
    INFO(odd);
    CHECK_FALSE(time_of(odd));
  }
}

TEST_CASE("odd references and values are refused, each with its line") {
  const TestAuthority authority;
  const TestSigner signer = authority.issue();
  const std::string good = XadesMaker{signer}.write();
  const auto refusal = [&](const std::string& from, const std::string& to) {
    return key_of([&] { static_cast<void>(read_xades_signatures(with(good, from, to), "s")); });
  };
  CHECK(refusal("URI=\"%D0", "URI=\"/%D0") == "signing.listing_uri");
  CHECK(refusal("URI=\"#P0\"", "URI=\"#P1\"") == "signing.listing_uri");
  CHECK(refusal("<ds:SignatureValue>", "<ds:SignatureValue>!") == "signing.listing_element");
  CHECK(refusal("Id=\"S0\"", "Id=\"P0\"") == "signing.xades_id_twice");
  CHECK(refusal("</ds:Object>", "<xades:QualifyingProperties Target=\"#S0\"/></ds:Object>") == "signing.signed_properties_twice");
}
