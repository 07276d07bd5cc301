#include "outside/demonstration_authority.h"

#include "formats/certificate_chain.h"
#include "formats/der.h"
#include "outside/key_file.h"
#include "signing/demonstration.h"

#include <catch2/catch.hpp>

using namespace chancery;
using namespace chancery::outside;

namespace {

const Timestamp from = *Timestamp::parse("2026-01-01T00:00:00.000Z");
const Timestamp to = *Timestamp::parse("2027-01-01T00:00:00.000Z");
const Timestamp within = *Timestamp::parse("2026-06-01T00:00:00.000Z");

}  // namespace

TEST_CASE("a demonstration authority says in name and policy what it is") {
  const auto authority = DemonstrationAuthority::make("Обласна рада", from, to);
  CHECK(authority.certificate().subject_name() == "DEMONSTRATION · Обласна рада");
  CHECK(authority.certificate().has_policy(signing::demonstration_policy));
  CHECK(signing::is_demonstration(authority.certificate()));
  CHECK(authority.certificate().is_authority());
  CHECK_NOTHROW(formats::check_der(authority.certificate().der(), "authority"));
}

TEST_CASE("its signers have certificates that lead back to it") {
  const auto authority = DemonstrationAuthority::make("Обласна рада", from, to);
  const Bytes file = authority.issue("Єва Їжакевич", KeyKind::p256, from, to, SecretBytes("пароль"));
  const KeyFile key = KeyFile::open_pkcs12(file, "key.p12", SecretBytes("пароль"), within);
  const formats::TrustAnchors anchors({authority.certificate()});
  CHECK(anchors.verify_chain(key.certificate(), {}, within).result == formats::ChainResult::trusted);
  CHECK(key.certificate().may_be_issued_by(authority.certificate()));
  CHECK(key.certificate().key_usage()->content_commitment);
  CHECK_NOTHROW(formats::check_der(key.certificate().der(), "signer"));
}

TEST_CASE("two authorities never have the same key") {
  const auto one = DemonstrationAuthority::make("Рада", from, to);
  const auto two = DemonstrationAuthority::make("Рада", from, to);
  CHECK(one.certificate().public_key_info() != two.certificate().public_key_info());
  CHECK(one.certificate().serial() != two.certificate().serial());
}
