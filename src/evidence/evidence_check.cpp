#include "evidence/evidence_check.h"

#include "base/error.h"
#include "evidence/bundle.h"
#include "evidence/origin_check.h"
#include "evidence/page.h"
#include "ledger/checkpoint.h"
#include "ledger/finding.h"
#include "ledger/hash.h"
#include "ledger/leaf.h"
#include "ledger/step.h"
#include "signing/container.h"
#include "signing/verifier.h"

#include <algorithm>
#include <array>
#include <set>

namespace chancery::evidence {
namespace {

using formats::Json;
using ledger::Label;
using ledger::TreeSize;

std::int64_t count_of(std::size_t count) {
  return static_cast<std::int64_t>(count);
}

/// Goes through one evidence file that could be read.
class Examination {
 public:
  Examination(const Material& material, const Reliance& reliance, Timestamp at, EvidenceReport& report)
      : material_(material), reliance_(reliance), at_(at), report_(report) {}

  void run() {
    report_.checks.push_back(check_own_signature(material_));
    check_inclusion();
    read_events();
    report_.checks.push_back(check_origin(material_, reliance_, events_));
    check_openings();
    check_sequence();
    check_completeness();
    check_replay();
    check_files();
    check_signatures();
    report_.checks.push_back(check_earlier(material_));
    report_.checks.push_back(check_time(material_, reliance_, events_, at_));
    tell_what_is_not_proved();
  }

  /// Something is not shown that nobody erased.
  [[nodiscard]] bool withheld() const { return withheld_; }

 private:
  void say(const char* name, CheckResult result, Message message, std::optional<TreeSize> entry = std::nullopt) {
    report_.checks.push_back({name, result, std::move(message), entry});
  }

  void check_inclusion() {
    const auto head = ledger::Checkpoint::parse(material_.checkpoint.text())->head();
    std::size_t count = 0;
    for (const auto* list : {&material_.entries, &material_.office}) {
      for (const ProvenEntry& entry : *list) {
        const Verdict verdict = verify_inclusion(entry.seq, ledger::hash_leaf(entry.leaf), entry.proof, head);
        if (!verdict.is_valid()) return say("inclusion", CheckResult::failed, verdict.why(), entry.seq);
        ++count;
      }
    }
    say("inclusion", CheckResult::passed, {"evidence.included", {{"count", count_of(count)}}});
  }

  void read_events() {
    for (const ProvenEntry& entry : material_.office) {
      const auto leaf = ledger::read_leaf(entry.leaf);
      if (!leaf.understood()) {
        say("office", CheckResult::undecided, leaf.why(), entry.seq);
        continue;
      }
      const auto* system = std::get_if<ledger::SystemLeaf>(&leaf.value());
      if (system == nullptr || system->place.seq != entry.seq) {
        say("office", CheckResult::failed, ledger::about_entry("ledger.wrong_seq", entry.seq), entry.seq);
        continue;
      }
      events_.emplace_back(entry.seq, system->event);
      if (const auto* erased = std::get_if<ledger::Erased>(&system->event)) {
        for (const auto& [seq, label] : erased->openings) erased_.emplace(seq, label);
      }
    }
  }

  void check_openings() {
    std::optional<Check> finding;
    const auto keep = [&](Check check) {
      const bool graver = !finding || (check.result == CheckResult::failed && finding->result != CheckResult::failed);
      if (graver) finding = std::move(check);
    };
    std::size_t erased = 0;
    for (const auto* list : {&material_.entries, &material_.office}) {
      for (const ProvenEntry& entry : *list) examine(entry, erased, keep);
    }
    if (finding) return report_.checks.push_back(*std::move(finding));
    say("openings", CheckResult::passed, {"evidence.openings_fit", {{"erased", count_of(erased)}}});
  }

  template <class Keep>
  void examine(const ProvenEntry& entry, std::size_t& erased, const Keep& keep) {
    const auto leaf = ledger::read_leaf(entry.leaf);
    if (!leaf.understood()) return keep({"openings", CheckResult::undecided, leaf.why(), entry.seq});
    const Verdict verdict = ledger::verify_openings(leaf.value(), entry.openings);
    if (!verdict.is_valid()) {
      const bool invalid = verdict.kind() == Verdict::Kind::invalid;
      keep({"openings", invalid ? CheckResult::failed : CheckResult::undecided, verdict.why(), entry.seq});
    }
    static const std::array labels{Label::step(), Label::who(), Label::note()};
    for (const Label& label : labels) {
      if (!ledger::commitment_of(leaf.value(), label) || ledger::find_value(entry.openings, label) != nullptr) continue;
      if (erased_.contains({entry.seq, label})) {
        ++erased;
      } else {
        withheld_ = true;
        keep({"openings", CheckResult::undecided, ledger::about_entry("ledger.opening_withheld", entry.seq), entry.seq});
      }
    }
  }

