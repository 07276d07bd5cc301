#include "evidence/origin_check.h"

#include "ledger/checkpoint.h"
#include "ledger/finding.h"
#include "ledger/hash_words.h"
#include "ledger/key_history.h"
#include "ledger/proof.h"
#include "signing/verifier.h"

#include <algorithm>
#include <variant>

namespace chancery::evidence {
namespace {

using ledger::Checkpoint;

Check passed(const char* name, Message message) {
  return {name, CheckResult::passed, std::move(message)};
}
Check failed(const char* name, Message message) {
  return {name, CheckResult::failed, std::move(message)};
}

Checkpoint checkpoint_of(const ledger::SignedNote& note) {
  return *Checkpoint::parse(note.text());  // read_evidence() has seen that it is one
}

std::vector<std::pair<std::string, Message::Argument>> size_argument(ledger::TreeSize size) {
  return {{"size", static_cast<std::int64_t>(size)}};
}

bool has_key_events(const std::vector<std::pair<ledger::TreeSize, ledger::SystemEvent>>& events) {
  return std::any_of(events.begin(), events.end(), [](const auto& logged) {
    return std::holds_alternative<ledger::KeyAdded>(logged.second) || std::holds_alternative<ledger::KeyRevoked>(logged.second);
  });
}

Check by_keys(const Material& material, const Reliance& reliance,
              const std::vector<std::pair<ledger::TreeSize, ledger::SystemEvent>>& events) {
  ledger::KeyHistory history(reliance.keys);
  for (const auto& [seq, event] : events) {
    bool understood = true;
    if (const auto* added = std::get_if<ledger::KeyAdded>(&event)) understood = history.add(seq, *added);
    if (const auto* revoked = std::get_if<ledger::KeyRevoked>(&event)) understood = history.add(seq, *revoked);
    if (!understood) return {"origin", CheckResult::undecided, ledger::about_entry("ledger.key_event_odd", seq)};
  }
  for (const EarlierCheckpoint& earlier : material.earlier) {
    history.add_checkpoint(earlier.note, checkpoint_of(earlier.note).head().size);
  }
  const auto size = checkpoint_of(material.checkpoint).head().size;
  const Verdict verdict = verify_note(material.checkpoint, history.trusted_for(size));
  if (verdict.is_valid()) return passed("origin", {"evidence.origin_by_key", {}});
  const bool same_name = std::any_of(reliance.keys.begin(), reliance.keys.end(),
                                     [&](const ledger::VerifierKey& key) { return key.name() == material.key.name(); });
  const bool is_false = verdict.kind() == Verdict::Kind::invalid || (same_name && !has_key_events(events));
  return {"origin", is_false ? CheckResult::failed : CheckResult::undecided, verdict.why()};
}

/// The checkpoint in the file that has the size and log of the printed one.
std::optional<Checkpoint> counterpart(const Material& material, const ledger::PrintedCheckpoint& printed) {
  const auto matches = [&](const Checkpoint& checkpoint) {
    return checkpoint.origin() == printed.origin() && checkpoint.head().size == printed.size();
  };
  if (const auto now = checkpoint_of(material.checkpoint); matches(now)) return now;
  for (const EarlierCheckpoint& earlier : material.earlier) {
    if (const auto then = checkpoint_of(earlier.note); matches(then)) return then;
  }
  return std::nullopt;
}

Check by_print(const Material& material, const ledger::PrintedCheckpoint& printed) {
  const auto checkpoint = counterpart(material, printed);
  if (!checkpoint) return {"origin", CheckResult::undecided, {"evidence.printed_not_here", size_argument(printed.size())}};
  if (printed.is_of(*checkpoint)) return passed("origin", {"evidence.origin_by_print", size_argument(printed.size())});
  return failed("origin", {"evidence.printed_differs", size_argument(printed.size())});
}

Check by_key_words(const Material& material, const std::string& words) {
  if (words == ledger::hash_words(key_fingerprint(material.key))) return passed("origin", {"evidence.origin_by_key_words", {}});
  return failed("origin", {"evidence.key_words_differ", {}});
}

/// SHA-256 in a messageImprint of RFC 3161, with and without the NULL that some write.
bool names_imprint(BytesView token, const Sha256& imprint) {
  constexpr std::string_view with_null("\x30\x0d\x06\x09\x60\x86\x48\x01\x65\x03\x04\x02\x01\x05\x00\x04\x20", 17);
  constexpr std::string_view without_null("\x30\x0b\x06\x09\x60\x86\x48\x01\x65\x03\x04\x02\x01\x04\x20", 15);
  const auto has = [&](std::string_view head) { return token.find(Bytes(head) + Bytes(imprint.view())) != BytesView::npos; };
  return has(with_null) || has(without_null);
}

const ledger::SignedNote* note_of_size(const Material& material, ledger::TreeSize size) {
  if (checkpoint_of(material.checkpoint).head().size == size) return &material.checkpoint;
  for (const EarlierCheckpoint& earlier : material.earlier) {
    if (checkpoint_of(earlier.note).head().size == size) return &earlier.note;
  }
  return nullptr;
}

std::optional<Bytes> stamped_part_of(const Material& material, ledger::TreeSize size) {
  const auto* note = note_of_size(material, size);
  return note == nullptr ? std::nullopt : ledger::stamped_part(*note, checkpoint_of(*note).origin());
}

using Events = std::vector<std::pair<ledger::TreeSize, ledger::SystemEvent>>;

/// The entry that names the token; it is proved to be in the tree.
std::optional<ledger::TreeSize> entry_of(const StampedCheckpoint& stamped, const Events& events) {
  for (const auto& [seq, event] : events) {
    const auto* anchored = std::get_if<ledger::Anchored>(&event);
    if (anchored != nullptr && anchored->size == stamped.size && anchored->token == sha256(stamped.token)) return seq;
  }
  return std::nullopt;
}

/// What the tokens say of all entries of the document: the newest one that is logged before the first of them, and the oldest
/// one whose checkpoint has the last of them.
class Between {
 public:
  void add(const Material& material, const StampedCheckpoint& stamped, Timestamp time, const Events& events) {
    const auto entry = entry_of(stamped, events);
    if (entry && *entry < material.entries.front().seq && (!from_ || *from_ < time)) from_ = time;
    if (stamped.size > material.entries.back().seq && (!until_ || time < *until_)) until_ = time;
  }
  [[nodiscard]] std::string from() const { return from_ ? from_->text() : "—"; }
  [[nodiscard]] std::string until() const { return until_ ? until_->text() : "—"; }

