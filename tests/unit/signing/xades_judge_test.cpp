#include "signing/xades_judge.h"

#include "support/signed_container.h"
#include "support/test_revocation.h"
#include "support/xades_maker.h"

#include <catch2/catch.hpp>

#include <algorithm>

using namespace chancery;
using namespace chancery::signing;
using namespace chancery::tests;

namespace {

struct Scene {
  TestAuthority authority{};
  TestSigner signer = authority.issue();
  XadesMaker maker{signer};

  [[nodiscard]] Report judge(const Bytes& container) const { return verify_at_signing_day(container, authority); }
  [[nodiscard]] Report judge() const { return judge(maker.container()); }
};

bool has_note(const Report& report, std::string_view key) {
  return std::any_of(report.notes.begin(), report.notes.end(), [&](const Note& note) { return note.message.key == key; });
}

std::string replaced(std::string text, const std::string& from, const std::string& to) {
  const auto at = text.find(from);
  REQUIRE(at != std::string::npos);
  return text.replace(at, from.size(), to);
}

}  // namespace

TEST_CASE("a XAdES signature of every accepted kind is valid when its signer is trusted") {
  const TestAuthority authority;
  for (const auto& [key, method] :
       {std::pair{"P-256", "ecdsa-sha256"}, std::pair{"P-384", "ecdsa-sha256"}, std::pair{"3072", "rsa-sha256"}}) {
    for (const char* canonicalization :
         {"http://www.w3.org/2001/10/xml-exc-c14n#", "http://www.w3.org/TR/2001/REC-xml-c14n-20010315"}) {
      INFO(key << " " << canonicalization);
      const TestSigner signer = authority.issue({.key = key});
      XadesMaker maker{signer};
      maker.canonicalization = canonicalization;
      maker.method = std::string("http://www.w3.org/2001/04/xmldsig-more#") + method;
      const Report report = verify_at_signing_day(maker.container(), authority);
      for (const Note& note : report.notes) INFO(to_log(note.message));
      CHECK(report.verdict == Indication::total_passed);
      REQUIRE(report.signatures.size() == 1);
      CHECK(report.signatures[0].signer == "Іванна Ґудзь");
      CHECK(report.signatures[0].claimed_time->text() == "2026-11-21T10:30:00.000Z");
      CHECK(report.signatures[0].level == Level::b_b);
      REQUIRE(report.signatures[0].files.size() == 1);
      CHECK(report.signatures[0].files[0].path == "договір.txt");
      CHECK(has_note(report, "signing.unsigned_fields"));
    }
  }
}

TEST_CASE("without an anchor a sound XAdES signature cannot be decided") {
  const Scene scene;
  const Report report = verify(Blob(scene.maker.container()), "c", formats::TrustAnchors(), signing_day);
  CHECK(report.verdict == Indication::indeterminate);
  CHECK(report.sub == SubIndication::no_certificate_chain_found);
}

TEST_CASE("a changed value, file or property fails a XAdES signature") {
  const Scene scene;
  const std::string good = scene.maker.write();
  SECTION("property") {
    const Report report = scene.judge(scene.maker.container(replaced(good, "2026-11-21T12:30:00", "2026-11-21T12:31:00")));
    CHECK(report.verdict == Indication::total_failed);
    CHECK(report.sub == SubIndication::hash_failure);
  }
  SECTION("signed info") {
    const Report report = scene.judge(scene.maker.container(replaced(good, "<ds:SignedInfo>", "<ds:SignedInfo> ")));
    CHECK(report.verdict == Indication::total_failed);
    CHECK(report.sub == SubIndication::sig_crypto_failure);
  }
  SECTION("file") {
    XadesMaker other{scene.signer};
    other.files[0].second = "Ґ Є І Ї";
    const Report report = scene.judge(other.container(good));
    CHECK(report.verdict == Indication::total_failed);
    CHECK(report.sub == SubIndication::hash_failure);
  }
  SECTION("missing file") {
    XadesMaker other{scene.signer};
    other.files = {{"інший.txt", "x"}};
    CHECK(scene.judge(other.container(good)).verdict == Indication::total_failed);  // the other one is not covered
  }
}

