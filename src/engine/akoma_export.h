#pragma once

#include "base/bytes.h"
#include "engine/office.h"

#include <string>
#include <vector>

namespace chancery::engine {

/// A file that is made for whoever asks for it and is no part of the document.
struct ExportedFile {
  std::string name;
  Blob content;
};

/// The document as Akoma Ntoso 1.0 (document/akoma_ntoso.h): `KIND.TAG.akn.xml` for each language, the source first, and
/// `KIND.akn.xml`, the collection of all. Number and date are there from the freeze on; the steps and the names of those who made
/// them only for a caller who may read the history.
/// Throws: Error{Fault::absent} for what the caller may not know of.
[[nodiscard]] std::vector<ExportedFile> akoma_ntoso(const Office& office, const Caller& caller, const DocumentId& id);

}  // namespace chancery::engine
