// Verifiers that others wrote, over fresh output of ours; and time stamps that others made, judged by us.
#include "signing/verifier.h"
#include "support/program_folder.h"
#include "support/signed_container.h"
#include "support/test_revocation.h"
#include "support/test_time_server.h"
#include "support/xades_maker.h"

#include <catch2/catch.hpp>

using namespace chancery;
using namespace chancery::signing;
using namespace chancery::tests;

namespace {

const std::string sources = std::string(CHANCERY_SOURCE) + "/tests/verifiers/signing/";
const std::string jars = "/usr/share/java/";

/// One signature with its time stamp and revocation data, as files.
struct Written {
  explicit Written(const std::string& key = "P-256") {
    const TestSigner signer = authority.issue({.key = key});
    const TestTimeServer server(authority);
    const SigningRequest request = prepare(order_for(signer));
    p7s = finish_with(request, signer, authority, &server, {make_list(authority)}, {make_answer(authority, signer.certificate)});
    listing = request.asic_manifest();
    folder.write("anchor.pem", formats::write_pem(authority.certificate()));
    folder.write("signature.p7s", p7s);
    folder.write("list.xml", listing);
    Bytes spoiled = p7s;
    spoiled[spoiled.size() - 3] = static_cast<char>(spoiled[spoiled.size() - 3] ^ 1);
    folder.write("other.xml", listing + " ");
  }

  TestAuthority authority{};
  ProgramFolder folder{};
  Bytes p7s{};
  Bytes listing{};
};

const std::vector<std::string> keys{"P-256", "P-384", "3072"};

}  // namespace

TEST_CASE("the openssl program accepts a signature with time stamp and revocation data as CAdES") {
  if (!is_installed("openssl version", "openssl")) return;
  for (const std::string& key : keys) {
    INFO(key);
    const Written written(key);
    const std::string verify =
        "openssl cms -verify -cades -binary -inform DER -in signature.p7s -CAfile anchor.pem -purpose any "
        "-attime 1795257000 -out checked.xml -content ";
    CHECK(written.folder.runs(verify + "list.xml"));
    CHECK_FALSE(written.folder.runs(verify + "other.xml"));
  }
}

TEST_CASE("the openssl program accepts the token of our signature over its value") {
  if (!is_installed("openssl version", "openssl")) return;
  const TestAuthority authority;
  const TestTimeServer server(authority);
  const ProgramFolder folder;
  folder.write("anchor.pem", formats::write_pem(authority.certificate()));
  folder.write("value", "Ґ Є І Ї");
  folder.write("token.tst", server.stamp("Ґ Є І Ї"));
  const std::string verify = "openssl ts -verify -in token.tst -token_in -CAfile anchor.pem -attime 1795257000 -data ";
  CHECK(folder.runs(verify + "value"));
  CHECK_FALSE(folder.runs(verify + "anchor.pem"));
}

TEST_CASE("Bouncy Castle accepts signature and time stamp, and no changed content") {
  if (!is_installed("java -version && ls " + jars + "bcpkix.jar", "Bouncy Castle for Java")) return;
  const std::string run = "java -cp " + jars + "bcprov.jar:" + jars + "bcpkix.jar:" + jars + "bcutil.jar " + sources +
                          "VerifyCades.java signature.p7s ";
  const Written written;
  CHECK(written.folder.runs(run + "list.xml anchor.pem"));
  CHECK(written.folder.read("words.txt").find("time 2026-11-21T10:30:05Z") != Bytes::npos);
  CHECK_FALSE(written.folder.runs(run + "other.xml anchor.pem"));
}

TEST_CASE("PKI.js accepts signature and time stamp, and no changed content") {
  if (!is_installed("node --version && ls '" + sources + "node_modules/pkijs'", "PKI.js (npm ci in tests/verifiers/signing)"))
    return;
  const std::string run = "node " + sources + "verify_cades.mjs signature.p7s ";
  const Written written;
  CHECK(written.folder.runs(run + "list.xml anchor.pem"));
  CHECK_FALSE(written.folder.runs(run + "other.xml anchor.pem"));
}

