#include "base/error.h"
#include "evidence/bundle.h"
#include "evidence/bundle_names.h"
#include "evidence/page.h"
#include "formats/zip_archive.h"
#include "ledger/checkpoint.h"
#include "ledger/lines.h"
#include "ledger/shape.h"
#include "ledger/tlog_proof.h"

#include <utility>

namespace chancery::evidence {
namespace {

using formats::Json;
using ledger::list_shape;

constexpr const char* evidence_type = "chancery.evidence/1";
/// Far above what a document needs, and below what stops a machine.
constexpr formats::ZipLimits limits{.package = 2'000'000'000, .entries = 60'000, .entry = 64'000'000, .total = 2'000'000'000};

[[noreturn]] void refuse(const std::string& name) {
  throw Error(Fault::input, {"evidence.entry_damaged", {{"name", name}}});
}

const ledger::Shape& index_shape() {
  static const ledger::Shape shape =
      ledger::object_shape({{"type", ledger::word_shape({evidence_type})},
                            {"log", ledger::text_shape()},
                            {"doc", ledger::id_shape()},
                            {"made", ledger::moment_shape()},
                            {"size", ledger::integer_shape()},
                            {"root", ledger::hash_shape()},
                            {"entries", list_shape(ledger::integer_shape())},
                            {"office", list_shape(ledger::integer_shape())},
                            ledger::optional_key("heads", ledger::integer_shape()),
                            {"checkpoints", list_shape(ledger::integer_shape())},
                            {"tokens", list_shape(ledger::integer_shape())},
                            {"facts", list_shape(ledger::hash_shape())},
                            {"rights", list_shape(ledger::hash_shape())},
                            {"calendars", list_shape(ledger::hash_shape())},
                            {"workflows", list_shape(ledger::hash_shape())},
                            {"templates", list_shape(ledger::hash_shape())},
                            {"files", list_shape(ledger::object_shape({{"name", ledger::text_shape()},
                                                                       {"media_type", ledger::text_shape()},
                                                                       {"size", ledger::integer_shape()},
                                                                       {"sha256", ledger::hash_shape()},
                                                                       {"held", ledger::word_shape({"yes", "no"})}}))},
                            ledger::optional_key("last_outside", ledger::moment_shape())});
  return shape;
}

Sha256 hash_of(const Json& value) {
  return *Sha256::parse(value.get_ref<const std::string&>());
}

std::vector<Sha256> read_hash_lines(BytesView text, const std::string& name) {
  std::vector<Sha256> hashes;
  ledger::Lines lines(text);
  while (const auto line = lines.next()) {
    const auto bytes = parse_base64(*line);
    const auto hash = bytes ? Sha256::from_bytes(*bytes) : std::nullopt;
    if (!hash) refuse(name);
    hashes.push_back(*hash);
  }
  if (!lines.rest().empty()) refuse(name);
  return hashes;
}

class Reader {
 public:
  Reader(const Blob& zip, std::string_view place) : archive_(formats::ZipArchive::read(zip, place, limits)) {}

  Material read() {
    const Json index = read_index();
    Material material{*DocumentId::parse(index["doc"].get_ref<const std::string&>()),
                      *Timestamp::parse(index["made"].get_ref<const std::string&>()),
                      ledger::SignedNote::parse(content(names::checkpoint)), read_key()};
    material.entries = read_entries(index["entries"]);
    material.office = read_entries(index["office"]);
    read_checkpoints(index, material);
    material.facts = read_by_hash("facts", index["facts"]);
    material.rights = read_by_hash("rights", index["rights"]);
    material.calendars = read_by_hash("calendars", index["calendars"]);
    material.workflows = read_by_hash("workflows", index["workflows"]);
    material.templates = read_by_hash("templates", index["templates"]);
    read_files(index["files"], material);
    if (index.contains("last_outside")) material.last_outside = Timestamp::parse(index["last_outside"].get<std::string>());
    return material;
  }

 private:
  /// Entries are stored: their bytes lie in the file as they are.
  [[nodiscard]] BytesView content(const std::string& name) const {
    const formats::ZipEntry* entry = archive_.find(name);
    if (entry == nullptr) throw Error(Fault::input, {"evidence.entry_missing", {{"name", name}}});
    if (entry->compression != formats::Compression::stored) refuse(name);
    return archive_.packed(*entry);
  }

  [[nodiscard]] Json read_index() const {
    Json index = formats::parse_committed_json(content(names::index), names::index);
    if (auto why = index_shape()(index, names::index)) throw Error(Fault::input, *std::move(why));
    return index;
  }

  [[nodiscard]] ledger::VerifierKey read_key() const {
    const BytesView text = content(names::verifier_key);
    auto key = text.ends_with('\n') ? ledger::VerifierKey::parse(text.substr(0, text.size() - 1)) : std::nullopt;
    if (!key) refuse(names::verifier_key);
    return *std::move(key);
  }

  [[nodiscard]] std::vector<ProvenEntry> read_entries(const Json& seqs) const {
    std::vector<ProvenEntry> entries;
    for (const Json& seq : seqs) entries.push_back(read_entry(seq.get<ledger::TreeSize>()));
    return entries;
  }

  [[nodiscard]] ProvenEntry read_entry(ledger::TreeSize seq) const {
    const auto proof = ledger::TlogProof::parse(content(names::proof(seq)));
    ProvenEntry entry{seq, Bytes(content(names::leaf(seq))), proof.hashes(), {}};
    for (const Json& value : formats::parse_committed_json(content(names::openings(seq)), names::openings(seq))) {
      auto opening = ledger::Opening::parse(value);
      if (!opening.understood()) refuse(names::openings(seq));
      entry.openings.push_back(std::move(opening).value());
    }
    return entry;
  }

  void read_checkpoints(const Json& index, Material& material) const {
    for (const Json& value : index["checkpoints"]) {
      const auto size = value.get<ledger::TreeSize>();
      material.earlier.push_back({ledger::SignedNote::parse(content(names::earlier(size))),
                                  read_hash_lines(content(names::consistency(size)), names::consistency(size))});
    }
    for (const Json& value : index["tokens"]) {
      const auto size = value.get<ledger::TreeSize>();
      material.tokens.push_back({size, Bytes(content(names::token(size)))});
    }
    if (!index.contains("heads")) return;
    material.heads = {index["heads"].get<ledger::TreeSize>(), read_hash_lines(content(names::heads_proof), names::heads_proof)};
  }

  [[nodiscard]] std::map<Sha256, Bytes> read_by_hash(const std::string& folder, const Json& hashes) const {
    std::map<Sha256, Bytes> contents;
    for (const Json& value : hashes) {
      const Sha256 hash = hash_of(value);
      const BytesView bytes = content(names::by_hash(folder, hash));
      if (sha256(bytes) != hash) refuse(names::by_hash(folder, hash));
      contents.emplace(hash, bytes);
    }
    return contents;
  }

  void read_files(const Json& files, Material& material) const {
    for (const Json& value : files) {
      document::File file{value["name"].get<std::string>(), value["media_type"].get<std::string>(),
                          value["size"].get<std::size_t>(), hash_of(value["sha256"])};
      const std::string name = names::by_hash("files", file.sha256);
      std::optional<Blob> held;
      if (value["held"] == "yes") {
        held.emplace(Bytes(content(name)));
        if (held->size() != file.size || sha256(held->bytes()) != file.sha256) refuse(name);
      }
      material.files.push_back({std::move(file), std::move(held)});
    }
  }

  formats::ZipArchive archive_;
};

}  // namespace

Material read_evidence(const Blob& zip, std::string_view place) {
  Material material = Reader(zip, place).read();
  // What was read makes these very bytes, or something in the file is not a part of it.
  if (write_evidence(material).bytes() != zip.bytes()) {
    throw Error(Fault::input, {"evidence.not_exact", {{"name", std::string(place)}}});
  }
  return material;
}

bool looks_like_evidence(BytesView bytes) {
  constexpr std::size_t name_offset = 30;  // of a local header, APPNOTE 4.3.7
  const bool zip =
      bytes.starts_with("PK\3\4") && bytes.size() > name_offset && bytes.substr(name_offset).starts_with(names::readme);
  return zip || is_page(bytes);
}

}  // namespace chancery::evidence
