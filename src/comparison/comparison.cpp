#include "comparison/comparison.h"

#include "comparison/package_merger.h"

namespace chancery::comparison {
namespace {

/// Headers and footers that both documents have; what only one has is said to be not covered.
bool headers_equal(const PackageText& merged, const PackageText& wanted, const PackageText& other) {
  for (const auto& [key, story] : merged.headers()) {
    const auto found = wanted.headers().find(key);
    if (found == wanted.headers().end() || other.headers().count(key) == 0) continue;
    if (found->second.blocks.signature != story.blocks.signature) return false;
  }
  return true;
}

struct Laws {
  const PackageText& old;
  const PackageText& now;
  Interner& interner;

  [[nodiscard]] bool hold(const Bytes& redline) const {
    const auto package = formats::DocxPackage::read(Blob(redline), now.package().place());
    const PackageText accepted(package, Resolution::accept, interner, false);
    if (accepted.signature() != now.signature() || !headers_equal(accepted, now, old)) return false;
    const PackageText rejected(package, Resolution::reject, interner, false);
    return rejected.signature() == old.signature() && headers_equal(rejected, old, now);
  }
};

Report empty_report(const PackageText& old, const PackageText& now) {
  Report report;
  report.accepted_in_old = old.changes();
  report.accepted_in_new = now.changes();
  return report;
}

}  // namespace

Comparison compare(const formats::DocxPackage& old_package, const formats::DocxPackage& new_package,
                   const CompareOptions& options) {
  Interner interner;
  const PackageText old(old_package, Resolution::accept, interner);
  const PackageText now(new_package, Resolution::accept, interner);
  const Laws laws{old, now, interner};
  Comparison result;
  for (const auto granularity : {Granularity::words, Granularity::paragraphs, Granularity::story}) {
    auto report = empty_report(old, now);
    report.whole_paragraphs = granularity != Granularity::words;
    auto redline = PackageMerger(old, now, interner, options, granularity, report).merge();
    const bool hold = laws.hold(redline);
    if (granularity == Granularity::words || hold) result.report = std::move(report);
    if (!hold) continue;
    result.redline = std::move(redline);
    return result;
  }
  result.report.not_covered.push_back({"comparison.laws_broken", {}});
  return result;
}

bool accepted_equals(const formats::DocxPackage& redline, const formats::DocxPackage& now) {
  Interner interner;
  return PackageText(redline, Resolution::accept, interner).signature() ==
         PackageText(now, Resolution::accept, interner).signature();
}

bool rejected_equals(const formats::DocxPackage& redline, const formats::DocxPackage& old) {
  Interner interner;
  return PackageText(redline, Resolution::reject, interner).signature() ==
         PackageText(old, Resolution::accept, interner).signature();
}

}  // namespace chancery::comparison