 private:
  std::optional<Timestamp> from_;
  std::optional<Timestamp> until_;
};

}  // namespace

Sha256 key_fingerprint(const ledger::VerifierKey& key) {
  return sha256(key.text());
}

Check check_own_signature(const Material& material) {
  const Verdict verdict = verify_note(material.checkpoint, {&material.key, 1});
  const auto size = size_argument(checkpoint_of(material.checkpoint).head().size);
  return verdict.is_valid() ? passed("checkpoint", {"evidence.checkpoint_signed", size}) : failed("checkpoint", verdict.why());
}

Check check_earlier(const Material& material) {
  const Checkpoint now = checkpoint_of(material.checkpoint);
  for (const EarlierCheckpoint& earlier : material.earlier) {
    const Checkpoint then = checkpoint_of(earlier.note);
    const Verdict verdict = verify_consistency(then.head(), now.head(), earlier.consistency);
    if (!verdict.is_valid()) return failed("earlier", verdict.why());
  }
  if (material.earlier.empty()) return {"earlier", CheckResult::not_done, {"evidence.no_earlier", {}}};
  return passed("earlier", {"evidence.earlier_continued", {{"count", static_cast<std::int64_t>(material.earlier.size())}}});
}

Check check_origin(const Material& material, const Reliance& reliance,
                   const std::vector<std::pair<ledger::TreeSize, ledger::SystemEvent>>& events) {
  std::vector<Check> answers;
  if (!reliance.keys.empty()) answers.push_back(by_keys(material, reliance, events));
  for (const auto& printed : reliance.printed) answers.push_back(by_print(material, printed));
  for (const std::string& words : reliance.key_words) answers.push_back(by_key_words(material, words));
  for (const CheckResult first : {CheckResult::failed, CheckResult::passed, CheckResult::undecided}) {
    const auto found = std::find_if(answers.begin(), answers.end(), [&](const Check& answer) { return answer.result == first; });
    if (found != answers.end()) return *found;
  }
  return {"origin", CheckResult::undecided, {"evidence.origin_not_proved", {}}};
}

Check check_time(const Material& material, const Reliance& reliance,
                 const std::vector<std::pair<ledger::TreeSize, ledger::SystemEvent>>& events, Timestamp at) {
  for (const StampedCheckpoint& stamped : material.tokens) {
    const auto part = stamped_part_of(material, stamped.size);
    if (!part || !names_imprint(stamped.token, sha256(*part)))
      return failed("time", {"evidence.token_differs", size_argument(stamped.size)});
  }
  if (material.tokens.empty()) return {"time", CheckResult::not_done, {"evidence.no_tokens", {}}};
  const std::pair<std::string, Message::Argument> count{"count", static_cast<std::int64_t>(material.tokens.size())};
  const Check not_judged{"time", CheckResult::not_done, {"evidence.tokens_not_judged", {count}}};
  if (reliance.anchors == nullptr || material.entries.empty()) return not_judged;
  signing::Verifier verifier(*reliance.anchors, at);
  Between between;
  for (const StampedCheckpoint& stamped : material.tokens) {
    const auto report = verifier.verify_time_stamp(stamped.token, *stamped_part_of(material, stamped.size), "tokens");
    if (report.indication == signing::Indication::total_failed)
      return failed("time", {"evidence.token_failed", size_argument(stamped.size)});
    if (!report.time) return not_judged;
    between.add(material, stamped, *report.time, events);
  }
  return passed("time", {"evidence.tokens_judged", {count, {"from", between.from()}, {"until", between.until()}}});
}

}  // namespace chancery::evidence
