#pragma once

#include "base/id.h"
#include "base/timestamp.h"
#include "formats/json.h"
#include "text/catalogue.h"

#include <functional>
#include <map>
#include <optional>
#include <string>

namespace chancery::server {

/// What the office says about a document, its actions and its history (shapes: README.md).
struct DocumentFacts {
  DocumentId id;
  formats::Json document;
  formats::Json actions;
  formats::Json history;
  formats::Json explanations;  // of the actions, in the language of the reader
  /// In whose name the actions are offered, where that is not the reader's own.
  std::optional<std::string> acting_for = std::nullopt;
};

/// What the reader typed into a form that was not accepted: it stands there again, by the names of its fields.
struct FailedForm {
  std::string event;
  std::map<std::string, std::string> typed;
  std::string problem;
  /// Nothing went wrong: the form comes back from a log-in.
  bool restored = false;
};

/// The model of the document page. `new_key` gives a fresh key for each form, so that a double click has one effect.
[[nodiscard]] formats::Json document_view(const DocumentFacts& facts, const FailedForm& failed, text::Language language,
                                          Timestamp now, const std::function<std::string()>& new_key);

/// The catalogue's word for an event; ICU's selectors know no point.
[[nodiscard]] std::string event_name(std::string event, text::Language language);

/// How a signature is told: whose, which act, when, of which kind.
[[nodiscard]] std::string signature_words(const formats::Json& signature, text::Language language);

/// A step of the history on one line: when, what, who.
[[nodiscard]] std::string step_words(const formats::Json& entry, text::Language language);

}  // namespace chancery::server
