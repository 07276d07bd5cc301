// CAdES signing and verifying beside the primitive and the hash of the content (DESIGN §13): sign ≥ 0.75 with P-256 and ≥ 0.95
// with RSA-3072, verify in bulk ≥ 0.85. The rows of a time-stamped signature stand beside two verifications, as it holds two
// signatures.
#include "signing/cms_check.h"
#include "signing/signing_request.h"
#include "signing/verifier.h"
#include "support/signed_container.h"

#include <benchmark/benchmark.h>
#include <openssl/evp.h>
#include <openssl/rsa.h>

#include <array>
#include <map>

using namespace chancery;
using namespace chancery::signing;
using namespace chancery::tests;

namespace {

using KeyContext = Handle<EVP_PKEY_CTX, EVP_PKEY_CTX_free>;

const unsigned char* octets(BytesView bytes) {
  return reinterpret_cast<const unsigned char*>(bytes.data());
}

KeyContext context_for(const TestKey& key, int (*start)(EVP_PKEY_CTX*)) {
  KeyContext context(EVP_PKEY_CTX_new_from_pkey(nullptr, key.get(), nullptr));
  bool ready = start(context.get()) == 1;
  if (EVP_PKEY_is_a(key.get(), "RSA") == 1) ready = ready && EVP_PKEY_CTX_set_rsa_padding(context.get(), RSA_PKCS1_PADDING) == 1;
  check_invariant(ready && EVP_PKEY_CTX_set_signature_md(context.get(), EVP_sha256()) == 1, "a context starts");
  return context;
}

Bytes sign_digest(EVP_PKEY_CTX* context, const Sha256& digest) {
  std::array<unsigned char, 512> value{};
  std::size_t size = value.size();
  check_invariant(EVP_PKEY_sign(context, value.data(), &size, octets(digest.view()), Sha256::size) == 1, "signs");
  return {reinterpret_cast<const char*>(value.data()), size};
}

/// What is signed in all rows of a key: the same authority, person, files and statement.
struct Stage {
  explicit Stage(const std::string& kind) : signer(authority.issue({.key = kind})) {}

  TestAuthority authority{};
  TestSigner signer;
  TestTimeServer server{authority};
  SigningOrder order = order_for(signer);
  SigningRequest request = prepare(order);
  Bytes value = signer.sign(request.signed_attributes());
  Bytes p7s = finish(request, value, {authority.certificate()});
  Bytes stamped = finish_with(request, signer, authority, &server);
};

const std::array<std::string, 2> kinds{"P-256", "3072"};

Stage& stage(const benchmark::State& state) {
  static std::map<std::int64_t, std::unique_ptr<Stage>> made;
  auto& one = made[state.range(0)];
  if (!one) one = std::make_unique<Stage>(kinds[static_cast<std::size_t>(state.range(0))]);
  return *one;
}

void label(benchmark::State& state) {
  state.SetLabel(state.range(0) == 0 ? "P-256" : "RSA-3072");
}

void cades_sign_floor(benchmark::State& state) {
  label(state);
  Stage& s = stage(state);
  const auto context = context_for(s.signer.key, EVP_PKEY_sign_init);
  for (auto _ : state) benchmark::DoNotOptimize(sign_digest(context.get(), sha256(s.request.asic_manifest())));
}

void cades_sign(benchmark::State& state) {
  label(state);
  Stage& s = stage(state);
  const auto context = context_for(s.signer.key, EVP_PKEY_sign_init);
  for (auto _ : state) {
    const SigningRequest request = prepare(s.order);
    const Bytes value = sign_digest(context.get(), request.digest());
    benchmark::DoNotOptimize(compose(request, value, {s.authority.certificate()}));
  }
}

void verify_value(EVP_PKEY_CTX* context, const Sha256& digest, BytesView value) {
  const bool good = EVP_PKEY_verify(context, octets(value), value.size(), octets(digest.view()), Sha256::size) == 1;
  check_invariant(good, "the value is right");
}

void cades_verify_floor(benchmark::State& state) {
  label(state);
  Stage& s = stage(state);
  const auto context = context_for(s.signer.key, EVP_PKEY_verify_init);
  const Sha256 digest = s.request.digest();
  for (auto _ : state) {
    benchmark::DoNotOptimize(sha256(s.request.asic_manifest()));
    verify_value(context.get(), digest, s.value);
  }
}

void cades_verify(benchmark::State& state) {
  label(state);
  Stage& s = stage(state);
  Verifier verifier(trust_in(s.authority), signing_day);
  for (auto _ : state) {
    const auto report = verifier.verify_signature(s.p7s, s.request.asic_manifest(), "p7s");
    check_invariant(report.indication == Indication::total_passed, "the signature is valid");
  }
}

void cms_api_verify(benchmark::State& state) {
  label(state);
  Stage& s = stage(state);
  for (auto _ : state) check_invariant(cms_accepts(s.p7s, s.request.asic_manifest()), "the signature is valid");
}

void stamped_verify(benchmark::State& state) {
  label(state);
  Stage& s = stage(state);
  Verifier verifier(trust_in(s.authority), signing_day.plus(std::chrono::hours(1)));
  for (auto _ : state) {
    const auto report = verifier.verify_signature(s.stamped, s.request.asic_manifest(), "p7s");
    check_invariant(report.level == Level::b_t, "the signature is valid and its time proved");
  }
}

void container_verify(benchmark::State& state) {
  label(state);
  Stage& s = stage(state);
  const Blob container(with_signature(unsigned_container(), s.signer, s.authority));
  Verifier verifier(trust_in(s.authority), signing_day);
  for (auto _ : state) {
    check_invariant(verifier.verify(container, "container").verdict == Indication::total_passed, "the container is valid");
  }
}

/// One verifier a thread: bulk grows with the cores.
void cades_verify_in_threads(benchmark::State& state) {
  static Stage shared("P-256");
  Verifier verifier(trust_in(shared.authority), signing_day);
  for (auto _ : state) {
    const auto report = verifier.verify_signature(shared.p7s, shared.request.asic_manifest(), "p7s");
    check_invariant(report.indication == Indication::total_passed, "the signature is valid");
  }
}

BENCHMARK(cades_sign_floor)->DenseRange(0, 1);
BENCHMARK(cades_sign)->DenseRange(0, 1);
BENCHMARK(cades_verify_floor)->DenseRange(0, 1);
BENCHMARK(cades_verify)->DenseRange(0, 1);
BENCHMARK(cms_api_verify)->DenseRange(0, 1);
BENCHMARK(stamped_verify)->DenseRange(0, 1);
BENCHMARK(container_verify)->DenseRange(0, 1);
BENCHMARK(cades_verify_in_threads)->ThreadRange(1, 4)->UseRealTime();

}  // namespace
