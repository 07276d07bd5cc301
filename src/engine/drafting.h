#pragma once

#include "base/decision.h"
#include "engine/command.h"
#include "engine/draft.h"
#include "templating/template.h"

#include <optional>

namespace chancery::engine {

/// What a new document is made from.
struct Beginning {
  DocumentId id;
  OrganisationId organisation;
  document::PersonInDocument author;
  Timestamp time;
  Sha256 workflow;
  Salt data_salt;
};

/// Fills the template with the command's data, register fields left open, and takes the texts out of it.
/// Refuses with `engine.data_incomplete`, naming every field that is missing, unknown or ill-typed.
[[nodiscard]] Decision<Draft> begin_document(const Beginning& beginning, const templating::Template& form,
                                             const Command& command);

/// Brings a file into the document as `data.as` says: `text:TAG` a new version of that language's text, `annex:N` an annex,
/// `evidence` a file beside it.
/// Refuses with `engine.frozen`, `engine.attach_kind`, `engine.annex_number`, `engine.translation_changes_source`,
/// `engine.language`.
[[nodiscard]] Decision<Draft> attach(Draft draft, const templating::Template& form, const Command& command);

/// The content of one language of a file: what FORMATS, *Sections*, calls `content`.
[[nodiscard]] Sha256 content_of(const formats::DocxPackage& package, const templating::Template& form,
                                const LanguageTag& language);

/// All findings as one text for people, a line each; `more` counts those that were left off.
[[nodiscard]] std::string places_of(const std::vector<templating::Finding>& findings);

}  // namespace chancery::engine
