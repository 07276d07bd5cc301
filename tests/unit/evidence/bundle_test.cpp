#include "evidence/bundle.h"

#include "evidence/page.h"
#include "formats/zip_writer.h"
#include "support/fault_and_key.h"
#include "support/sample_journey.h"

#include <catch2/catch.hpp>

using namespace chancery;
using namespace chancery::evidence;
using chancery::tests::SampleJourney;

namespace {

Material material() {
  SampleJourney journey;
  return journey.whole_way().material();
}

/// The evidence with one entry changed, added or taken out.
Blob with_entry(const Blob& zip, const std::string& name, const std::optional<Bytes>& content) {
  const auto archive = formats::ZipArchive::read(zip, "evidence");
  std::map<std::string, Bytes> entries;
  for (const auto& entry : archive.entries()) entries[entry.name] = archive.content(entry);
  if (content) {
    entries[name] = *content;
  } else {
    entries.erase(name);
  }
  formats::ZipWriter writer;
  for (const auto& [entry, bytes] : entries) writer.add(entry, bytes, formats::Compression::stored);
  return Blob(writer.finish());
}

}  // namespace

TEST_CASE("the same material gives the same bytes, and they give the same material") {
  const Material made = material();
  const Blob zip = write_evidence(made);
  CHECK(write_evidence(made).bytes() == zip.bytes());
  const Material read = read_evidence(zip, "evidence");
  CHECK(write_evidence(read).bytes() == zip.bytes());
  CHECK(read.entries.size() == made.entries.size());
  CHECK(read.heads->proof == made.heads->proof);
  CHECK(read.facts == made.facts);
  CHECK(read.files.size() == made.files.size());
  CHECK(looks_like_evidence(zip.bytes()));
}

TEST_CASE("an entry missing, changed, added, compressed or out of order is refused") {
  const Blob zip = write_evidence(material());
  const auto archive = formats::ZipArchive::read(zip, "evidence");
  for (const auto& entry : archive.entries()) {
    INFO(entry.name);
    CHECK_THROWS_AS(read_evidence(with_entry(zip, entry.name, std::nullopt), "x"), Error);
    if (entry.name.ends_with(".leaf")) continue;  // its proof says whether it is the right one
    CHECK_THROWS_AS(read_evidence(with_entry(zip, entry.name, archive.content(entry) + "\n"), "x"), Error);
  }
  CHECK_THROWS_AS(read_evidence(with_entry(zip, "files/extra", "x"), "x"), Error);
  formats::ZipWriter deflated;
  for (const auto& entry : archive.entries()) deflated.add(entry.name, archive.content(entry));
  CHECK_THROWS_AS(read_evidence(Blob(deflated.finish()), "x"), Error);
  formats::ZipWriter backwards;
  for (auto entry = archive.entries().rbegin(); entry != archive.entries().rend(); ++entry) {
    backwards.add(entry->name, archive.content(*entry), formats::Compression::stored);
  }
  CHECK_THROWS_AS(read_evidence(Blob(backwards.finish()), "x"), Error);
}

TEST_CASE("an index of a later kind or with an unknown key is refused, naming it") {
  const Blob zip = write_evidence(material());
  const auto archive = formats::ZipArchive::read(zip, "evidence");
  const Bytes index = archive.content(*archive.find("evidence.json"));
  formats::Json later = formats::parse_json(index, "index");
  later["type"] = "chancery.evidence/2";
  CHECK(fault_and_key([&] { (void)read_evidence(with_entry(zip, "evidence.json", formats::committed_json(later)), "x"); }) ==
        fault(Fault::input, "ledger.unknown_value"));
  formats::Json more = formats::parse_json(index, "index");
  more["more"] = "x";
  CHECK(fault_and_key([&] { (void)read_evidence(with_entry(zip, "evidence.json", formats::committed_json(more)), "x"); }) ==
        fault(Fault::input, "ledger.unknown_key"));
}

TEST_CASE("material that is out of order or doubled is not written") {
  const auto refused = [](auto change) {
    Material made = material();
    change(made);
    return fault_and_key([&] { (void)write_evidence(made); }) == fault(Fault::input, "evidence.material_odd");
  };
  CHECK(refused([](Material& made) { std::swap(made.entries[0], made.entries[1]); }));
  CHECK(refused([](Material& made) { made.entries.push_back(made.entries.back()); }));
  CHECK(refused([](Material& made) {
    made.office.push_back(made.entries.back());
    std::swap(made.office[0], made.office[1]);
  }));
  CHECK(refused([](Material& made) { made.earlier.push_back(made.earlier.back()); }));
  CHECK(refused([](Material& made) { made.files.push_back(made.files.back()); }));
  CHECK(refused([](Material& made) { made.tokens = {{3, "t"}, {3, "t"}}; }));
}

TEST_CASE("the page is a constant, and behind it stands exactly the file in Base64") {
  const Blob zip = write_evidence(material());
  const Bytes page = write_page(zip);
  CHECK(BytesView(page).substr(0, verifier_page().size()) == verifier_page());
  CHECK(page.substr(verifier_page().size()) == to_base64(zip.bytes()));
  CHECK(verifier_page_sha256() == sha256(verifier_page()));
  CHECK(looks_like_evidence(page));
  const auto read = read_page(page);
  REQUIRE(read);
  CHECK(read->known);
  CHECK(read->evidence.bytes() == zip.bytes());
}

TEST_CASE("a page without evidence, with more behind it, or of another make is told apart") {
  const Blob zip = write_evidence(material());
  CHECK_FALSE(read_page(verifier_page()));
  CHECK_FALSE(read_page(write_page(zip) + "\n"));
  CHECK_FALSE(read_page(zip.bytes()));
  Bytes other = write_page(zip);
  other.insert(other.find("<title>"), "<!-- x -->");
  CHECK_FALSE(read_page(other)->known);
  CHECK_FALSE(looks_like_evidence("PK\3\4 but something else"));
}

TEST_CASE("the page asks nobody for anything") {
  const BytesView page = verifier_page();
  CHECK(page.find("http://") == BytesView::npos);
  CHECK(page.find("src=") == BytesView::npos);
  CHECK(page.find("default-src 'none'") != BytesView::npos);
}
