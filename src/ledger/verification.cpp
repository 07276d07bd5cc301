#include "ledger/verification.h"

#include "base/error.h"
#include "ledger/export.h"
#include "ledger/finding.h"
#include "ledger/history_check.h"
#include "ledger/tree_check.h"

#include <algorithm>
#include <utility>

namespace chancery::ledger {
namespace {

struct SignedCheckpoint {
  SignedNote note;
  Checkpoint checkpoint;
};

std::optional<SignedCheckpoint> parse_checkpoint(BytesView bytes) {
  try {
    SignedNote note = SignedNote::parse(bytes);
    auto checkpoint = Checkpoint::parse(note.text());
    if (!checkpoint) return std::nullopt;
    return SignedCheckpoint{std::move(note), *std::move(checkpoint)};
  } catch (const Error&) {
    return std::nullopt;  // the finding names the file
  }
}

/// The key that the export names itself: good for consistency with itself, never for whose it is.
std::optional<VerifierKey> parse_key_file(BytesView bytes) {
  if (!bytes.ends_with('\n')) return std::nullopt;
  return VerifierKey::parse(bytes.substr(0, bytes.size() - 1));
}

class Verification {
 public:
  Verification(const FileReader& files, const LedgerQuestion& question) : files_(files), question_(question) {}

  LedgerReport run() {
    const auto bytes = files_(checkpoint_name);
    if (!bytes) return report({LedgerResult::absent, std::nullopt, {"ledger.absent", {}}});
    const auto checkpoint = parse_checkpoint(*bytes);
    if (!checkpoint) return report(tampered_file("ledger.file_damaged", std::nullopt, checkpoint_name));
    head_ = checkpoint->checkpoint.head();
    check_contents(checkpoint->checkpoint);
    check_signature(*checkpoint);
    const auto gravest = std::min_element(findings_.begin(), findings_.end(),
                                          [](const Finding& left, const Finding& right) { return left.result < right.result; });
    if (gravest != findings_.end()) return report(*gravest);
    return report({LedgerResult::ok, std::nullopt, {"ledger.ok", {{"size", static_cast<std::int64_t>(head_->size)}}}});
  }

 private:
  void keep(std::optional<Finding> finding) {
    if (finding) findings_.push_back(*std::move(finding));
  }

  void check_contents(const Checkpoint& checkpoint) {
    HistoryCheck history(checkpoint.origin(), question_.own_copy, files_);
    const auto earlier_size = question_.earlier ? std::optional(question_.earlier->head().size) : std::nullopt;
    TreeCheck tree = check_tree(checkpoint.head(), earlier_size, files_,
                                [&](TreeSize index, BytesView entry, const Sha256& leaf) { history.add(index, entry, leaf); });
    const bool whole = !tree.finding;
    keep(std::move(tree.finding));
    keep(history.conclude());
    if (whole) keep(check_continues(checkpoint, tree.earlier_root));
    anchors_ = history.anchors();
    remarks_ = history.remarks();
  }

  std::optional<Finding> check_continues(const Checkpoint& checkpoint, const std::optional<Sha256>& earlier_root) const {
    if (!question_.earlier) return std::nullopt;
    const TreeHead& earlier = question_.earlier->head();
    const std::vector<std::pair<std::string, Message::Argument>> sizes{
        {"earlier", static_cast<std::int64_t>(earlier.size)}, {"size", static_cast<std::int64_t>(checkpoint.head().size)}};
    if (checkpoint.head().size < earlier.size)
      return Finding{LedgerResult::rolled_back, std::nullopt, {"ledger.rolled_back", sizes}};
    if (earlier_root == earlier.root && is_same_log(checkpoint)) return std::nullopt;
    return Finding{LedgerResult::forked, std::nullopt, {"ledger.forked", sizes}};
  }

  /// The same origin, or a later epoch of the same log.
  bool is_same_log(const Checkpoint& checkpoint) const {
    if (checkpoint.origin() == question_.earlier->origin()) return true;
    const auto now = Origin::parse(checkpoint.origin());
    const auto then = Origin::parse(question_.earlier->origin());
    return now && then && now->log() == then->log() && now->epoch() >= then->epoch();
  }

  void check_signature(const SignedCheckpoint& checkpoint) {
    const auto key_file = files_(verifier_key_name);
    const auto own_key = key_file ? parse_key_file(*key_file) : std::nullopt;
    if (key_file && !own_key) keep(tampered_file("ledger.file_damaged", std::nullopt, verifier_key_name));
    if (question_.known.empty()) return keep(check_own_signature(checkpoint.note, own_key));
    if (own_key && std::find(question_.known.begin(), question_.known.end(), *own_key) == question_.known.end()) {
      keep(tampered_file("ledger.other_key", std::nullopt, verifier_key_name));
    }
    const Verdict verdict = verify_note(checkpoint.note, question_.known);
    if (verdict.is_valid()) return;
    const bool damaged = verdict.kind() == Verdict::Kind::invalid || has_half_known_signature(checkpoint.note);
    keep(Finding{damaged ? LedgerResult::tampered : LedgerResult::unverifiable, std::nullopt, verdict.why()});
  }

  static Finding check_own_signature(const SignedNote& note, const std::optional<VerifierKey>& own_key) {
    const Finding no_key{LedgerResult::unverifiable, std::nullopt, {"ledger.no_key_given", {}}};
    if (!own_key) return no_key;
    const Verdict verdict = verify_note(note, {&*own_key, 1});
    return verdict.is_valid() ? no_key : tampered_file("ledger.file_damaged", std::nullopt, checkpoint_name);
  }

  /// The name of a known key with another id, or the reverse, is a damaged line rather than another signer's.
  bool has_half_known_signature(const SignedNote& note) const {
    return std::any_of(note.signatures().begin(), note.signatures().end(), [this](const NoteSignature& signature) {
      return std::any_of(question_.known.begin(), question_.known.end(),
                         [&](const VerifierKey& key) { return key.name() == signature.name || key.id() == signature.key_id; });
    });
  }

  LedgerReport report(Finding finding) {
    return {finding.result, head_, finding.entry, std::move(finding.message), std::move(anchors_), std::move(remarks_)};
  }

  const FileReader& files_;
  const LedgerQuestion& question_;
  std::optional<TreeHead> head_;
  std::vector<Finding> findings_;
  std::vector<LoggedAnchor> anchors_;
  std::vector<Message> remarks_;
};

}  // namespace

std::string_view name_of(LedgerResult result) {
  switch (result) {
    case LedgerResult::tampered:
      return "TAMPERED";
    case LedgerResult::truncated:
      return "TRUNCATED";
    case LedgerResult::rolled_back:
      return "ROLLED BACK";
    case LedgerResult::forked:
      return "FORKED";
    case LedgerResult::absent:
      return "ABSENT";
    case LedgerResult::withheld:
      return "WITHHELD";
    case LedgerResult::unverifiable:
      return "UNVERIFIABLE";
    case LedgerResult::not_understood:
      return "NOT UNDERSTOOD";
    case LedgerResult::ok:
      break;
  }
  return "OK";
}

LedgerReport verify_ledger(const FileReader& files, const LedgerQuestion& question) {
  return Verification(files, question).run();
}

}  // namespace chancery::ledger
