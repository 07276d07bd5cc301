#include "signing/signature_judge.h"

#include "formats/der.h"
#include "signing/algorithms.h"
#include "signing/signed_attributes.h"
#include "signing/signed_data.h"
#include "support/effort.h"
#include "support/signed_container.h"

#include <catch2/catch.hpp>

#include <algorithm>

using namespace chancery;
using namespace chancery::formats;
using namespace chancery::signing;
using namespace chancery::tests;

namespace {

const Bytes content = "the list of files";
constexpr Oid content_type{"1.2.840.113549.1.9.3"};
constexpr Oid message_digest{"1.2.840.113549.1.9.4"};
constexpr Oid signing_certificate_v2{"1.2.840.113549.1.9.16.2.47"};

Bytes attribute(const Oid& type, BytesView value) {
  return der_sequence({der_oid(type), der(DerTag::set, {value})});
}

/// A signature file of which every part can be wrong.
struct Forgery {
  const TestAuthority& authority;
  const TestSigner& signer;
  Bytes attributes = compose_signed_attributes(signer.certificate, sha256(content), signing_day, Commitment::proof_of_approval);
  Bytes digest_algorithm = sha256_identifier();
  const char* digest = "SHA256";

  [[nodiscard]] Bytes bytes() const {
    const Bytes algorithm =
        signature_algorithm_for(signer.certificate).value_or(der_sequence({der_oid(Oid{"1.2.840.113549.1.1.11"}), der_null()}));
    return compose_signed_data({signer.certificate,
                                {authority.certificate()},
                                digest_algorithm,
                                algorithm,
                                attributes,
                                sign_with(signer.key, attributes, digest)});
  }
};

struct Scene {
  TestAuthority authority;
  TestSigner signer = authority.issue();
  SignatureJudge judge{trust_in(authority), signing_day};

  [[nodiscard]] Forgery forgery() const { return {authority, signer}; }
};

std::string answer_of(const SignatureReport& report) {
  return std::string(name_of(report.indication)) + " " + std::string(name_of(report.sub));
}

std::string note_of(const SignatureReport& report) {
  return report.notes.empty() ? "" : report.notes.front().message.key;
}

Bytes replaced(Bytes bytes, BytesView from, BytesView to) {
  const auto position = bytes.find(from);
  REQUIRE(position != Bytes::npos);
  return bytes.replace(position, from.size(), to);
}

}  // namespace

TEST_CASE("a right signature passes both ways of judging") {
  Scene scene;
  const Bytes p7s = scene.forgery().bytes();
  CHECK(answer_of(scene.judge.judge_ours(p7s, content, "p7s")) == "TOTAL-PASSED ");
  const auto reports = scene.judge.judge_foreign(p7s, content, "p7s");
  REQUIRE(reports.size() == 1);
  CHECK(answer_of(reports[0]) == "TOTAL-PASSED ");
}

TEST_CASE("a flip of any byte of a signature file is found by the strict profile") {
  Scene scene;
  const Bytes p7s = scene.forgery().bytes();
  for (std::size_t offset = 0; offset < p7s.size(); ++offset) {
    for (unsigned mask = 0x01U; mask < 0x100U; mask <<= (effort() > 1 ? 1U : 3U)) {
      Bytes flipped = p7s;
      flipped[offset] = static_cast<char>(static_cast<unsigned char>(flipped[offset]) ^ mask);
      if (scene.judge.judge_ours(flipped, content, "p7s").indication != Indication::total_passed) continue;
      FAIL("offset " << offset << ", mask " << mask);
    }
  }
}

TEST_CASE("whatever the strict profile accepts, the CMS API accepts: by mutation") {
  Scene scene;
  const Bytes p7s = scene.forgery().bytes();
  for (std::size_t offset = 0; offset + 1 < p7s.size(); ++offset) {
    Bytes cut = p7s;
    cut.erase(offset, 1);
    Bytes doubled = p7s;
    doubled.insert(offset, 1, doubled[offset]);
    for (const Bytes& mutant : {cut, doubled}) {
      if (scene.judge.judge_ours(mutant, content, "p7s").indication != Indication::total_passed) continue;
      CHECK(mutant == p7s);
    }
  }
}

TEST_CASE("another content than the signed one is a hash failure") {
  Scene scene;
  const Bytes p7s = scene.forgery().bytes();
  CHECK(answer_of(scene.judge.judge_ours(p7s, "another", "p7s")) == "TOTAL-FAILED HASH_FAILURE");
  CHECK(answer_of(scene.judge.judge_foreign(p7s, "another", "p7s")[0]) == "TOTAL-FAILED HASH_FAILURE");
}

