#pragma once

#include "base/id.h"
#include "base/message.h"
#include "base/sha256.h"
#include "base/timestamp.h"
#include "formats/json.h"
#include "ledger/person.h"

#include <cstdint>
#include <optional>
#include <string>
#include <variant>
#include <vector>

namespace chancery::ledger {

/// A file that everyone who sees the step may see.
struct OpenFile {
  std::string name;
  std::string media_type;
  std::uint64_t size;
  Sha256 sha256;
};

/// A file that not everyone who sees the step may see: the commitment to the same value, label `file:<doc>:<blob ID>`.
struct ClosedFile {
  Sha256 commitment;
};

using File = std::variant<OpenFile, ClosedFile>;

/// A signature on paper: its scan is all there is.
struct PaperSignature {
  std::string act;
  Sha256 file_sha256;
};

/// A signature in a file, verified, or of a kind that could not be verified.
struct FileSignature {
  enum class Kind { verified, unverifiable };

  std::string act;
  Kind kind;
  Sha256 value_sha256;
  Sha256 file_sha256;
  Sha256 signed_sha256;
  Sha256 cert_sha256;
  std::vector<Sha256> chain_sha256;
  std::vector<Sha256> tokens_sha256;
  std::vector<Sha256> revocation_sha256;
  std::string indication;
  std::optional<std::string> sub;
  Sha256 policy_sha256;
};

using Signature = std::variant<FileSignature, PaperSignature>;

/// A recorded act: what happened outside, with the file that shows it.
struct RecordedAct {
  std::string capacity;
  std::string body;
  Timestamp acted;
  std::string place;
  std::string channel;
  std::string number;
  Sha256 evidence;
  Actor recorder;
};

struct SectionHash {
  std::string name;
  Sha256 sha256;
};

struct WorkflowInForce {
  Sha256 sha256;
  std::string engine = "scxml/1";
};

/// What happened: the value behind a leaf's commitment `step`. Fields that are not optional are always there (FORMATS, *Leaf*).
struct Step {
  DocumentId doc;
  std::uint64_t doc_seq;
  std::optional<Sha256> doc_prev;  ///< from the second leaf of the document on
  std::string event;
  std::optional<std::string> refused_by;  ///< the rule; a step with one is `refused`, another one `done`
  std::uint64_t revision;                 ///< after the step
  std::vector<std::string> from;          ///< configurations in document order
  std::vector<std::string> to;
  WorkflowInForce workflow;
  Sha256 facts;
  std::optional<Sha256> manifest;
  std::vector<SectionHash> sections;
  std::vector<File> in;
  std::vector<File> out;
  std::vector<Signature> signatures;
  std::optional<RecordedAct> recorded;
  std::optional<Sha256> parent;
};

/// The value to commit to with Label::step(), or with Label::file for the file alone.
/// Throws: Error{Fault::input} when doc_seq and doc_prev contradict each other.
[[nodiscard]] formats::Json to_json(const Step& step);
[[nodiscard]] formats::Json to_json(const OpenFile& file);

/// Why a value is not a step as this program knows it; nothing when it is.
[[nodiscard]] std::optional<Message> why_not_a_step(const formats::Json& value);

}  // namespace chancery::ledger
