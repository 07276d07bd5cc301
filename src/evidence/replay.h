#pragma once

#include "base/id.h"
#include "base/sha256.h"
#include "base/verdict.h"
#include "document/document.h"
#include "formats/json.h"
#include "ledger/tree_head.h"

#include <cstdint>
#include <map>
#include <optional>
#include <span>
#include <string>
#include <vector>

namespace chancery::evidence {

/// A step of a document as its leaf and what is opened of it show it.
struct ShownStep {
  ledger::TreeSize seq;
  Sha256 leaf;
  formats::Json step;                ///< the value behind `leaf.step`; ledger::why_not_a_step() says nothing against it
  std::optional<formats::Json> who;  ///< absent when erased or not shown
};

/// What steps refer to by hash: facts, rights policies, charts, the calendars by which deadlines were counted. What is missing
/// makes its step undecided, never wrong.
struct ReplayMaterial {
  std::map<Sha256, Bytes> facts;
  std::map<Sha256, Bytes> policies;
  std::map<Sha256, Bytes> workflows;
  std::map<Sha256, Bytes> calendars = {};
};

/// What the leaves of a document make of it, by the chart alone: what the tables of the office have to agree with.
struct ReplayedDocument {
  DocumentId document;
  std::uint64_t doc_seq;
  Sha256 last_leaf;
  std::uint64_t revision;
  Sha256 workflow;
  std::vector<std::string> configuration;
  formats::Json instance;                               ///< of the workflow, as Document::instance keeps it
  std::string author;                                   ///< as a person in this document
  std::vector<document::Performance> performances;      ///< in order
  std::optional<Sha256> frozen;                         ///< the manifest of the last freeze that was not taken back
  std::optional<Sha256> closed;                         ///< the manifest that the closing confirmation took
  std::map<std::uint64_t, std::string> signed_parties;  ///< party → act, since the last return
};

/// One step and whether it was allowed: valid; invalid, naming what forbade it; unchecked, naming what is missing.
struct ReplayedStep {
  ledger::TreeSize seq;
  std::string event;
  Verdict verdict;
};

struct Replay {
  std::vector<ReplayedStep> steps;
  /// Where the document stands; absent when a step could not be replayed.
  std::optional<ReplayedDocument> document;

  /// The first step that was not allowed, else the first that could not be judged, else valid.
  [[nodiscard]] Verdict verdict() const;
  [[nodiscard]] std::optional<ledger::TreeSize> first_unlawful() const;
};

/// Runs the chart and the rights of each step over its facts, in the order of `doc_seq` from 0, and compares the configuration
/// with the one that the leaf names; compares the facts with what the steps before them show: who acted, what was approved,
/// closed and signed. Not judged: organisation and need-to-know list, which no leaf names, and the templates.
/// Pure.   Cost: one workflow::step a step.
[[nodiscard]] Replay replay(std::span<const ShownStep> steps, const ReplayMaterial& material);

}  // namespace chancery::evidence
