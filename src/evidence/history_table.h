#pragma once

#include "base/timestamp.h"
#include "evidence/replay.h"

#include <optional>
#include <span>
#include <string>
#include <vector>

namespace chancery::evidence {

/// A line of a document's history as people and other programs read it. What is not shown is empty.
struct HistoryRow {
  ledger::TreeSize seq;
  Timestamp time;
  std::string document;
  std::uint64_t doc_seq;
  std::uint64_t revision;
  std::string event;
  bool refused;
  std::string rule;
  std::vector<std::string> from;
  std::vector<std::string> to;
  std::string role;
  std::string person;  ///< the pseudonym in this document
  std::string name;
  std::string reason;
  Sha256 leaf;
};

/// `note` is the opened value, where it is shown.
[[nodiscard]] HistoryRow row_of(const ShownStep& shown, Timestamp time, const std::optional<formats::Json>& note);

/// A table for spreadsheets: UTF-8 with its mark, CRLF, every cell quoted; a cell that a spreadsheet would compute (= + - @, tab,
/// CR) gets an apostrophe in front. Lists are joined with a space.   Standard: RFC 4180.
[[nodiscard]] Bytes write_csv(std::span<const HistoryRow> rows);

/// One trace a document, in the order of its first row: what process-mining programs read. Names and free text are left out.
/// Standard: IEEE 1849-2016 (XES) with the extensions concept, time, lifecycle and org.
[[nodiscard]] Bytes write_xes(std::span<const HistoryRow> rows);

}  // namespace chancery::evidence
