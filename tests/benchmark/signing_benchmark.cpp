// CAdES signing and verifying beside the primitive and the hash of the content (DESIGN §13): sign ≥ 0.75, verify ≥ 0.85.
#include "signing/signing_request.h"
#include "signing/verifier.h"
#include "support/signed_container.h"

#include <benchmark/benchmark.h>
#include <openssl/evp.h>

#include <array>

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
  check_invariant(start(context.get()) == 1, "a context starts");
  return context;
}

Bytes sign_digest(EVP_PKEY_CTX* context, const Sha256& digest) {
  std::array<unsigned char, 80> value{};
  std::size_t size = value.size();
  check_invariant(EVP_PKEY_sign(context, value.data(), &size, octets(digest.view()), Sha256::size) == 1, "signs");
  return {reinterpret_cast<const char*>(value.data()), size};
}

/// What is signed in all rows: the same authority, person, files and statement.
struct Stage {
  TestAuthority authority;
  TestSigner signer = authority.issue();
  SigningOrder order = order_for(signer);
  SigningRequest request = prepare(order);
  Bytes value = signer.sign(request.signed_attributes());
  Bytes p7s = finish(request, value, {authority.certificate()});
};

Stage& stage() {
  static Stage made;
  return made;
}

void cades_sign_floor(benchmark::State& state) {
  const auto context = context_for(stage().signer.key, EVP_PKEY_sign_init);
  for (auto _ : state) benchmark::DoNotOptimize(sign_digest(context.get(), sha256(stage().request.asic_manifest())));
}

void cades_sign(benchmark::State& state) {
  const auto context = context_for(stage().signer.key, EVP_PKEY_sign_init);
  for (auto _ : state) {
    const SigningRequest request = prepare(stage().order);
    const Bytes value = sign_digest(context.get(), request.digest());
    benchmark::DoNotOptimize(compose(request, value, {stage().authority.certificate()}));
  }
}

void cades_verify_floor(benchmark::State& state) {
  const auto context = context_for(stage().signer.key, EVP_PKEY_verify_init);
  const BytesView value = stage().value;
  for (auto _ : state) {
    benchmark::DoNotOptimize(sha256(stage().request.asic_manifest()));
    const Sha256 digest = stage().request.digest();
    benchmark::DoNotOptimize(EVP_PKEY_verify(context.get(), octets(value), value.size(), octets(digest.view()), Sha256::size));
  }
}

void cades_verify(benchmark::State& state) {
  Verifier verifier(trust_in(stage().authority), signing_day);
  for (auto _ : state) {
    const auto report = verifier.verify_signature(stage().p7s, stage().request.asic_manifest(), "p7s");
    check_invariant(report.indication == Indication::total_passed, "the signature is valid");
  }
}

void container_verify(benchmark::State& state) {
  const Blob container(with_signature(unsigned_container(), stage().signer, stage().authority));
  Verifier verifier(trust_in(stage().authority), signing_day);
  for (auto _ : state) {
    check_invariant(verifier.verify(container, "container").verdict == Indication::total_passed, "the container is valid");
  }
}

BENCHMARK(cades_sign_floor);
BENCHMARK(cades_sign);
BENCHMARK(cades_verify_floor);
BENCHMARK(cades_verify);
BENCHMARK(container_verify);

}  // namespace
