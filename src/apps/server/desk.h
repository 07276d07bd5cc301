#pragma once

#include "apps/server/definitions_desk.h"
#include "apps/server/ledger_desk.h"
#include "apps/server/parcel.h"
#include "apps/server/people_desk.h"
#include "base/decision.h"
#include "base/id.h"
#include "base/secret_bytes.h"
#include "base/sha256.h"
#include "base/timestamp.h"
#include "document/action.h"
#include "engine/command.h"
#include "engine/office.h"
#include "evidence/evidence_check.h"
#include "formats/json.h"
#include "text/catalogue.h"
#include "text/segments.h"

#include <functional>
#include <optional>
#include <string>
#include <string_view>

namespace chancery::server {

/// What the pages ask of the office; `serve` fills it from `engine::Office`. Shapes of the JSON: src/apps/server/README.md.
/// What a person may not know of is Error{Fault::absent} or a refusal that `document::is_unknown` recognises.
struct Desk {
  using Caller = engine::Caller;
  using Json = formats::Json;

  std::function<Timestamp()> now;
  /// n random bytes.
  std::function<Bytes(std::size_t)> entropy;
  /// One line of the operations log.
  std::function<void(std::string_view line)> log;

  std::function<std::optional<PersonId>(std::string_view name, const SecretBytes& password)> authenticate;
  /// {name:{uk, en}, roles:[word]}
  std::function<Json(const PersonId&)> person;
  /// {name:{uk, en}, code, origin}
  std::function<Json()> about;

  std::function<Decision<Allowed>(const Caller&, document::Action, const std::optional<DocumentId>&)> authorize;
  std::function<Decision<engine::Outcome>(const Caller&, const engine::Command&)> perform;
  std::function<Json(const Caller&, const Json& filter)> documents;
  /// A page of a pile and the stages it can be narrowed to: engine::Office::work_list, work_stages.
  std::function<Json(const Caller&, const Json& filter)> work_list;
  std::function<Json()> work_stages;
  std::function<Json(const Caller&, const DocumentId&)> document;
  /// In the caller's own name, or for the person whose id is given.
  std::function<Json(const Caller&, const DocumentId&, const std::optional<std::string>&)> actions;
  std::function<Json(const Caller&, const DocumentId&, text::Language, const std::optional<std::string>&)> explain;
  /// [{person, name:{uk, en}, roles, until, instrument}]: for whom the caller may act now.
  std::function<Json(const Caller&)> represented;
  std::function<Json(const Caller&, const DocumentId&)> history;
  /// As engine::Office has them.
  std::function<Json(const Caller&)> dossiers;
  std::function<Json(const Caller&, const DossierId&)> dossier;
  /// As SVG.
  std::function<Bytes(const Caller&, const DocumentId&, text::Language)> chart;
  std::function<Json(const Caller&, const DocumentId&)> versions;
  std::function<Blob(const Caller&, const DocumentId&, const Sha256&)> file;
  std::function<Json(const Caller&, const DocumentId&, std::uint64_t seq)> receipt;
  /// `ID.evidence.zip`; writes an entry of the ledger.
  std::function<Blob(const Caller&, const DocumentId&)> evidence;
  /// The text of one language as it is approved: its SHA-256 is the `content` of the document's text. Absent without that
  /// language.
  std::function<std::optional<Bytes>(const Caller&, const DocumentId&, std::string_view language)> reading;
  /// Its articles and sentences, from the file that stands for the language now. Absent without that language.
  std::function<std::optional<text::SegmentedText>(const Caller&, const DocumentId&, std::string_view language)> segments;

  /// [{name, sha256, description}], the newest of each name; [name].
  std::function<Json()> templates;
  std::function<Json()> workflows;

  /// As engine::Office has them; `signing_request` is the caller's own open one, absent otherwise: the offer and {used}.
  std::function<Decision<Json>(const Caller&, const Json& order)> open_signing;
  std::function<Decision<engine::Outcome>(const Caller&, const Json& answer)> finish_signing;
  std::function<std::optional<Json>(const Caller&, const RequestId&)> signing_request;
  /// The file for signing elsewhere (evidence::write_package) of the caller’s own request.
  std::function<Bytes(const Caller&, const RequestId&)> signing_package;
  /// What the caller's key has signed, newest first: [{document, act, time}].
  std::function<Json(const Caller&)> signed_by;

  /// {verdict, words, signatures, notes} of a container, or of evidence by what the reader knows from elsewhere; signers are
  /// judged by the authorities that the office trusts.
  std::function<Json(const Blob& file, std::string_view name, const evidence::Reliance& known, text::Language)> verify;

  LedgerDesk ledger;
  PeopleDesk people;
  DefinitionsDesk definitions;

  /// An operation of the command line, which found this process holding the office.
  std::function<Decision<Parcel>(const Parcel&)> operate;
};

}  // namespace chancery::server
