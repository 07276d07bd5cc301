#include "ledger/tlog_proof.h"

#include "base/error.h"
#include "ledger/checkpoint.h"
#include "ledger/hash.h"
#include "ledger/lines.h"

#include <utility>

namespace chancery::ledger {
namespace {

constexpr std::string_view first_line = "c2sp.org/tlog-proof@v1";
constexpr std::string_view extra_start = "extra ";
constexpr std::string_view index_start = "index ";
/// A tree has fewer than 2^63 leaves, so that no path is longer.
constexpr std::size_t longest_proof = 63;

[[noreturn]] void refuse(std::int64_t line) {
  throw Error(Fault::input, {"ledger.proof_text", {{"line", line}}});
}

/// Lines that know their number, for the refusal.
class NumberedLines {
 public:
  explicit NumberedLines(std::string_view text) : lines_(text) {}

  [[nodiscard]] std::string_view next() {
    ++number_;
    const auto line = lines_.next();
    if (!line) refuse(number_);
    return *line;
  }
  [[noreturn]] void refuse_here() const { refuse(number_); }
  [[nodiscard]] std::string_view rest() const { return lines_.rest(); }

 private:
  Lines lines_;
  std::int64_t number_ = 0;
};

Proof read_hashes(NumberedLines& lines) {
  Proof hashes;
  for (std::string_view line = lines.next(); !line.empty(); line = lines.next()) {
    const auto bytes = parse_base64(line);
    const auto hash = bytes ? Sha256::from_bytes(*bytes) : std::nullopt;
    if (!hash || hashes.size() == longest_proof) lines.refuse_here();
    hashes.push_back(*hash);
  }
  return hashes;
}

std::string hash_lines(const Proof& hashes) {
  std::string text;
  for (const Sha256& hash : hashes) text += to_base64(hash.view()) + "\n";
  return text;
}

}  // namespace

TlogProof::TlogProof(TreeSize index, Proof hashes, SignedNote checkpoint, std::optional<Bytes> extra)
    : index_(index), hashes_(std::move(hashes)), checkpoint_(std::move(checkpoint)), extra_(std::move(extra)) {}

TlogProof TlogProof::parse(std::string_view text) {
  NumberedLines lines(text);
  if (lines.next() != first_line) lines.refuse_here();
  std::string_view line = lines.next();
  std::optional<Bytes> extra;
  if (line.starts_with(extra_start)) {
    extra = parse_base64(line.substr(extra_start.size()));
    if (!extra) lines.refuse_here();
    line = lines.next();
  }
  const auto index = line.starts_with(index_start) ? parse_decimal(line.substr(index_start.size())) : std::nullopt;
  if (!index) lines.refuse_here();
  Proof hashes = read_hashes(lines);
  return {*index, std::move(hashes), SignedNote::parse(lines.rest()), std::move(extra)};
}

std::string TlogProof::text() const {
  std::string text = std::string(first_line) + "\n";
  if (extra_) text += std::string(extra_start) + to_base64(*extra_) + "\n";
  text += std::string(index_start) + std::to_string(index_) + "\n";
  return text + hash_lines(hashes_) + "\n" + checkpoint_.bytes();
}

Verdict verify_entry(const TlogProof& proof, BytesView entry, std::span<const VerifierKey> known) {
  const auto checkpoint = Checkpoint::parse(proof.checkpoint().text());
  if (!checkpoint) return Verdict::invalid({"ledger.checkpoint_text", {}});
  const Verdict included = verify_inclusion(proof.index(), hash_leaf(entry), proof.hashes(), checkpoint->head());
  return included.is_valid() ? verify_note(proof.checkpoint(), known) : included;
}

std::string witness_request(TreeSize old_size, const Proof& consistency, const SignedNote& checkpoint) {
  return "old " + std::to_string(old_size) + "\n" + hash_lines(consistency) + "\n" + checkpoint.bytes();
}

}  // namespace chancery::ledger
