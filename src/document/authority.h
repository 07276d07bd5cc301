#pragma once

#include "base/decision.h"
#include "base/id.h"
#include "base/sha256.h"
#include "base/timestamp.h"
#include "document/statement.h"

#include <optional>
#include <string>
#include <variant>
#include <vector>

namespace chancery::document {

/// By what somebody may bind an organisation.   Standard: DOMAIN §4, *full powers*; VCLT art. 7.
enum class InstrumentKind { full_powers, council_decision, head_order, statute };

/// Any text of these kinds of documents; all kinds when the list is empty.
struct TextsOfKind {
  std::vector<std::string> kinds;
};
/// One document, whatever its text becomes.
struct TextOfDocument {
  DocumentId document;
};
/// One text and no other: `content` of its source (FORMATS, *Sections*).
struct ExactText {
  Sha256 content;
};
using TextLimit = std::variant<TextsOfKind, TextOfDocument, ExactText>;

/// An instrument that was registered with its file: whom it lets do what, to which text, when.
struct Instrument {
  Sha256 sha256;  // of its file
  InstrumentKind kind;
  std::string title;
  PersonId holder;
  std::vector<Act> acts;
  TextLimit text;
  Timestamp from;
  std::optional<Timestamp> until;
  bool revoked;
};

/// What an act needs an instrument for.
struct ActToCover {
  PersonId person;  // who acts, behind every account
  Act act;
  std::string kind;  // of the document
  DocumentId document;
  Sha256 content;  // of its source
  Timestamp date;
};

/// Whether this instrument covers person, act, text and date. Rules: `authority.holder`, `authority.act`, `authority.text`,
/// `authority.not_yet`, `authority.expired`, `authority.revoked`.
[[nodiscard]] Decision<Allowed> judge_authority(const Instrument& instrument, const ActToCover& act);

/// The one that covers, of those that are registered: the named one where `named` is given, else the only one. Rules: those
/// above, `authority.missing` where none covers, `authority.name_one` where several do.
[[nodiscard]] Decision<Sha256> choose_instrument(const std::vector<Instrument>& registered, const std::optional<Sha256>& named,
                                                 const ActToCover& act);

}  // namespace chancery::document
