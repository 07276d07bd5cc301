#pragma once

#include "base/sha256.h"
#include "document/action.h"
#include "document/role.h"
#include "formats/json.h"

#include <span>
#include <vector>

namespace chancery::document {

/// How far a grant goes. known: whatever the person may know of, also when it is another organisation's.
/// organisation: what belongs to the organisation in which the role is held. author: what the person wrote, there.
enum class Reach { known, organisation, author };

/// Who has `role` may do `action` within `reach`.
struct Grant {
  Action action;
  Role role;
  Reach reach;

  friend auto operator<=>(const Grant&, const Grant&) = default;
};

/// While `role` is in force, `voided` gives its holder nothing.
struct Apart {
  Role role;
  Role voided;

  friend auto operator<=>(const Apart&, const Apart&) = default;
};

/// Who may do what, as one value: what is not granted is denied. Its canonical bytes are stored and hashed with the facts of
/// each step, so that replay judges by the policy that was in force.
class RightsPolicy {
 public:
  /// The policy of this program (DESIGN §9, DOMAIN §2).
  [[nodiscard]] static const RightsPolicy& standard();
  /// `place` names the input in errors.   Throws: Error{Fault::input} for a shape or a word that this program does not know.
  [[nodiscard]] static RightsPolicy from_json(const formats::Json& value, std::string_view place);

  [[nodiscard]] formats::Json to_json() const;
  /// Of the canonical bytes.
  [[nodiscard]] Sha256 sha256() const;

  /// Ordered by role and reach.
  [[nodiscard]] std::span<const Grant> grants_for(Action action) const;
  [[nodiscard]] const std::vector<Apart>& apart() const { return apart_; }
  /// Whether the author of a document must leave this to somebody else.
  [[nodiscard]] bool excludes_author(Action action) const;
  /// The roles of `held` that give something, when the person behind holds `all`.
  [[nodiscard]] Roles effective(const Roles& held, const Roles& all) const;

  friend bool operator==(const RightsPolicy&, const RightsPolicy&) = default;

 private:
  RightsPolicy(std::vector<Grant> grants, std::vector<Apart> apart, std::vector<Action> not_by_author);

  std::vector<Grant> grants_;
  std::vector<Apart> apart_;
  std::vector<Action> not_by_author_;
};

}  // namespace chancery::document
