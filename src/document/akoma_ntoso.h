#pragma once

#include "base/bytes.h"
#include "document/document.h"

#include <map>
#include <string>
#include <string_view>
#include <vector>

namespace chancery::document {

/// The text of one language: `text::rendition_of_body` of its file, register fields filled as far as they are known.
struct AkomaText {
  LanguageTag language;
  Bytes lines;
};

/// A step of the document's history, as far as the reader may know it.
struct AkomaStep {
  Timestamp time;
  std::string event;
  bool done = true;  // false: refused
  PersonInDocument person;
  std::string role;  // by its name in the rights policy; empty where it is not to be known
};

/// What an export says of one document.
struct AkomaSource {
  const Document& document;                              // stays with the caller
  std::string organisation;                              // whose document it is, in the source language
  std::vector<AkomaText> texts;                          // the source first; of every language that is exported
  std::vector<AkomaStep> steps;                          // in the order of the history
  std::map<PersonInDocument, std::string> persons = {};  // names of those that the reader may know; of the others the 32 digits
  std::string country = "ua";                            // ISO 3166-1
};

/// One expression of the document, an `akomaNtoso` file: a `statement` for an appeal, a declaration and a note, a `doc` for every
/// other kind. A translation names its source in FRBRtranslation, `authoritative` where its text is authentic; the history stands
/// in `workflow`. The same source gives the same bytes.   Standard: OASIS Akoma Ntoso 1.0, part 2; IRIs by its Naming Convention.
/// Requires: `source.texts` has the language.   Throws: Error{Fault::input} for characters that XML cannot hold.
[[nodiscard]] Bytes akoma_ntoso(const AkomaSource& source, const LanguageTag& language);

/// What a collection is: a dossier, or one document in all its languages.
struct AkomaCollection {
  std::string id;  // 32 hex digits
  std::string title;
  std::string organisation;  // who keeps it
  Timestamp created;
  std::string country = "ua";
};

/// A `documentCollection` with one component for each language of each document, in the order given.
/// Requires: a document with a text.   Throws: as akoma_ntoso().
[[nodiscard]] Bytes akoma_ntoso_collection(const AkomaCollection& collection, const std::vector<AkomaSource>& sources);

/// The collection of one document in all its languages.
[[nodiscard]] AkomaCollection collection_of(const AkomaSource& source);

/// ISO 639-2/T code that IRIs and FRBRlanguage take: `uk` is `ukr`; the tag itself for a language that is not listed.
[[nodiscard]] std::string akoma_language(const LanguageTag& language);

}  // namespace chancery::document
