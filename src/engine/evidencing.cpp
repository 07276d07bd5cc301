#include "engine/evidencing.h"

#include "base/error.h"
#include "document/rights_policy.h"
#include "engine/calendars.h"
#include "engine/checkpoint_tokens.h"
#include "engine/daily_checkpoint.h"
#include "engine/stored_receipt.h"
#include "ledger/checkpoint.h"
#include "store/blobs.h"
#include "store/documents.h"
#include "store/leaves.h"

#include <algorithm>
#include <set>

namespace chancery::engine {
namespace {

using evidence::Material;
using formats::Json;

ledger::TreeSize size_of(const ledger::SignedNote& checkpoint) {
  return ledger::Checkpoint::parse(checkpoint.text()).value().head().size;
}

/// Facts name the policy that was in force; this program keeps its own one.
void add_facts(Material& material, const Bytes& facts) {
  const Json value = formats::parse_committed_json(facts, "facts");
  const auto& policy = document::RightsPolicy::standard();
  if (value.contains("rights") && value.at("rights") == policy.sha256().hex()) {
    material.rights.emplace(policy.sha256(), formats::committed_json(policy.to_json()));
  }
  material.calendars.merge(calendars_named_in(value));
  material.facts.emplace(sha256(facts), facts);
}

void add_files(Material& material, store::Database& database, const DocumentId& id) {
  store::Documents documents(database);
  store::Blobs blobs(database);
  std::map<Sha256, document::File> files;
  for (const store::DocumentBlob& one : documents.blobs(id)) files.emplace(one.file.sha256, one.file);
  for (const auto& [hash, file] : files) material.files.push_back({file, blobs.get(hash)});
}

void add_definitions(Material& material, store::Database& database, const document::Document& document) {
  store::Blobs blobs(database);
  material.workflows.emplace(document.workflow, blobs.get(document.workflow).bytes());
  material.templates.emplace(document.template_hash, blobs.get(document.template_hash).bytes());
}

/// The leaves that say what is erased of this document's history.
std::set<std::uint64_t> erasing_leaves(store::Database& database, const EvidencePlace& place) {
  std::set<std::uint64_t> found;
  store::Statement rows = database.query(
      "SELECT leaf FROM erased_openings JOIN steps ON steps.seq = erased_openings.seq WHERE steps.document = ?1 AND leaf < ?2",
      {place.document, place.entry});
  while (rows.next()) found.insert(static_cast<std::uint64_t>(rows.get<std::int64_t>(0)));
  return found;
}

std::vector<ledger::DocumentHead> heads_of_office(store::Database& database) {
  std::vector<ledger::DocumentHead> heads;
  store::Statement rows = database.query("SELECT id, last_leaf FROM documents", {});
  while (rows.next()) heads.push_back({rows.get<DocumentId>(0), rows.get<Sha256>(1)});
  return heads;
}

}  // namespace

HeadsOfOffice take_heads(store::Database& database, const DocumentId& document) {
  const auto heads = heads_of_office(database);
  return {ledger::root_of_heads(heads), ledger::prove_head(heads, document)};
}

Sha256 root_of_office(store::Database& database) {
  return ledger::root_of_heads(heads_of_office(database));
}

Material material_of(store::Database& database, const EvidencePlace& place) {
  const auto row = store::Documents(database).find(place.document);
  check_invariant(row.has_value(), "a document that may be read is there");
  const ledger::TreeSize size = size_of(place.checkpoint);
  store::Leaves leaves(database);
  Material material{place.document, place.made, place.checkpoint, place.key};
  for (const store::StepRow& step : store::Documents(database).steps(place.document)) {
    if (step.seq >= place.entry) break;
    material.entries.push_back(proven_entry(leaves, step.seq, size));
    add_facts(material, step.facts);
  }
  for (const std::uint64_t erased : erasing_leaves(database, place))
    material.office.push_back(proven_entry(leaves, erased, size));
  material.office.push_back(proven_entry(leaves, place.entry, size));
  add_tokens(database, size, material);
  std::sort(material.office.begin(), material.office.end(),
            [](const auto& one, const auto& other) { return one.seq < other.seq; });
  if (const auto outside = head_outside(database)) material.last_outside = outside->time;
  material.heads = evidence::HeadsMaterial{place.entry, place.proof};
  add_definitions(material, database, row->document);
  add_files(material, database, place.document);
  return material;
}

}  // namespace chancery::engine
