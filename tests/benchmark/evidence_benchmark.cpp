#include "evidence/bundle.h"
#include "evidence/evidence_check.h"
#include "formats/zip_writer.h"
#include "support/sample_journey.h"

#include <benchmark/benchmark.h>

using namespace chancery;
using namespace chancery::evidence;
using chancery::tests::SampleJourney;

namespace {

/// Fifty leaves of one document: the whole way, and refused attempts.
Material make_material() {
  SampleJourney journey;
  journey.whole_way();
  while (journey.shown().size() < 50) journey.refuse("seal", "clerk", {"clerk"}, "rights.role");
  return journey.material();
}

const Material& fifty_leaves() {
  static const Material made = make_material();
  return made;
}

/// The floor: every entry of the file hashed and put into a ZIP file.
void floor_hash_and_zip(benchmark::State& state) {
  const auto archive = formats::ZipArchive::read(write_evidence(fifty_leaves()), "evidence");
  for (auto _ : state) {
    formats::ZipWriter zip;
    for (const auto& entry : archive.entries()) {
      const BytesView content = archive.packed(entry);
      benchmark::DoNotOptimize(sha256(content));
      zip.add(entry.name, content, formats::Compression::stored);
    }
    benchmark::DoNotOptimize(zip.finish());
  }
}

/// The evidence of 50 leaves from its material. Bar: 5 × the floor.
void evidence_write(benchmark::State& state) {
  const Material& material = fifty_leaves();
  for (auto _ : state) benchmark::DoNotOptimize(write_evidence(material));
}

/// The same verified, replay included.
void evidence_verify(benchmark::State& state) {
  const Blob zip = write_evidence(fifty_leaves());
  const Reliance reliance{.keys = {fifty_leaves().key}};
  const auto at = *Timestamp::parse("2027-01-01T00:00:00.000Z");
  for (auto _ : state) {
    if (verify_evidence(zip, "x", reliance, at).verdict != signing::Indication::total_passed) state.SkipWithError("not passed");
  }
}

BENCHMARK(floor_hash_and_zip)->Unit(benchmark::kMicrosecond);
BENCHMARK(evidence_write)->Unit(benchmark::kMicrosecond);
BENCHMARK(evidence_verify)->Unit(benchmark::kMicrosecond);

}  // namespace
