#include "engine/scrub.h"

#include "base/error.h"
#include "document/rights_policy.h"
#include "engine/calendars.h"
#include "engine/stored_receipt.h"
#include "engine/views.h"
#include "engine/words.h"
#include "evidence/recorded_state.h"
#include "evidence/replay.h"
#include "ledger/hash.h"
#include "ledger/leaf.h"
#include "ledger/person.h"
#include "ledger/step.h"
#include "store/blobs.h"
#include "store/documents.h"
#include "store/leaves.h"
#include "store/people.h"

#include <algorithm>
#include <set>

namespace chancery::engine {
namespace {

using evidence::ShownStep;
using formats::Json;
using ledger::LedgerResult;

/// What is open of one leaf.
struct OpenedLeaf {
  ShownStep shown;
  Timestamp time;
  std::vector<ledger::Opening> openings;
};

std::optional<Json> value_of(const std::vector<ledger::Opening>& openings, std::string_view label) {
  for (const ledger::Opening& opening : openings) {
    if (opening.label().text() == label) return opening.value();
  }
  return std::nullopt;
}

/// Nothing where they cannot be read: the replay tells of that.
Json facts_in(const store::StepRow& row) {
  try {
    return formats::parse_committed_json(row.facts, "facts");
  } catch (const Error&) {
    return Json::object();
  }
}

/// Compares one document with its leaves.
class DocumentScrub {
 public:
  DocumentScrub(store::Database& database, const DocumentId& id, ScrubReport& report)
      : database_(database), documents_(database), leaves_(database), id_(id), report_(report) {}

  void run() {
    const auto rows = documents_.steps(id_);
    for (const store::StepRow& row : rows) {
      if (auto opened = open(row)) opened_.push_back(*std::move(opened));
      material_.calendars.merge(calendars_named_in(facts_in(row)));
      material_.facts.emplace(sha256(row.facts), row.facts);
    }
    report_.documents += 1;
    report_.steps += rows.size();
    if (opened_.size() != rows.size()) return;  // told already
    if (rows.empty()) return tampered({"engine.scrub.no_row", {{"table", std::string("steps")}}});
    compare_steps(rows);
    const auto row = documents_.find(id_);
    if (!row) return tampered({"engine.scrub.no_row", {{"table", std::string("documents")}}});
    compare_columns(*row, rows);
    replay_steps(*row);
    check_files();
  }

 private:
  void tampered(Message message, std::optional<std::uint64_t> seq = std::nullopt) {
    report_.findings.push_back({LedgerResult::tampered, std::move(message), id_, seq});
  }

  /// The leaf that a row names, as its openings show it; nothing, and a finding, where they do not.
  std::optional<OpenedLeaf> open(const store::StepRow& row) {
    const auto bytes = leaves_.bytes(row.seq);
    const auto leaf = ledger::read_leaf(bytes.value_or(Bytes()));
    if (!leaf.understood() || !std::holds_alternative<ledger::StepLeaf>(leaf.value())) {
      tampered({"engine.scrub.no_leaf", {{"seq", static_cast<std::int64_t>(row.seq)}}}, row.seq);
      return std::nullopt;
    }
    auto openings = stored_openings(leaves_, row.seq);
    auto step = value_of(openings, "leaf.step");
    if (!step || ledger::why_not_a_step(*step)) {
      tampered({"engine.scrub.no_opening", {{"seq", static_cast<std::int64_t>(row.seq)}}}, row.seq);
      return std::nullopt;
    }
    ShownStep shown{row.seq, ledger::hash_leaf(*bytes), *std::move(step), value_of(openings, "leaf.who")};
    return OpenedLeaf{std::move(shown), ledger::place_of(leaf.value()).time, std::move(openings)};
  }

  void compare_steps(const std::vector<store::StepRow>& rows) {
    for (std::size_t i = 0; i < rows.size(); ++i) {
      const store::StepRow& row = rows[i];
      const evidence::StepRow seen{row.seq,
                                   row.document,
                                   row.doc_seq,
                                   row.revision,
                                   row.event,
                                   row.refused,
                                   pseudonym(row.person),
                                   row.time,
                                   row.facts,
                                   row.principal.has_value(),
                                   pseudonym(row.principal)};
      for (Message& message : evidence::differences(seen, opened_[i].shown, opened_[i].time)) {
        tampered(std::move(message), row.seq);
      }
    }
  }

  /// As the leaf names the person; absent once the key is destroyed.
  std::optional<std::string> pseudonym(const std::optional<PersonId>& person) {
    const auto key = person ? store::People(database_).key(*person) : std::nullopt;
    return key ? std::optional(ledger::pseudonym_in(id_, *key).hex()) : std::nullopt;
  }

  /// What lists read: columns that repeat the document, its author and the time of its last step.
  void compare_columns(const store::DocumentRow& row, const std::vector<store::StepRow>& rows) {
    auto columns = documents_.differing_columns(row);
    const store::StepRow& first = rows.front();
    if (first.person != row.author) columns.emplace_back("author");
    const auto last = std::find_if(rows.rbegin(), rows.rend(), [](const store::StepRow& step) { return !step.refused; });
    if (last == rows.rend() || last->time != row.updated) columns.emplace_back("updated");
    for (const std::string& column : columns) {
      tampered({"evidence.row_differs", {{"table", std::string("documents")}, {"column", column}}});
    }
  }

