#pragma once

#include "document/document.h"
#include "document/section.h"
#include "engine/definitions.h"
#include "formats/json.h"
#include "store/documents.h"
#include "workflow/explain.h"
#include "workflow/offer.h"

#include <set>
#include <string>
#include <vector>

namespace chancery::engine {

/// The document as pages, command line and API show it. Labels are in both languages: {uk, en}.
/// {id, kind, title, number, date, revision, stage, stage_label, specimen, created, updated, parties, configuration, sections,
/// texts,
///  annexes, evidence, approvals, signatures, unconfirmed, manifest?, container?, files}
[[nodiscard]] formats::Json view_of(const store::DocumentRow& row, const workflow::Definition& definition);

/// A line of the list: {id, kind, title, number, revision, stage, stage_label, parties, updated, needs_me}.
[[nodiscard]] formats::Json line_of(const store::DocumentRow& row, const workflow::Definition& definition, bool needs_me);

/// {event, label, target_label, roles, carries, approves, comment, recorded, open, why?{rule, message}}; why in the words of
/// `text/catalogue` as {uk, en}.
[[nodiscard]] formats::Json view_of(const workflow::Offer& offer);
/// {EVENT: {against:[{rule, words}], needs:[words], will:[words]}}: of an event that several transitions wait for, the one that
/// comes nearest.
[[nodiscard]] formats::Json view_of(const std::vector<workflow::Explanation>& explanations, std::string_view language);

/// {seq, doc_seq, revision, event, outcome, time, who, role, reason, from, to}
[[nodiscard]] formats::Json view_of(const store::StepRow& step, const formats::Json& step_opening,
                                    const formats::Json& who_opening, const formats::Json& note_opening);

/// What people call the stages of a chart: the states at the top, or right below one; what lies deeper is a part of a stage.
[[nodiscard]] std::set<std::string> stage_ids(const workflow::Definition& definition);

}  // namespace chancery::engine
