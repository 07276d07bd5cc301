#include "signing/foreign_listing.h"

#include "support/errors.h"

#include <catch2/catch.hpp>

using namespace chancery;
using namespace chancery::signing;
using chancery::tests::key_of;

namespace {

const std::string digest = to_base64(sha256("x").view());

std::string listing(const std::string& uri, const std::string& value = digest) {
  return R"(<a:ASiCManifest xmlns:a="http://uri.etsi.org/02918/v1.2.1#" xmlns:d="http://www.w3.org/2000/09/xmldsig#">)"
         R"(<a:SigReference URI="META-INF/signature.p7s"/><a:DataObjectReference URI=")" +
         uri + R"(" MimeType="text/plain"><d:DigestMethod Algorithm="http://www.w3.org/2001/04/xmlenc#sha256"/><d:DigestValue>)" +
         value + "</d:DigestValue></a:DataObjectReference></a:ASiCManifest>";
}

}  // namespace

TEST_CASE("a percent sign in a name is decoded, a plus sign is a plus sign") {
  CHECK(parse_uri_path("a%20b.txt") == "a b.txt");
  CHECK(parse_uri_path("a+b.txt") == "a+b.txt");
  CHECK(parse_uri_path("%D2%90%D0%B0%D0%BD%D0%BE%D0%BA.pdf") == "Ґанок.pdf");
  for (const std::string_view odd : {"", "%", "%2", "%zz", "/etc/passwd", "#id", "http://a/b", "%2fetc"}) {
    CHECK_FALSE(parse_uri_path(odd));
  }
}

TEST_CASE("another program's list of files is read") {
  const ForeignListing read = read_foreign_listing(listing("a%20b.txt"), "ASiCManifest.xml");
  CHECK(read.signature_path == "META-INF/signature.p7s");
  REQUIRE(read.references.size() == 1);
  CHECK(read.references[0].path == "a b.txt");
  CHECK(read.references[0].media_type == "text/plain");
  CHECK(read.references[0].digest == sha256("x").view());
  CHECK(read.references[0].algorithm.strength == DigestStrength::accepted);
}

TEST_CASE("a list with a part missing or odd is refused") {
  const auto refusal = [](const std::string& text) {
    return key_of([&] { static_cast<void>(read_foreign_listing(text, "place")); });
  };
  CHECK(refusal("<a/>") == "signing.listing_element");
  CHECK(refusal(listing("/etc/passwd")) == "signing.listing_uri");
  CHECK(refusal(listing("a.txt", "!")) == "signing.listing_element");
  CHECK_FALSE(refusal("<!DOCTYPE a><a/>").empty());
  CHECK_FALSE(refusal("").empty());
}

TEST_CASE("SHA-1 and MD5 are known for what they are") {
  CHECK(digest_algorithm_by_uri("http://www.w3.org/2000/09/xmldsig#sha1").strength == DigestStrength::weak);
  CHECK(digest_algorithm_by_uri("http://www.w3.org/2001/04/xmldsig-more#md5").strength == DigestStrength::weak);
  CHECK(digest_algorithm_by_uri("urn:other").strength == DigestStrength::unknown);
}