  void check_sequence() {
    for (const ProvenEntry& entry : material_.entries) {
      const auto leaf = ledger::read_leaf(entry.leaf);
      const auto* step_leaf = leaf.understood() ? std::get_if<ledger::StepLeaf>(&leaf.value()) : nullptr;
      if (step_leaf == nullptr || step_leaf->place.seq != entry.seq) {
        return say("sequence", CheckResult::failed, ledger::about_entry("evidence.no_step", entry.seq), entry.seq);
      }
      const Json* step = ledger::find_value(entry.openings, Label::step());
      if (step == nullptr || ledger::why_not_a_step(*step)) {
        return say("sequence", CheckResult::undecided, ledger::about_entry("evidence.step_not_shown", entry.seq), entry.seq);
      }
      if ((*step)["doc"] != material_.document.hex()) {
        return say("sequence", CheckResult::failed, ledger::about_entry("evidence.step_of_another", entry.seq), entry.seq);
      }
      const bool follows =
          (*step)["doc_seq"] == shown_.size() && (shown_.empty() || (*step)["doc_prev"] == shown_.back().leaf.hex());
      if (!follows)
        return say("sequence", CheckResult::failed, ledger::about_entry("ledger.doc_prev_broken", entry.seq), entry.seq);
      const Json* who = ledger::find_value(entry.openings, Label::who());
      shown_.push_back({entry.seq, ledger::hash_leaf(entry.leaf), *step, who == nullptr ? std::nullopt : std::optional(*who)});
    }
    if (shown_.empty()) return say("sequence", CheckResult::undecided, {"evidence.no_entries", {}});
    say("sequence", CheckResult::passed, {"evidence.sequence_whole", {{"count", count_of(shown_.size())}}});
  }

  [[nodiscard]] std::optional<ledger::TreeHead> heads() const {
    if (!material_.heads) return std::nullopt;
    for (const auto& [seq, event] : events_) {
      const auto* taken = std::get_if<ledger::HeadsTaken>(&event);
      if (taken != nullptr && seq == material_.heads->entry) return taken->heads;
    }
    return std::nullopt;
  }

  void check_completeness() {
    const auto map = heads();
    if (!map) return say("completeness", CheckResult::undecided, {"evidence.no_heads", {}});
    std::optional<Sha256> last;
    std::size_t later = 0;
    for (const ShownStep& shown : shown_) {
      if (shown.seq < map->size) last = shown.leaf;
      if (shown.seq >= map->size) ++later;
    }
    const Verdict verdict = ledger::verify_head(material_.document, last, material_.heads->proof, map->root);
    if (!verdict.is_valid())
      return say("completeness", CheckResult::failed, {"evidence.entries_left_out", {}}, material_.heads->entry);
    say("completeness", CheckResult::passed,
        {"evidence.complete", {{"size", static_cast<std::int64_t>(map->size)}, {"later", count_of(later)}}});
  }

  void check_replay() {
    report_.replay = replay(shown_, {material_.facts, material_.rights, material_.workflows, material_.calendars});
    const Verdict verdict = report_.replay.verdict();
    const auto unlawful = report_.replay.first_unlawful();
    if (unlawful) return say("replay", CheckResult::failed, verdict.why(), unlawful);
    if (!verdict.is_valid()) return say("replay", CheckResult::undecided, verdict.why());
    say("replay", CheckResult::passed, {"evidence.replayed", {{"count", count_of(shown_.size())}}});
  }

  /// Every file that the steps name openly is listed; what is held was compared with its hash when the file was read.
  void check_files() {
    std::set<std::string> listed;
    std::size_t held = 0;
    for (const HeldFile& file : material_.files) {
      listed.insert(file.file.sha256.hex());
      if (file.content) ++held;
    }
    for (const ShownStep& shown : shown_) {
      for (const char* list : {"in", "out"}) {
        for (const Json& file : shown.step[list]) {
          if (file.contains("sha256") && !listed.contains(file["sha256"].get<std::string>())) {
            return say("files", CheckResult::failed, {"evidence.file_not_listed", {{"name", file["name"].get<std::string>()}}},
                       shown.seq);
          }
        }
      }
    }
    say("files", CheckResult::passed,
        {"evidence.files_fit", {{"held", count_of(held)}, {"absent", count_of(material_.files.size() - held)}}});
  }

  [[nodiscard]] const HeldFile* held(const std::string& sha256) const {
    const auto found = std::find_if(material_.files.begin(), material_.files.end(),
                                    [&](const HeldFile& file) { return file.content && file.file.sha256.hex() == sha256; });
    return found == material_.files.end() ? nullptr : &*found;
  }

  /// Containers, and the bare signatures of other programs with the manifest that their step took.
  [[nodiscard]] std::vector<Judgement> judge_signed_files(const formats::TrustAnchors& anchors) const {
    std::vector<Judgement> judgements;
    for (const HeldFile& file : material_.files) {
      if (!file.content || file.file.media_type != signing::asic_e_media_type) continue;
      judgements.push_back(judge_container(*file.content, file.file.path, signing::TrustMaterial(anchors), at_));
    }
    for (const ShownStep& shown : shown_) {
      if (!shown.step.contains("recorded") || !shown.step.contains("manifest") || shown.step["sig"].empty()) continue;
      const HeldFile* signature = held(shown.step["recorded"]["evidence"].get<std::string>());
      const HeldFile* manifest = held(shown.step["manifest"].get<std::string>());
      if (signature == nullptr || manifest == nullptr || !signing::looks_like_signed_data(signature->content->bytes())) continue;
      judgements.push_back(
          judge_signed_file(*signature->content, manifest->content, signature->file.path, signing::TrustMaterial(anchors), at_));
    }
    return judgements;
  }

