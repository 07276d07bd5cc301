// Two judges of the same bytes: whatever the fast path of our strict profile accepts, the CMS API and the strict rules accept
// too.
#include "formats/der.h"
#include "signing/cms_check.h"
#include "signing/verifier.h"
#include "support/effort.h"
#include "support/signed_container.h"
#include "support/test_revocation.h"

#include <catch2/catch.hpp>

#include <random>

using namespace chancery;
using namespace chancery::signing;
using namespace chancery::tests;

namespace {

/// One to three changes: a bit, a byte, a piece taken out, doubled or moved.
Bytes mutated(Bytes bytes, std::mt19937& random) {
  const auto place = [&] { return random() % bytes.size(); };
  for (auto changes = 1 + random() % 3; changes > 0; --changes) {
    const std::size_t at = place();
    const std::size_t length = std::min<std::size_t>(1 + random() % 40, bytes.size() - at);
    switch (random() % 5) {
      case 0:
        bytes[at] = static_cast<char>(bytes[at] ^ (1 << (random() % 8)));
        break;
      case 1:
        bytes[at] = static_cast<char>(random());
        break;
      case 2:
        if (bytes.size() > length + 1) bytes.erase(at, length);
        break;
      case 3:
        bytes.insert(at, bytes.substr(at, length));
        break;
      default:
        bytes.insert(place(), bytes.substr(at, length));
        break;
    }
  }
  return bytes;
}

bool is_strict_der(BytesView bytes) {
  try {
    formats::check_der(bytes, "mutation");
    return true;
  } catch (const Error&) {
    return false;
  }
}

}  // namespace

TEST_CASE("whatever is accepted after a mutation is what was signed, to the byte, and others accept it too") {
  std::mt19937 random(20261121);
  const TestAuthority authority;
  const TestTimeServer server(authority);
  for (const std::string kind : {"P-256", "P-384", "3072"}) {
    const TestSigner signer = authority.issue({.key = kind});
    const SigningRequest request = prepare(order_for(signer));
    const Bytes good = finish_with(request, signer, authority, &server, {make_list(authority)}, {});
    Verifier verifier(trust_in(authority), signing_day.plus(std::chrono::hours(1)));
    REQUIRE(verifier.verify_signature(good, request.asic_manifest(), "p7s").indication == Indication::total_passed);
    for (int round = 0; round < 1'500 * tests::effort(); ++round) {
      const Bytes bytes = mutated(good, random);
      const auto ours = verifier.verify_signature(bytes, request.asic_manifest(), "p7s");
      if (ours.indication == Indication::total_passed) {
        INFO(to_hex(bytes));
        CHECK(bytes == good);
        CHECK(cms_accepts(bytes, request.asic_manifest()));
        CHECK(is_strict_der(bytes));
      }
      const auto foreign = verifier.verify_detached(bytes, request.asic_manifest(), "p7s");
      if (foreign.verdict == Indication::total_passed) CHECK(cms_accepts(bytes, request.asic_manifest()));
    }
  }
}
