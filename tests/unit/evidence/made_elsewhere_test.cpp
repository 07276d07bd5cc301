#include "evidence/made_elsewhere.h"

#include "formats/zip_archive.h"
#include "formats/zip_writer.h"
#include "signing/algorithms.h"
#include "signing/signed_attributes.h"
#include "signing/signed_data.h"
#include "support/signing_office.h"
#include "support/xades_maker.h"

#include <catch2/catch.hpp>

using namespace chancery;
using namespace chancery::evidence;
using namespace chancery::signing;
using namespace chancery::tests;

namespace {

/// The office's files in the hands of somebody with another program.
struct Scene {
  SigningOffice office{};
  TestSigner partner = office.authority.issue({.name = "Партнер"});
  TrustMaterial trust{trust_in(office.authority)};
  Bytes statement = R"({"type":"chancery.statement/1"})";
  ElsewhereOffer offer{recompute(Blob(office.container), "container"), sha256(statement)};

  [[nodiscard]] std::vector<std::pair<std::string, std::string>> files(bool with_statement = false) const {
    std::vector<std::pair<std::string, std::string>> all{{"manifest.json", office.manifest}};
    for (const DataFile& file : office.files) all.emplace_back(file.path, file.content);
    if (with_statement) all.emplace_back("statement.json", statement);
    return all;
  }
  [[nodiscard]] Bytes container(std::vector<std::pair<std::string, std::string>> over) const {
    XadesMaker maker{partner};
    maker.uri = over[0].first;
    maker.files = std::move(over);
    return maker.container();
  }
  [[nodiscard]] Bytes detached(BytesView content) const {
    const Bytes attributes =
        compose_signed_attributes(partner.certificate, sha256(content), signing_day, Commitment::proof_of_approval);
    return compose_signed_data({partner.certificate,
                                {office.authority.certificate()},
                                sha256_identifier(),
                                *signature_algorithm_for(partner.certificate),
                                attributes,
                                partner.sign(attributes),
                                {}});
  }
  [[nodiscard]] Decision<std::vector<ElsewhereSignature>> judge(const Bytes& file,
                                                                const std::optional<Blob>& content = {}) const {
    return judge_elsewhere(Blob(file), "elsewhere", content, offer, trust, signing_day);
  }
  [[nodiscard]] std::string rule(const Bytes& file, const std::optional<Blob>& content = {}) const {
    const auto judged = judge(file, content);
    return judged.refused() ? judged.refusal().rule : "";
  }
};

}  // namespace

TEST_CASE("a container of another program over the same files is a further signature, whatever the files are called there") {
  const Scene scene;
  const auto judged = scene.judge(scene.container(scene.files()));
  REQUIRE_FALSE(judged.refused());
  REQUIRE(judged.value().size() == 1);
  CHECK(judged.value()[0].kind == SignatureKind::verified);
  CHECK(judged.value()[0].report.signer == "Партнер");
  CHECK_FALSE(judged.value()[0].states);
  auto renamed = scene.files();
  renamed[1].first = "memo.docx";
  CHECK(scene.rule(scene.container(renamed)).empty());
}

TEST_CASE("who also signed the offered statement said it") {
  const Scene scene;
  const auto judged = scene.judge(scene.container(scene.files(true)));
  REQUIRE_FALSE(judged.refused());
  CHECK(judged.value()[0].states);
}

TEST_CASE("one file less, one more or one changed are other files") {
  const Scene scene;
  auto less = scene.files();
  less.pop_back();
  auto more = scene.files();
  more.emplace_back("extra.txt", "x");
  auto changed = scene.files();
  changed[1].second += " ";
  for (const auto& files : {less, more, changed}) CHECK(scene.rule(scene.container(files)) == "elsewhere.other_files");
}

TEST_CASE("a detached signature over the manifest or the statement covers the document; over one of its files it does not") {
  const Scene scene;
  CHECK(scene.rule(scene.detached(scene.office.manifest), Blob(scene.office.manifest)).empty());
  const auto stated = scene.judge(scene.detached(scene.statement), Blob(scene.statement));
  REQUIRE_FALSE(stated.refused());
  CHECK(stated.value()[0].states);
  const Bytes& one = scene.office.files[0].content;
  CHECK(scene.rule(scene.detached(one), Blob(one)) == "elsewhere.other_files");
  CHECK(scene.rule(scene.detached(one), Blob(scene.office.manifest)) == "elsewhere.broken");
}

/// The same entries in a container that does not look like ours any more: its listing has another name.
Bytes packed_as_foreign(const Bytes& container) {
  const Blob blob(container);
  const auto archive = formats::ZipArchive::read(blob, "container");
  formats::ZipWriter writer;
  for (const auto& entry : archive.entries()) {
    const bool listing = entry.name == SlotNumber::from(1)->asic_manifest_path();
    const bool first = entry.name == mimetype_path;
    writer.add(listing ? "META-INF/ASiCManifestA.xml" : entry.name, archive.content(entry),
               first ? formats::Compression::stored : formats::Compression::deflated);
  }
  return writer.finish();
}

TEST_CASE(
    "what was signed for a request of an office, with its act and capacity, is no signature made elsewhere for another act") {
  const Scene scene;
  const Bytes ours = scene.office.signed_container(scene.office.container);
  CHECK(scene.rule(ours) == "elsewhere.by_request");
  CHECK(scene.rule(packed_as_foreign(ours)) == "elsewhere.by_request");
}

TEST_CASE("broken, unknown and missing signatures are refused, each by its rule") {
  const Scene scene;
  Bytes broken = scene.detached(scene.office.manifest);
  broken.back() = static_cast<char>(broken.back() ^ 1);
  CHECK(scene.rule(broken, Blob(scene.office.manifest)) == "elsewhere.broken");
  Scene stranger = scene;
  stranger.trust = TrustMaterial();
  CHECK(stranger.rule(scene.container(scene.files())) == "elsewhere.undecided");
  CHECK(scene.rule(scene.office.container) == "elsewhere.no_signature");
}

TEST_CASE("a copy that another office signed gives its signatures back, and nothing else may have changed") {
  const Scene scene;
  const Bytes ours = scene.office.signed_container(scene.office.container, 1);
  const Bytes copy = scene.office.signed_container(ours, 2);
  const auto judge = [&](const Bytes& theirs) { return judge_copy(Blob(ours), Blob(theirs), "copy", scene.trust, signing_day); };
  const auto added = judge(copy);
  REQUIRE_FALSE(added.refused());
  REQUIRE(added.value().size() == 1);
  CHECK(added.value()[0].slot.number() == 2);
  CHECK(add_signature(ours, added.value()[0].slot, added.value()[0].asic_manifest, added.value()[0].signature) == copy);
  CHECK(judge(ours).refusal().rule == "elsewhere.no_signature");
  CHECK(judge(scene.office.signed_container(scene.office.container, 2)).refusal().rule == "elsewhere.changed");
}

TEST_CASE("the three kinds of signatures have their words") {
  for (const auto kind : {SignatureKind::verified, SignatureKind::unverifiable, SignatureKind::paper}) {
    CHECK(explain(kind).key == "evidence.kind_" + std::string(name_of(kind)));
  }
}