TEST_CASE("a value that was made over something else is a failure of the signature") {
  Scene scene;
  Bytes p7s = scene.forgery().bytes();
  const SignedData data = read_signed_data(p7s, "p7s");
  const Bytes value(data.signers[0].value);
  Forgery other = scene.forgery();
  const Bytes wrong = compose_signed_data({scene.signer.certificate,
                                           {scene.authority.certificate()},
                                           sha256_identifier(),
                                           *signature_algorithm_for(scene.signer.certificate),
                                           other.attributes,
                                           scene.signer.sign("something else")});
  CHECK(answer_of(scene.judge.judge_ours(wrong, content, "p7s")) == "TOTAL-FAILED SIG_CRYPTO_FAILURE");
  CHECK(answer_of(scene.judge.judge_foreign(wrong, content, "p7s")[0]) == "TOTAL-FAILED SIG_CRYPTO_FAILURE");
}

TEST_CASE("signed attributes must be there, and none may be missing or doubled") {
  Scene scene;
  Forgery forgery = scene.forgery();
  const Bytes digest = attribute(message_digest, der_octet_string(sha256(content).view()));
  const Bytes type = attribute(content_type, der_oid(id_data));
  forgery.attributes = der_set_of({type, digest});
  CHECK(answer_of(scene.judge.judge_ours(forgery.bytes(), content, "p7s")) == "TOTAL-FAILED FORMAT_FAILURE");
  CHECK(answer_of(scene.judge.judge_foreign(forgery.bytes(), content, "p7s")[0]) == "TOTAL-FAILED FORMAT_FAILURE");
  forgery.attributes = der_set_of({type});
  CHECK(note_of(scene.judge.judge_foreign(forgery.bytes(), content, "p7s")[0]) == "signing.attribute_missing");
  forgery.attributes = der_set_of({type, digest, digest});
  CHECK(note_of(scene.judge.judge_ours(forgery.bytes(), content, "p7s")) == "signing.attribute_twice");
}

TEST_CASE("a signature without any signed attributes is refused") {
  Scene scene;
  const Bytes p7s = scene.forgery().bytes();
  const Bytes field(scene.forgery().attributes);
  Bytes implicit = field;
  implicit[0] = '\xa0';
  const SignedData data = read_signed_data(p7s, "p7s");
  const SignerInfo& signer = data.signers[0];
  const Bytes info =
      der_sequence({der_integer(static_cast<unsigned char>(1)),
                    der_sequence({scene.signer.certificate.issuer(), der(DerTag::integer, {scene.signer.certificate.serial()})}),
                    signer.digest_algorithm, signer.signature_algorithm, der_octet_string(scene.signer.sign(content))});
  const Bytes body = der_sequence({der_integer(static_cast<unsigned char>(1)), der(DerTag::set, {sha256_identifier()}),
                                   der_sequence({der_oid(id_data)}), der(context_constructed(0), {data.certificate_set}),
                                   der(DerTag::set, {info})});
  const Bytes bare = der_sequence({der_oid(id_signed_data), der(context_constructed(0), {body})});
  CHECK(note_of(scene.judge.judge_ours(bare, content, "p7s")) == "signing.no_signed_attributes");
  CHECK(answer_of(scene.judge.judge_foreign(bare, content, "p7s")[0]) == "TOTAL-FAILED FORMAT_FAILURE");
}

TEST_CASE("attributes that name another certificate leave the signer unknown") {
  Scene scene;
  Forgery forgery = scene.forgery();
  forgery.attributes =
      compose_signed_attributes(scene.authority.issue().certificate, sha256(content), signing_day, Commitment::proof_of_approval);
  const auto report = scene.judge.judge_foreign(forgery.bytes(), content, "p7s")[0];
  CHECK(answer_of(report) == "INDETERMINATE NO_SIGNING_CERTIFICATE_FOUND");
  CHECK(note_of(report) == "signing.other_certificate");
}

TEST_CASE("RSA with 1024 bits, SHA-1 and MD5 never pass") {
  Scene scene;
  const TestSigner small = scene.authority.issue({.key = "1024"});
  const Forgery weak_key{scene.authority, small};
  CHECK(answer_of(scene.judge.judge_ours(weak_key.bytes(), content, "p7s")) == "INDETERMINATE CRYPTO_CONSTRAINTS_FAILURE");
  CHECK(answer_of(scene.judge.judge_foreign(weak_key.bytes(), content, "p7s")[0]) == "INDETERMINATE CRYPTO_CONSTRAINTS_FAILURE");
  for (const auto& [oid, name] : {std::pair{Oid{"1.3.14.3.2.26"}, "SHA1"}, {Oid{"1.2.840.113549.2.5"}, "MD5"}}) {
    Forgery forgery = scene.forgery();
    const Bytes digest = digest_of(digest_algorithm(oid.view()), content);
    forgery.digest_algorithm = der_sequence({der_oid(oid), der_null()});
    forgery.attributes = der_set_of(
        {attribute(content_type, der_oid(id_data)), attribute(message_digest, der_octet_string(digest)),
         attribute(signing_certificate_v2,
                   der_sequence({der_sequence({der_sequence({der_octet_string(scene.signer.certificate.sha256().view())})})}))});
    INFO(name);
    CHECK(scene.judge.judge_ours(forgery.bytes(), content, "p7s").indication != Indication::total_passed);
    CHECK(scene.judge.judge_foreign(forgery.bytes(), content, "p7s")[0].indication != Indication::total_passed);
  }
}