TEST_CASE("xmlsec1 and Santuario agree with us about XAdES") {
  const TestAuthority authority;
  const TestSigner signer = authority.issue({.key = "3072"});
  XadesMaker maker{signer};
  maker.method = "http://www.w3.org/2001/04/xmldsig-more#rsa-sha256";
  maker.files = {{"file.txt", "Ґ Є І Ї"}};
  maker.uri = "file.txt";
  const ProgramFolder folder;
  const std::string good = maker.write();
  std::string bad = good;
  bad.replace(bad.find("2026-11-21T12:30"), 16, "2026-11-21T12:31");
  folder.write("good.xml", good);
  folder.write("bad.xml", bad);
  folder.write("file.txt", "Ґ Є І Ї");
  folder.write("anchor.pem", formats::write_pem(authority.certificate()));
  CHECK(verify_at_signing_day(maker.container(good), authority).verdict == Indication::total_passed);
  CHECK(verify_at_signing_day(maker.container(bad), authority).verdict == Indication::total_failed);

  if (is_installed("xmlsec1 --version", "xmlsec1")) {
    const std::string run =
        "xmlsec1 --verify --trusted-pem anchor.pem --verification-time '2026-11-21 10:30:00' "
        "--enabled-key-data x509 --id-attr:Id SignedProperties ";
    CHECK(folder.runs(run + "good.xml"));
    CHECK_FALSE(folder.runs(run + "bad.xml"));
  }
  if (is_installed("java -version && ls " + jars + "xmlsec.jar", "Santuario for Java")) {
    const std::string run = "java -cp " + jars + "xmlsec.jar:" + jars + "slf4j-api.jar:" + jars + "commons-logging.jar:" + jars +
                            "commons-codec.jar " + sources + "VerifyXades.java ";
    CHECK(folder.runs(run + "good.xml ."));
    CHECK_FALSE(folder.runs(run + "bad.xml ."));
  }
}

TEST_CASE("a token that openssl ts made is judged by us") {
  if (!is_installed("openssl version", "openssl")) return;
  const ProgramFolder folder;
  folder.write("ca.cnf",
               "[req]\ndistinguished_name=dn\nx509_extensions=ca\nprompt=no\n[dn]\nCN=TSA root\n[ca]\n"
               "basicConstraints=critical,CA:TRUE\nkeyUsage=critical,keyCertSign,cRLSign\n"
               "[server]\nbasicConstraints=CA:FALSE\nkeyUsage=critical,digitalSignature\nextendedKeyUsage=critical,timeStamping\n"
               "[tsa]\ndefault_tsa=one\n[one]\nserial=serial\ncrypto_device=builtin\nsigner_cert=tsa.pem\ncerts=ca.pem\n"
               "signer_key=tsa.key\nsigner_digest=sha256\ndefault_policy=1.2.3.4.1\ndigests=sha256\naccuracy=secs:1\n"
               "ess_cert_id_alg=sha256\nordering=no\ntsa_name=no\n");
  folder.write("serial", "01\n");
  folder.write("data", "Ґ Є І Ї");
  const bool made = folder.runs(
      "openssl req -x509 -newkey ec -pkeyopt ec_paramgen_curve:P-256 -nodes -keyout ca.key -out ca.pem -days 3650 -config ca.cnf "
      "&& "
      "openssl req -newkey ec -pkeyopt ec_paramgen_curve:P-256 -nodes -keyout tsa.key -out tsa.csr -subj '/CN=TSA' -config "
      "ca.cnf && "
      "openssl x509 -req -in tsa.csr -CA ca.pem -CAkey ca.key -set_serial 7 -days 3650 -extfile ca.cnf -extensions server -out "
      "tsa.pem && "
      "openssl ts -query -data data -sha256 -cert -out query.tsq && "
      "openssl ts -reply -queryfile query.tsq -config ca.cnf -out reply.tsr && "
      "openssl ts -reply -in reply.tsr -token_out -out token.tst");
  REQUIRE(made);
  const auto anchors = formats::TrustAnchors(formats::read_certificates(folder.read("ca.pem"), "ca.pem"));
  const Bytes token = folder.read("token.tst");
  const auto claimed = Verifier(anchors, signing_day).verify_time_stamp(token, "Ґ Є І Ї", "token").claimed_time;
  REQUIRE(claimed);
  Verifier verifier(anchors, claimed->plus(std::chrono::seconds(1)));
  const TimeStampReport report = verifier.verify_time_stamp(token, "Ґ Є І Ї", "token");
  for (const Message& note : report.notes) UNSCOPED_INFO(to_log(note));
  CHECK(report.indication == Indication::total_passed);
  CHECK(report.exact);
  CHECK(verifier.verify_time_stamp(token, "other", "token").indication == Indication::total_failed);
}
