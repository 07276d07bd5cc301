#pragma once

#include "base/id.h"
#include "formats/json.h"
#include "text/catalogue.h"

#include <functional>
#include <string>

namespace chancery::server {

/// What the office says about a document, its actions and its history (shapes: README.md).
struct DocumentFacts {
  DocumentId id;
  formats::Json document;
  formats::Json actions;
  formats::Json history;
};

/// What the reader typed into a form that was not accepted: it stands there again.
struct FailedForm {
  std::string event;
  std::string comment;
  std::string problem;
};

/// The model of the document page. `new_key` gives a fresh key for each form, so that a double click has one effect.
[[nodiscard]] formats::Json document_view(const DocumentFacts& facts, const FailedForm& failed, text::Language language,
                                          const std::function<std::string()>& new_key);

/// The model of the list: what needs the reader, and what waits for others.
[[nodiscard]] formats::Json documents_view(const formats::Json& documents, text::Language language);

}  // namespace chancery::server