  void replay_steps(const store::DocumentRow& row) {
    gather_definitions();
    std::vector<ShownStep> shown;
    for (const OpenedLeaf& opened : opened_) shown.push_back(opened.shown);
    const auto replayed = evidence::replay(shown, material_);
    for (const evidence::ReplayedStep& step : replayed.steps) {
      if (step.verdict.is_valid()) continue;
      const bool undecided = step.verdict.kind() == Verdict::Kind::unchecked;
      report_.findings.push_back(
          {undecided ? LedgerResult::unverifiable : LedgerResult::tampered, step.verdict.why(), id_, step.seq});
    }
    if (replayed.document) compare_document(row, *replayed.document);
  }

  void compare_document(const store::DocumentRow& row, const evidence::ReplayedDocument& replayed) {
    std::optional<Sha256> state;
    for (auto opened = opened_.rbegin(); opened != opened_.rend() && !state; ++opened) {
      state = evidence::recorded_state(id_, opened->openings);
    }
    for (Message& message : evidence::differences({row.document, row.doc_seq, row.last_leaf}, replayed, state)) {
      tampered(std::move(message));
    }
  }

  /// Every file of the document is still what its hash says; hashed on the way.
  void check_files() {
    store::Blobs blobs(database_);
    std::set<Sha256> seen;
    for (const store::DocumentBlob& one : documents_.blobs(id_)) {
      if (!seen.insert(one.file.sha256).second) continue;
      try {
        (void)blobs.get(one.file.sha256);
      } catch (const Error& error) {
        tampered({"engine.scrub.file_damaged",
                  {{"path", one.file.path}, {"sha256", one.file.sha256.hex()}, {"cause", to_log(error.message())}}});
      }
    }
  }

  /// Charts by the hashes that the steps name, and the one policy that this program has.
  void gather_definitions() {
    const auto& policy = document::RightsPolicy::standard();
    material_.policies.emplace(policy.sha256(), formats::committed_json(policy.to_json()));
    for (const OpenedLeaf& opened : opened_) {
      const auto hash = Sha256::parse(opened.shown.step.at("workflow").at("sha256").get<std::string>());
      if (hash && !material_.workflows.contains(*hash)) add_workflow(*hash);
    }
  }

  void add_workflow(const Sha256& hash) {
    try {
      material_.workflows.emplace(hash, store::Blobs(database_).get(hash).bytes());
    } catch (const Error& error) {
      if (error.fault() != Fault::absent) tampered(error.message());
    }
  }

  store::Database& database_;
  store::Documents documents_;
  store::Leaves leaves_;
  DocumentId id_;
  ScrubReport& report_;
  evidence::ReplayMaterial material_;
  std::vector<OpenedLeaf> opened_;
};

}  // namespace

LedgerResult ScrubReport::result() const {
  const auto worst = std::min_element(findings.begin(), findings.end(),
                                      [](const auto& one, const auto& other) { return one.result < other.result; });
  return worst == findings.end() ? LedgerResult::ok : worst->result;
}

void scrub_document(store::Database& database, const DocumentId& id, ScrubReport& report) try {
  DocumentScrub(database, id, report).run();
} catch (const Error& error) {
  // A row that cannot even be read is damage of this document, and the others are still to be looked at.
  report.findings.push_back({LedgerResult::tampered, error.message(), id});
}

void scrub_leaves(store::Database& database, ScrubReport& report) {
  store::Statement orphans = database.query("SELECT seq FROM steps WHERE document NOT IN (SELECT id FROM documents)", {});
  while (orphans.next()) {
    report.findings.push_back({LedgerResult::tampered,
                               {"engine.scrub.no_row", {{"table", std::string("documents")}}},
                               std::nullopt,
                               static_cast<std::uint64_t>(orphans.integer(0))});
  }
  store::Statement rows =
      database.query("SELECT seq, bytes FROM leaves WHERE seq NOT IN (SELECT seq FROM steps) ORDER BY seq", {});
  while (rows.next()) {
    const auto leaf = ledger::read_leaf(rows.text(1));
    if (leaf.understood() && std::holds_alternative<ledger::SystemLeaf>(leaf.value())) continue;
    const auto seq = static_cast<std::uint64_t>(rows.get<std::int64_t>(0));
    report.findings.push_back(
        {LedgerResult::tampered, {"engine.scrub.no_row", {{"table", std::string("steps")}}}, std::nullopt, seq});
  }
}

ScrubReport scrub(store::Database& database, const std::function<void(std::uint64_t, std::uint64_t)>& progress) {
  std::vector<DocumentId> ids;
  store::Statement rows = database.query("SELECT document FROM steps UNION SELECT id FROM documents ORDER BY 1", {});
  while (rows.next()) ids.push_back(rows.get<DocumentId>(0));
  ScrubReport report;
  for (const DocumentId& id : ids) {
    scrub_document(database, id, report);
    progress(report.documents, ids.size());
  }
  scrub_leaves(database, report);
  return report;
}

Json to_json(const ScrubReport& report) {
  Json findings = Json::array();
  for (const ScrubFinding& finding : report.findings) {
    Json line{{"result", ledger::name_of(finding.result)}, {"message", words_of(finding.message)}};
    if (finding.document) line["document"] = finding.document->hex();
    if (finding.seq) line["seq"] = *finding.seq;
    findings.push_back(std::move(line));
  }
  return {{"result", ledger::name_of(report.result())},
          {"documents", report.documents},
          {"steps", report.steps},
          {"findings", std::move(findings)}};
}

}  // namespace chancery::engine
