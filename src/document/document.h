#pragma once

#include "base/id.h"
#include "base/language_tag.h"
#include "base/sha256.h"
#include "base/timestamp.h"
#include "formats/json.h"

#include <cstdint>
#include <optional>
#include <string>
#include <vector>

namespace chancery::document {

/// A person as the records of one document name them: 32 hex digits (FORMATS, *Leaf*), or "system".
using PersonInDocument = std::string;

/// Bytes that the office keeps, by name and hash. Standard: FILE of FORMATS, *Leaf*.
struct File {
  std::string path;
  std::string media_type;
  std::size_t size;
  Sha256 sha256;

  friend bool operator==(const File&, const File&) = default;
};

/// How far a translation counts.
enum class TranslationStatus { authentic, official, courtesy, machine };

/// The text of the document in one language. `from` is the content of the source that a translation was made from.
struct Text {
  LanguageTag language;
  File file;
  Sha256 content;
  std::optional<Sha256> from;
  TranslationStatus status;
};

/// An annex that everybody who sees the document may see; other kinds are refused until they can be encrypted.
struct Annex {
  unsigned number;
  File file;
};

/// One person's approval of one section, by the hash that this person saw.
struct Approval {
  std::string section;
  Sha256 sha256;
  std::string event;
  PersonInDocument person;
  Timestamp time;
};

/// That a person caused an event: what four eyes are judged by.
struct Performance {
  std::string event;
  PersonInDocument person;
  std::optional<PersonInDocument> principal = std::nullopt;  // in whose name, where that is not their own

  friend bool operator==(const Performance&, const Performance&) = default;
};

/// Number and date from the journal. They stay when the document is returned.
struct Registration {
  std::string number;
  std::string date;
};

/// What the freeze made: files and the manifest over them.
struct Frozen {
  File manifest;
  std::vector<File> files;
};

/// An act outside the office that one person has entered and a second one has not confirmed yet: `recorded` of FORMATS, *Leaf*.
/// Of a signature `party` says whose it is.
struct RecordedAct {
  std::string event;
  std::string capacity;
  std::string body;
  Timestamp acted;
  std::string place;
  std::string channel;
  std::string number;
  PersonInDocument recorder;
  std::string signer;
  std::optional<unsigned> party;
  File evidence;
};

/// What kind of signature it is; people are told in these three words everywhere.
enum class SignatureKind { verified, unverifiable, paper };

/// A signature for a party. `slot` is 0 for a signature on paper, and for one that
/// was made with another program and is kept whole beside the container.
struct Signature {
  unsigned party;
  std::string act;
  SignatureKind kind;
  unsigned slot;
  std::string signer;
  PersonInDocument person;
  Timestamp time;
  File file;
  std::optional<std::string> level = std::nullopt;   // of a verified one: "B-B" until its time is proved, "B-T", "B-LT"
  std::optional<Sha256> certificate = std::nullopt;  // whose key it was; none on paper
};

/// Whether an act is a party's signature: initials and seals are not, whoever sets them.
[[nodiscard]] bool is_party_signature(std::string_view act);

struct Document;
/// Whether the party signed ad referendum and that was not confirmed since.
[[nodiscard]] bool waits_for_confirmation(const Document& document, unsigned party);

/// To whom something was sent. Of a recorded dispatch only the name is known.
struct Recipient {
  std::string name;
  std::string address;
};

/// The document on its way out: a letter that the office wrote, or what somebody recorded. `channel` is "email" or the word of
/// the recorded act, `file` the letter or the evidence; `letter` is the letter's key in the outbox.
struct Dispatch {
  std::string channel;
  std::vector<Recipient> to;
  PersonInDocument person;
  Timestamp time;
  File file;
  std::optional<std::string> letter;
};

/// Everything that the office knows about a document between two steps. It is a value: a step makes a new one.
struct Document {
  DocumentId id;
  std::string kind;
  formats::Json title;  // [{language, value}]
  OrganisationId organisation;
  PersonInDocument author;
  Timestamp created;
  bool specimen;
  Sha256 workflow;
  Sha256 template_hash;
  File data;
  Sha256 data_commitment;
  std::vector<std::string> parties;
  std::vector<Text> texts;  // the source first
  std::vector<Annex> annexes;
  std::vector<File> evidence;
  std::vector<Approval> approvals;
  std::vector<Performance> performances;
  std::vector<RecordedAct> unconfirmed;
  std::optional<Registration> registration;
  std::optional<Frozen> frozen;
  std::optional<Sha256> closed;  // the manifest that the closing confirmation took
  std::optional<File> container;
  std::vector<Signature> signatures;
  formats::Json instance;  // of the workflow
  std::vector<std::string> configuration;
  std::uint64_t revision;
  std::vector<Dispatch> dispatches = {};

  [[nodiscard]] const Text& source() const { return texts.front(); }
  [[nodiscard]] const Text* text_in(const LanguageTag& language) const;
};

[[nodiscard]] formats::Json to_json(const Document& document);
/// Throws: Error{Fault::environment} when the stored value is not a document.
[[nodiscard]] Document document_from_json(const formats::Json& value);

[[nodiscard]] formats::Json to_json(const File& file);
[[nodiscard]] std::string_view name_of(TranslationStatus status);
[[nodiscard]] std::optional<TranslationStatus> parse_translation_status(std::string_view name);
[[nodiscard]] std::string_view name_of(SignatureKind kind);

}  // namespace chancery::document
