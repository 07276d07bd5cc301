#pragma once

#include "base/decision.h"
#include "base/error.h"
#include "engine/office.h"

#include <filesystem>
#include <map>
#include <string>
#include <string_view>

namespace chancery::cli {

/// What the rules allow, for a demonstration in which every step is allowed.   Throws: Error{Fault::environment} where one is
/// not.
template <class T>
[[nodiscard]] T allowed(Decision<T> decision) {
  if (decision.refused()) throw Error(Fault::environment, decision.refusal().message);
  return std::move(decision).value();
}

/// The people of the demonstration by their log-in names, with accounts, roles and one delegation.
class Cast {
 public:
  explicit Cast(engine::Office& office);

  [[nodiscard]] engine::Caller caller(std::string_view name) const;

 private:
  void add(engine::Office& office, const struct DemonstrationPerson& person);
  void delegate(engine::Office& office, std::string_view principal, std::string_view substitute);

  std::map<std::string, PersonId> persons_;
};

/// Keys of the signatories as PKCS#12 in `folder`, and the certificate of their authority among those that count in the office.
void make_demonstration_keys(const std::filesystem::path& folder, const std::filesystem::path& trust, Timestamp now);

}  // namespace chancery::cli
