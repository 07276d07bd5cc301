#pragma once

#include "document/rights.h"

#include <random>
#include <vector>

namespace chancery::document {

/// An id that a test can name by a number.
template <class AnyId>
AnyId numbered(unsigned char number) {
  return *AnyId::from_bytes(Bytes(AnyId::size - 1, '\0') + static_cast<char>(number));
}

inline PersonId person(unsigned char number) {
  return numbered<PersonId>(number);
}
inline OrganisationId organisation(unsigned char number) {
  return numbered<OrganisationId>(number);
}

/// Whoever acts in their own name and holds nothing elsewhere.
inline Subject holder_of(Roles roles, unsigned char number = 1) {
  return {person(number), std::nullopt, organisation(1), roles, roles};
}

/// A document of organisation 1, written by person 9, open to that organisation.
inline DocumentObject open_document() {
  return {organisation(1), person(9), Audience::organisation, {}};
}

inline OfficeObject office() {
  return {organisation(1)};
}

/// Subjects and documents drawn from few persons and organisations, so that every relation between them occurs.
class RandomCases {
 public:
  explicit RandomCases(unsigned seed) : engine_(seed) {}

  Subject subject() {
    Subject subject{any_person(), std::nullopt, any_organisation(), any_roles(), any_roles()};
    if (one_in(3)) subject.behind = any_person();
    return subject;
  }
  DocumentObject document() {
    DocumentObject made{any_organisation(), any_person(), one_in(2) ? Audience::listed : Audience::organisation, {}};
    for (int reader = below(3); reader > 0; --reader) made.readers.insert(any_person());
    return made;
  }
  int below(int limit) { return std::uniform_int_distribution<int>(0, limit - 1)(engine_); }

 private:
  bool one_in(int limit) { return below(limit) == 0; }
  PersonId any_person() { return person(static_cast<unsigned char>(below(5))); }
  OrganisationId any_organisation() { return organisation(static_cast<unsigned char>(below(3))); }
  Roles any_roles() {
    Roles roles;
    for (const Role role : all_roles())
      if (one_in(5)) roles.insert(role);
    return roles;
  }

  std::mt19937 engine_;
};

}  // namespace chancery::document