  void check_signatures() {
    const bool judged = reliance_.anchors != nullptr;
    auto worst = signing::Indication::total_passed;
    report_.containers = judge_signed_files(judged ? *reliance_.anchors : formats::TrustAnchors());
    for (const Judgement& container : report_.containers) {
      const auto& found = container.report;
      // Before anybody signed a container holds no signature: that leaves nothing undecided.
      const bool unsigned_yet = found.signatures.empty() && found.verdict == signing::Indication::indeterminate;
      if (!unsigned_yet) worst = std::max(worst, found.verdict);
    }
    const Message count{"evidence.containers_judged", {{"count", count_of(report_.containers.size())}}};
    if (report_.containers.empty()) return say("signatures", CheckResult::not_done, {"evidence.no_containers", {}});
    if (worst == signing::Indication::total_failed)
      return say("signatures", CheckResult::failed, {"evidence.signature_failed", {}});
    if (!judged) return say("signatures", CheckResult::not_done, {"evidence.signers_not_judged", {}});
    say("signatures", worst == signing::Indication::total_passed ? CheckResult::passed : CheckResult::undecided, count);
  }

  void tell_what_is_not_proved() {
    const bool proved = std::all_of(shown_.begin(), shown_.end(),
                                    [](const ShownStep& shown) { return shown.who && (*shown.who)["auth"].contains("proof"); });
    if (!proved) say("persons", CheckResult::not_done, {"evidence.office_word", {}});
    const std::string date = material_.last_outside ? material_.last_outside->date() : std::string();
    say("outside", CheckResult::not_done,
        material_.last_outside ? Message{"evidence.last_outside", {{"date", date}}} : Message{"evidence.never_outside", {}});
  }

  const Material& material_;
  const Reliance& reliance_;
  Timestamp at_;
  EvidenceReport& report_;
  std::vector<std::pair<TreeSize, ledger::SystemEvent>> events_;
  std::set<std::pair<TreeSize, Label>> erased_;
  std::vector<ShownStep> shown_;
  bool withheld_ = false;
};

bool has(const EvidenceReport& report, CheckResult result) {
  return std::any_of(report.checks.begin(), report.checks.end(), [&](const Check& check) { return check.result == result; });
}

bool has(const EvidenceReport& report, const char* name, CheckResult result) {
  return std::any_of(report.checks.begin(), report.checks.end(),
                     [&](const Check& check) { return check.name == name && check.result == result; });
}

void conclude(EvidenceReport& report, bool withheld) {
  using ledger::LedgerResult;
  if (has(report, CheckResult::failed)) {
    report.verdict = signing::Indication::total_failed;
    report.result = LedgerResult::tampered;
  } else if (has(report, CheckResult::undecided)) {
    report.verdict = signing::Indication::indeterminate;
    const bool origin = has(report, "origin", CheckResult::undecided);
    report.result = origin ? LedgerResult::unverifiable : withheld ? LedgerResult::withheld : LedgerResult::not_understood;
  } else {
    report.verdict = signing::Indication::total_passed;
    report.result = LedgerResult::ok;
  }
}

/// The ZIP file in hand, or the one behind a page. A page of another release is not judged: nobody has to run it.
Blob zip_in(const Blob& bytes, std::string_view place, EvidenceReport& report) {
  if (!is_page(bytes.bytes())) return bytes;
  auto page = read_page(bytes.bytes());
  if (!page) throw Error(Fault::input, {"evidence.page_damaged", {{"name", std::string(place)}}});
  report.checks.push_back(page->known ? Check{"page", CheckResult::passed, {"evidence.page_known", {}}}
                                      : Check{"page", CheckResult::undecided, {"evidence.page_unknown", {}}});
  return page->evidence;
}

}  // namespace

std::string_view name_of(CheckResult result) {
  switch (result) {
    case CheckResult::passed:
      return "passed";
    case CheckResult::failed:
      return "failed";
    case CheckResult::undecided:
      return "undecided";
    case CheckResult::not_done:
      break;
  }
  return "not_done";
}

EvidenceReport verify_evidence(const Blob& bytes, std::string_view place, const Reliance& reliance, Timestamp at) {
  EvidenceReport report{signing::Indication::total_failed, ledger::LedgerResult::tampered, {}, {}, {}, {}};
  try {
    report.material = read_evidence(zip_in(bytes, place, report), place);
    report.checks.push_back({"format", CheckResult::passed, {"evidence.format_exact", {}}});
  } catch (const Error& error) {
    report.checks.push_back({"format", CheckResult::failed, error.message()});
    return report;
  }
  Examination examination(*report.material, reliance, at, report);
  examination.run();
  conclude(report, examination.withheld());
  return report;
}

}  // namespace chancery::evidence
