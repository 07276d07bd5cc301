#include "ledger/signed_note.h"

#include "base/error.h"
#include "base/sha256.h"
#include "base/utf8.h"
#include "ledger/ed25519.h"
#include "ledger/lines.h"
#include "ledger/note_key.h"

#include <algorithm>
#include <set>
#include <utility>

namespace chancery::ledger {
namespace {

constexpr std::string_view signature_start = "\xE2\x80\x94 ";  // em dash U+2014, space
constexpr std::size_t key_id_size = 4;
constexpr std::size_t largest_note = 1'000'000;
constexpr std::size_t most_signatures = 100;

std::string line(const NoteSignature& signature) {
  return std::string(signature_start) + signature.name + " " + to_base64(key_id_bytes(signature.key_id) + signature.value) + "\n";
}

[[noreturn]] void refuse(const char* key) {
  throw Error(Fault::input, {key, {}});
}

NoteSignature parse_signature(std::string_view line) {
  if (!line.starts_with(signature_start)) refuse("ledger.note_signature_line");
  line.remove_prefix(signature_start.size());
  const std::size_t space = line.find(' ');
  if (space == std::string_view::npos || !is_key_name(line.substr(0, space))) refuse("ledger.note_signature_line");
  const auto bytes = parse_base64(line.substr(space + 1));
  if (!bytes || bytes->size() <= key_id_size) refuse("ledger.note_signature_line");
  return {std::string(line.substr(0, space)), read_key_id(*bytes), bytes->substr(key_id_size)};
}

std::vector<NoteSignature> parse_signatures(Lines lines) {
  std::vector<NoteSignature> signatures;
  std::set<std::pair<std::string, std::uint32_t>> seen;
  while (const auto line = lines.next()) {
    signatures.push_back(parse_signature(*line));
    if (!seen.emplace(signatures.back().name, signatures.back().key_id).second) refuse("ledger.note_doubled_signature");
    if (signatures.size() > most_signatures) refuse("ledger.note_too_large");
  }
  if (!lines.rest().empty() || signatures.empty()) refuse("ledger.note_signature_line");
  return signatures;
}

bool has_control_character(std::string_view text) {
  return std::any_of(text.begin(), text.end(), [](char c) { return static_cast<unsigned char>(c) < 0x20 && c != '\n'; });
}

}  // namespace

std::optional<VerifierKey> VerifierKey::make(std::string_view name, BytesView public_key) {
  auto key = make_note_key(name, log_key_type, public_key);
  return key ? std::optional(VerifierKey(*std::move(key))) : std::nullopt;
}

std::optional<VerifierKey> VerifierKey::parse(std::string_view text) {
  auto key = parse_note_key(text, log_key_type);
  return key ? std::optional(VerifierKey(*std::move(key))) : std::nullopt;
}

std::string VerifierKey::text() const {
  return text_of({name_, id_, log_key_type, public_key_});
}

SignedNote::SignedNote(std::string text, std::vector<NoteSignature> signatures)
    : text_(std::move(text)), signatures_(std::move(signatures)) {
  check_invariant(text_.ends_with('\n') && !signatures_.empty(), "a note is a text that ends in LF, and signatures");
}

SignedNote SignedNote::parse(std::string_view bytes) {
  if (bytes.size() > largest_note) refuse("ledger.note_too_large");
  if (!is_utf8(bytes) || has_control_character(bytes)) refuse("ledger.note_characters");
  // The text may have empty lines: the last one divides.
  const std::size_t middle = bytes.rfind("\n\n");
  if (middle == std::string_view::npos) refuse("ledger.note_not_signed");
  return {std::string(bytes.substr(0, middle + 1)), parse_signatures(Lines(bytes.substr(middle + 2)))};
}

std::string SignedNote::bytes() const {
  std::string bytes = text_ + "\n";
  for (const NoteSignature& signature : signatures_) bytes += line(signature);
  return bytes;
}

std::optional<std::string> SignedNote::line_of(std::string_view name) const {
  const auto found = std::find_if(signatures_.begin(), signatures_.end(),
                                  [&](const NoteSignature& signature) { return signature.name == name; });
  return found == signatures_.end() ? std::nullopt : std::optional(line(*found));
}

Verdict verify_note(const SignedNote& note, std::span<const VerifierKey> known) {
  bool signed_by_known = false;
  for (const NoteSignature& signature : note.signatures()) {
    for (const VerifierKey& key : known) {
      if (key.name() != signature.name || key.id() != signature.key_id) continue;
      if (!ed25519_verifies(key.public_key(), note.text(), signature.value)) {
        return Verdict::invalid({"ledger.note_bad_signature", {{"key", key.name()}}});
      }
      signed_by_known = true;
    }
  }
  return signed_by_known ? Verdict::valid() : Verdict::unchecked({"ledger.note_unknown_keys", {}});
}

NoteSigner::NoteSigner(std::string name, SecretBytes seed)
    : seed_(std::move(seed)), verifier_key_([&] {
        const auto public_key = ed25519_public_key(seed_);
        const auto key = public_key ? VerifierKey::make(name, *public_key) : std::nullopt;
        if (!key) refuse("ledger.note_key");
        return *key;
      }()) {}

NoteSignature NoteSigner::sign(std::string_view text) const {
  check_invariant(text.ends_with('\n'), "the text of a note ends in LF");
  return {verifier_key_.name(), verifier_key_.id(), ed25519_sign(seed_, text)};
}

SignedNote NoteSigner::note(std::string text) const {
  NoteSignature signature = sign(text);
  return {std::move(text), {std::move(signature)}};
}

std::optional<Bytes> stamped_part(const SignedNote& checkpoint, std::string_view log_key_name) {
  const auto line = checkpoint.line_of(log_key_name);
  if (!line) return std::nullopt;
  return checkpoint.text() + "\n" + *line;
}

std::optional<Sha256> time_stamp_imprint(const SignedNote& checkpoint, std::string_view log_key_name) {
  const auto part = stamped_part(checkpoint, log_key_name);
  return part ? std::optional(sha256(*part)) : std::nullopt;
}

}  // namespace chancery::ledger
