#pragma once

#include "base/decision.h"
#include "base/id.h"
#include "document/rights_policy.h"

#include <optional>
#include <set>
#include <variant>

namespace chancery::document {

/// Who acts, at one moment. `person` is the one in whose name the act stands; `behind` is the human being who does it, where
/// that is somebody else: a substitute, a delegate, whoever uses a shared account.
struct Subject {
  PersonId person;
  std::optional<PersonId> behind;
  /// Where `roles` are held.
  OrganisationId organisation;
  /// In force now, and within the delegation where there is one.
  Roles roles;
  /// All that the person behind holds now, in any organisation and in their own name: who keeps the office's keys does not
  /// read its documents by way of a delegation either.
  Roles roles_behind;

  [[nodiscard]] const PersonId& acting() const { return behind ? *behind : person; }
};

/// Who may know of a document: everybody whose role in its organisation reads documents, or only its need-to-know list.
enum class Audience { organisation, listed };

[[nodiscard]] std::string_view name_of(Audience audience);
[[nodiscard]] std::optional<Audience> parse_audience(std::string_view name);

/// A document as rights see it; its versions, previews, differences, exports and logs are judged as the document.
struct DocumentObject {
  OrganisationId organisation;
  PersonId author;
  Audience audience;
  /// The need-to-know list. It admits persons of other organisations too.
  std::set<PersonId> readers;
};

/// The office itself: its list, its people, its keys.
struct OfficeObject {
  OrganisationId organisation;
};

using Object = std::variant<DocumentObject, OfficeObject>;

/// Whether this person may know that the document exists.
[[nodiscard]] bool may_know(const RightsPolicy& policy, const Subject& subject, const DocumentObject& document);

/// Role × organisation × need-to-know × separation of duties; the first rule that says no is the answer:
/// `rights.unknown`, `rights.role`, `rights.apart`, `rights.organisation`, `rights.author_only`, `rights.not_by_author`.
[[nodiscard]] Decision<Allowed> authorize(const RightsPolicy& policy, const Subject& subject, Action action,
                                          const Object& object);

/// The one answer for a document that does not exist and for one that this person may not know of.
[[nodiscard]] Refusal unknown_document();
/// Such a refusal is answered as absent (exit 3), every other one as forbidden (exit 4).
[[nodiscard]] bool is_unknown(const Refusal& refusal);

/// Whether two roles may be given to one person.
[[nodiscard]] Decision<Allowed> may_hold(const RightsPolicy& policy, const Roles& held, Role added);

}  // namespace chancery::document