TEST_CASE("trailing bytes, indefinite lengths and long lengths never pass") {
  Scene scene;
  const Bytes p7s = scene.forgery().bytes();
  CHECK(answer_of(scene.judge.judge_ours(p7s + "x", content, "p7s")) == "TOTAL-FAILED FORMAT_FAILURE");
  CHECK(scene.judge.judge_foreign(p7s + "x", content, "p7s")[0].indication != Indication::total_passed);
  const BytesView inside = read_single_der(p7s, "p7s").content;
  const Bytes indefinite = Bytes("\x30\x80") + Bytes(inside) + Bytes(2, '\0');
  CHECK(answer_of(scene.judge.judge_ours(indefinite, content, "p7s")) == "TOTAL-FAILED FORMAT_FAILURE");
  CHECK(answer_of(scene.judge.judge_foreign(indefinite, content, "p7s")[0]) == "INDETERMINATE SIG_CONSTRAINTS_FAILURE");
}

TEST_CASE("a certificate that plays no part is not carried along") {
  Scene scene;
  const TestAuthority stranger("Інший надавач");
  const Forgery forgery = scene.forgery();
  const Bytes p7s = compose_signed_data({scene.signer.certificate,
                                         {scene.authority.certificate(), stranger.certificate()},
                                         sha256_identifier(),
                                         *signature_algorithm_for(scene.signer.certificate),
                                         forgery.attributes,
                                         scene.signer.sign(forgery.attributes)});
  CHECK(note_of(scene.judge.judge_ours(p7s, content, "p7s")) == "signing.certificate_unused");
  CHECK(answer_of(scene.judge.judge_foreign(p7s, content, "p7s")[0]) == "TOTAL-PASSED ");
}

TEST_CASE("a certificate that is not for signing breaks the rules of its chain") {
  Scene scene;
  const TestSigner wrong = scene.authority.issue({.usage = 0x20});
  const Forgery forgery{scene.authority, wrong};
  const auto report = scene.judge.judge_foreign(forgery.bytes(), content, "p7s")[0];
  CHECK(answer_of(report) == "INDETERMINATE CHAIN_CONSTRAINTS_FAILURE");
  CHECK(note_of(report) == "signing.key_usage");
}

TEST_CASE("a signature by DSTU 4145 is recognised and never called wrong") {
  Scene scene;
  Forgery forgery = scene.forgery();
  forgery.digest_algorithm = der_sequence({der_oid(Oid{"1.2.804.2.1.1.1.1.2.2.1"})});
  for (const auto& report :
       {scene.judge.judge_ours(forgery.bytes(), content, "p7s"), scene.judge.judge_foreign(forgery.bytes(), content, "p7s")[0]}) {
    CHECK(answer_of(report) == "INDETERMINATE CRYPTO_CONSTRAINTS_FAILURE");
    CHECK(note_of(report) == "signing.dstu4145");
    CHECK_FALSE(report.verifiable);
  }
}

TEST_CASE("another digest that is unknown is undecided") {
  Scene scene;
  Forgery forgery = scene.forgery();
  forgery.digest_algorithm = der_sequence({der_oid(Oid{"1.2.3.4"})});
  const auto report = scene.judge.judge_foreign(forgery.bytes(), content, "p7s")[0];
  CHECK(answer_of(report) == "INDETERMINATE CRYPTO_CONSTRAINTS_FAILURE");
  CHECK(note_of(report) == "signing.unknown_digest");
}

TEST_CASE("what is no signature file is a failure of its form") {
  Scene scene;
  for (const BytesView junk :
       {BytesView(""), BytesView("junk"), BytesView("\x30\x00", 2), BytesView("\x30\x03\x06\x01\x2a", 5)}) {
    CHECK(answer_of(scene.judge.judge_ours(junk, content, "p7s")) == "TOTAL-FAILED FORMAT_FAILURE");
    CHECK(answer_of(scene.judge.judge_foreign(junk, content, "p7s")[0]) == "TOTAL-FAILED FORMAT_FAILURE");
  }
}

TEST_CASE("the name in a certificate cannot be changed, whoever reads it") {
  Scene scene;
  const Bytes p7s = replaced(scene.forgery().bytes(), "Іванна", "Іванко");
  CHECK(scene.judge.judge_ours(p7s, content, "p7s").indication != Indication::total_passed);
  CHECK(scene.judge.judge_foreign(p7s, content, "p7s")[0].indication != Indication::total_passed);
}
