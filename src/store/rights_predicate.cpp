#include "store/rights_predicate.h"

#include <algorithm>
#include <optional>

namespace chancery::store {
namespace {

using document::Action;
using document::Reach;
using document::RightsPolicy;
using document::Subject;

/// How far the subject's roles go for this action; each reach holds the narrower ones (known ⊃ organisation ⊃ author).
std::optional<Reach> widest_reach(const RightsPolicy& policy, const Subject& subject, Action action) {
  const auto roles = policy.effective(subject.roles, subject.roles_behind);
  std::optional<Reach> widest;
  for (const document::Grant& grant : policy.grants_for(action)) {
    if (roles.contains(grant.role)) widest = std::min(widest.value_or(grant.reach), grant.reach);
  }
  return widest;
}

/// The places of the values that conditions speak of.
struct Places {
  std::string acting;
  std::string organisation;
  std::string person;
};

std::string within(Reach reach, const Places& places) {
  switch (reach) {
    case Reach::known:
      return "";
    case Reach::organisation:
      return " AND documents.organisation = " + places.organisation;
    case Reach::author:
      return " AND documents.organisation = " + places.organisation + " AND documents.author = " + places.acting;
  }
  return " AND 0";
}

/// The two halves of within_need_to_know in document/rights.cpp.
std::string in_organisation(const Places& places) {
  return "documents.organisation = " + places.organisation +
         " AND (documents.audience = 'organisation' OR documents.author = " + places.acting + ")";
}

std::string on_list(const Places& places) {
  return "documents.id IN (SELECT document FROM document_readers WHERE person = " + places.acting + ")";
}

std::string not_written(const Places& places) {
  return " AND documents.author <> " + places.acting + " AND documents.author <> " + places.person;
}

std::string place(int number) {
  return "?" + std::to_string(number);
}

}  // namespace

RightsPredicate::RightsPredicate(const RightsPolicy& policy, const Subject& subject, Action action, int first)
    : sql_("(0)"), documents_("(SELECT documents.* FROM documents WHERE 0) AS documents") {
  const auto reading = widest_reach(policy, subject, Action::read_document);
  const auto acting = widest_reach(policy, subject, action);
  if (!document::concerns_document(action) || !reading || !acting) return;

  const Places places{place(first), place(first + 1), place(first + 2)};
  const bool excluded = policy.excludes_author(action);
  const std::string limits = within(*reading, places) + within(*acting, places) + (excluded ? not_written(places) : "");
  const std::string own = in_organisation(places);
  const std::string listed = on_list(places);
  sql_ = "((" + listed + " OR (" + own + "))" + limits + ")";
  documents_ = "(SELECT documents.* FROM documents WHERE " + own + limits +
               " UNION ALL SELECT documents.* FROM documents WHERE " + listed + " AND NOT (" + own + ")" + limits +
               ") AS documents";
  values_ = {Bytes(subject.acting().view()), Bytes(subject.organisation.view())};
  if (excluded) values_.emplace_back(subject.person.view());
}

std::vector<Parameter> RightsPredicate::parameters() const {
  std::vector<Parameter> all;
  std::transform(values_.begin(), values_.end(), std::back_inserter(all),
                 [](const Bytes& value) { return Parameter::bytes(value); });
  return all;
}

}  // namespace chancery::store
