#pragma once

#include "base/bytes.h"
#include "document/document.h"
#include "document/link.h"
#include "formats/json.h"
#include "ledger/commitment.h"
#include "ledger/step.h"
#include "store/database.h"
#include "store/dossiers.h"
#include "store/outbox.h"
#include "store/timers.h"

#include <cstdint>
#include <optional>
#include <string>
#include <variant>
#include <vector>

namespace chancery::engine {

/// A file that a step brings into the office.
struct NewFile {
  document::File file;
  Blob content;
};

/// A number from a journal. It is taken by the step that freezes, or not at all.
struct NumberTaken {
  std::string kind;
  int year;
  std::string series;
  std::uint64_t position;
  document::Registration registration;
};

/// A link that the step makes, or takes away.
struct LinkChange {
  document::Link link;
  bool made;
};

/// What a step does to the timers of its document, in order.
struct TimerCancelled {
  std::string sendid;
};
using TimerChange = std::variant<store::Timer, TimerCancelled>;

/// A step in the making: the document as it will be, and what the leaf will say of it (FORMATS, *Leaf*).
struct Draft {
  document::Document document;
  formats::Json payload = formats::Json::object();  // for guards and facts: no name, no free text
  std::vector<ledger::SectionHash> sections = {};   // that the act took
  std::optional<Sha256> manifest = std::nullopt;    // that the act took
  std::vector<document::File> in = {};
  std::vector<document::File> out = {};
  std::vector<Sha256> out_closed = {};  // commitments of what not everyone who sees the step may see: the data
  std::vector<ledger::Signature> signatures = {};
  std::optional<ledger::RecordedAct> recorded = std::nullopt;
  std::optional<std::string> outside_actor = std::nullopt;  // for `note`
  std::vector<NewFile> files = {};
  std::vector<ledger::Opening> openings = {};  // besides the three of the leaf
  std::optional<NumberTaken> number = std::nullopt;
  std::optional<RequestId> used_request = std::nullopt;
  std::optional<LinkChange> link = std::nullopt;
  std::optional<store::Dossier> opened = std::nullopt;
  std::optional<DossierId> dossier = std::nullopt;  // into which the document goes, or which is closed
  bool closes_dossier = false;
  std::vector<store::Dispatch> dispatches = {};  // for the outbox
  std::vector<TimerChange> timers = {};
  std::optional<std::int64_t> fired = std::nullopt;  // the timer whose event this is
};

/// The media type of a DOCX package.
inline constexpr std::string_view docx_media_type = "application/vnd.openxmlformats-officedocument.wordprocessingml.document";

/// Adds a file that was brought in or made, once for each hash.
void add_file(Draft& draft, const document::File& file, const Blob& content);
/// A file of the document: one that this step brings, or one that the office has.
[[nodiscard]] Blob load_file(const Draft& draft, store::Database& database, const Sha256& hash);
[[nodiscard]] document::File file_of(std::string path, std::string_view media_type, const Blob& content);

}  // namespace chancery::engine
