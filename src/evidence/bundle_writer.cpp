#include "base/error.h"
#include "evidence/bundle.h"
#include "evidence/bundle_names.h"
#include "evidence/page.h"
#include "formats/zip_writer.h"
#include "ledger/checkpoint.h"
#include "ledger/tlog_proof.h"

#include <algorithm>

namespace chancery::evidence {
namespace {

using formats::Json;

[[noreturn]] void refuse_material(const char* what) {
  throw Error(Fault::input, {"evidence.material_odd", {{"what", std::string(what)}}});
}

/// Requires of the material that a list is in order, each value once.
template <class List, class Value>
void require_order(const List& list, const Value& value, const char* what) {
  const auto odd =
      std::adjacent_find(list.begin(), list.end(), [&](const auto& a, const auto& b) { return value(a) >= value(b); });
  if (odd != list.end()) refuse_material(what);
}

ledger::TreeSize size_of(const ledger::SignedNote& note) {
  const auto checkpoint = ledger::Checkpoint::parse(note.text());
  if (!checkpoint) refuse_material("checkpoint");
  return checkpoint->head().size;
}

std::string hash_lines(const std::vector<Sha256>& hashes) {
  std::string text;
  for (const Sha256& hash : hashes) text += to_base64(hash.view()) + "\n";
  return text;
}

/// The canonical JSON of a list of openings. Their values were found fit to be hashed when they were made: they are not checked
/// again, and no tree is copied.
Bytes openings_json(const std::vector<ledger::Opening>& openings) {
  Bytes list = "[";
  for (const ledger::Opening& opening : openings) {
    list += (list.size() > 1 ? ",{\"label\":\"" : "{\"label\":\"") + opening.label().text() + "\",\"salt\":\"" +
            opening.salt().hex() + R"(","type":"chancery.opening/1","value":)" + formats::canonical_json(opening.value()) + "}";
  }
  return list + "]";
}

Json seqs_of(const std::vector<ProvenEntry>& entries) {
  Json list = Json::array();
  for (const ProvenEntry& entry : entries) list.push_back(entry.seq);
  return list;
}

Json hashes_of(const std::map<Sha256, Bytes>& contents) {
  Json list = Json::array();
  for (const auto& [hash, content] : contents) list.push_back(hash.hex());
  return list;
}

/// The entries of the file by name: bytes that are made here, and views of what the material holds.
class Entries {
 public:
  explicit Entries(const Material& material) : material_(material) {}

  Blob write() {
    made_[names::index] = formats::committed_json(index());
    made_[names::checkpoint] = material_.checkpoint.bytes();
    made_[names::verifier_key] = material_.key.text() + "\n";
    held_[names::readme] = readme();
    add_entries();
    add_checkpoints();
    add_contents();
    for (const auto& [name, content] : made_) held_[name] = content;
    formats::ZipWriter zip;
    for (const auto& [name, content] : held_) zip.add(name, content, formats::Compression::stored);
    return Blob(zip.finish());
  }

 private:
  void add_entries() {
    require_order(
        material_.entries, [](const ProvenEntry& entry) { return entry.seq; }, "entries");
    require_order(
        material_.office, [](const ProvenEntry& entry) { return entry.seq; }, "office");
    for (const auto* list : {&material_.entries, &material_.office}) {
      for (const ProvenEntry& entry : *list) add_entry(entry);
    }
  }

  void add_entry(const ProvenEntry& entry) {
    if (!held_.emplace(names::leaf(entry.seq), entry.leaf).second) refuse_material("entries");
    made_[names::proof(entry.seq)] = ledger::TlogProof(entry.seq, entry.proof, material_.checkpoint).text();
    made_[names::openings(entry.seq)] = openings_json(entry.openings);
  }

  void add_checkpoints() {
    require_order(
        material_.earlier, [](const EarlierCheckpoint& earlier) { return size_of(earlier.note); }, "earlier");
    for (const EarlierCheckpoint& earlier : material_.earlier) {
      const ledger::TreeSize size = size_of(earlier.note);
      made_[names::earlier(size)] = earlier.note.bytes();
      made_[names::consistency(size)] = hash_lines(earlier.consistency);
    }
    require_order(
        material_.tokens, [](const StampedCheckpoint& stamped) { return stamped.size; }, "tokens");
    for (const StampedCheckpoint& stamped : material_.tokens) held_[names::token(stamped.size)] = stamped.token;
    if (material_.heads) made_[names::heads_proof] = hash_lines(material_.heads->proof);
  }

  void add_contents() {
    add_by_hash("facts", material_.facts);
    add_by_hash("rights", material_.rights);
    add_by_hash("calendars", material_.calendars);
    add_by_hash("workflows", material_.workflows);
    add_by_hash("templates", material_.templates);
    require_order(
        material_.files, [](const HeldFile& held) { return held.file.sha256; }, "files");
    for (const HeldFile& held : material_.files) {
      if (held.content) held_[names::by_hash("files", held.file.sha256)] = held.content->bytes();
    }
  }

  void add_by_hash(const std::string& folder, const std::map<Sha256, Bytes>& contents) {
    for (const auto& [hash, content] : contents) held_[names::by_hash(folder, hash)] = content;
  }

  [[nodiscard]] Json index() const {
    const auto checkpoint = ledger::Checkpoint::parse(material_.checkpoint.text());
    if (!checkpoint) refuse_material("checkpoint");
    Json json{{"type", "chancery.evidence/1"},
              {"log", checkpoint->origin()},
              {"doc", material_.document.hex()},
              {"made", material_.made.text()},
              {"size", checkpoint->head().size},
              {"root", checkpoint->head().root.hex()},
              {"entries", seqs_of(material_.entries)},
              {"office", seqs_of(material_.office)},
              {"checkpoints", Json::array()},
              {"tokens", Json::array()},
              {"facts", hashes_of(material_.facts)},
              {"rights", hashes_of(material_.rights)},
              {"calendars", hashes_of(material_.calendars)},
              {"workflows", hashes_of(material_.workflows)},
              {"templates", hashes_of(material_.templates)},
              {"files", Json::array()}};
    for (const EarlierCheckpoint& earlier : material_.earlier) json["checkpoints"].push_back(size_of(earlier.note));
    for (const StampedCheckpoint& stamped : material_.tokens) json["tokens"].push_back(stamped.size);
    for (const HeldFile& held : material_.files) json["files"].push_back(file_json(held));
    if (material_.heads) json["heads"] = material_.heads->entry;
    if (material_.last_outside) json["last_outside"] = material_.last_outside->text();
    return json;
  }

  static Json file_json(const HeldFile& held) {
    return {{"name", held.file.path},
            {"media_type", held.file.media_type},
            {"size", held.file.size},
            {"sha256", held.file.sha256.hex()},
            {"held", held.content ? "yes" : "no"}};
  }

  const Material& material_;
  std::map<std::string, Bytes> made_;
  std::map<std::string, BytesView> held_;
};

}  // namespace

Blob write_evidence(const Material& material) {
  return Entries(material).write();
}

}  // namespace chancery::evidence