TEST_CASE("the signature must refer to its own properties exactly once, by type and by place") {
  const Scene scene;
  const std::string good = scene.maker.write();
  SECTION("without the type") {
    XadesMaker maker{scene.signer};
    maker.properties_type = "urn:other";
    CHECK(scene.judge(maker.container()).verdict == Indication::total_failed);
  }
  SECTION("properties wrapped elsewhere under the same Id") {
    XadesMaker maker{scene.signer};
    maker.more_in_root = "<x Id=\"P0\"/>";
    const Report report = scene.judge(maker.container());
    CHECK(report.verdict == Indication::total_failed);
    CHECK(has_note(report, "signing.xades_id_twice"));
  }
  SECTION("a target that is another signature") {
    CHECK(scene.judge(scene.maker.container(replaced(good, "Target=\"#S0\"", "Target=\"#S1\""))).verdict ==
          Indication::total_failed);
  }
}

TEST_CASE("a method or transform that nobody here knows is not decided") {
  const Scene scene;
  XadesMaker maker{scene.signer};
  SECTION("method") {
    maker.method = "http://www.w3.org/2001/04/xmldsig-more#ecdsa-sha224";
    CHECK(scene.judge(maker.container()).sub == SubIndication::crypto_constraints_failure);
  }
  SECTION("weak hash") {
    maker.digest_uri = "http://www.w3.org/2000/09/xmldsig#sha1";
    const Report report = scene.judge(maker.container());
    CHECK(report.verdict == Indication::indeterminate);
    CHECK(report.sub == SubIndication::crypto_constraints_failure);
  }
  SECTION("transform") {
    const std::string good = maker.write();
    const Report report = scene.judge(maker.container(replaced(
        good, "<ds:DigestMethod", "<ds:Transforms><ds:Transform Algorithm=\"urn:x\"/></ds:Transforms><ds:DigestMethod")));
    CHECK(report.verdict != Indication::total_passed);
  }
}

TEST_CASE("a time stamp over the signature value proves its time, and one over anything else spoils the verdict") {
  const Scene scene;
  const TestTimeServer server(scene.authority);
  const std::string plain = scene.maker.write();
  const auto with_stamp = [&](const Bytes& token) {
    const std::string property =
        "<xades:UnsignedProperties><xades:UnsignedSignatureProperties><xades:SignatureTimeStamp>"
        "<xades:EncapsulatedTimeStamp>" +
        to_base64(token) +
        "</xades:EncapsulatedTimeStamp></xades:SignatureTimeStamp></xades:UnsignedSignatureProperties>"
        "</xades:UnsignedProperties></xades:QualifyingProperties>";
    return scene.maker.container(replaced(plain, "</xades:QualifyingProperties>", property));
  };
  const Timestamp later = *Timestamp::parse("2029-01-01T00:00:00.000Z");
  const Bytes good = with_stamp(server.stamp(XadesMaker::stamped_bytes(plain)));
  const Report now = verify(Blob(good), "c", trust_in(scene.authority), signing_day.plus(std::chrono::hours(1)));
  CHECK(now.verdict == Indication::total_passed);
  CHECK(now.signatures[0].level == Level::b_t);
  CHECK(now.signatures[0].proven_time->text() == "2026-11-21T10:30:05.000Z");
  CHECK(verify(Blob(good), "c", trust_in(scene.authority), later).verdict == Indication::indeterminate);

  const Report other = verify(Blob(with_stamp(server.stamp("something else"))), "c", trust_in(scene.authority), later);
  CHECK(other.verdict == Indication::indeterminate);
  CHECK(has_note(other, "signing.token_over_other"));
  CHECK(verify(Blob(with_stamp(server.stamp("something else"))), "c", trust_in(scene.authority), signing_day).verdict !=
        Indication::total_passed);
}
