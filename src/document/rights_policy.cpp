#include "document/rights_policy.h"

#include "base/error.h"

#include <algorithm>
#include <array>
#include <utility>

namespace chancery::document {
namespace {

using formats::Json;

constexpr std::string_view type = "chancery.rights/1";
constexpr std::array<std::pair<std::string_view, Reach>, 3> reaches{
    {{"known", Reach::known}, {"organisation", Reach::organisation}, {"author", Reach::author}}};

std::string_view name_of_reach(Reach reach) {
  return std::find_if(reaches.begin(), reaches.end(), [&](const auto& row) { return row.second == reach; })->first;
}

std::optional<Reach> parse_reach(std::string_view name) {
  const auto* found = std::find_if(reaches.begin(), reaches.end(), [&](const auto& row) { return row.first == name; });
  return found == reaches.end() ? std::nullopt : std::optional(found->second);
}

/// Reads one policy, with the place of whatever is wrong in it.
class PolicyReader {
 public:
  explicit PolicyReader(std::string_view place) : place_(place) {}

  void require_keys(const Json& value, const std::set<std::string>& keys, const std::string& path) const {
    std::set<std::string> found;
    if (value.is_object())
      for (const auto& entry : value.items()) found.insert(entry.key());
    if (found != keys) refuse(path, value.is_object() ? "" : value.dump());
  }

  const Json& list(const Json& value, const std::string& path) const {
    if (!value.is_array()) refuse(path, value.dump());
    return value;
  }

  template <class T>
  T word(const Json& value, std::optional<T> (*parse)(std::string_view), const std::string& path) const {
    const auto parsed = value.is_string() ? parse(value.get_ref<const std::string&>()) : std::nullopt;
    if (!parsed) refuse(path, value.dump());
    return *parsed;
  }

  [[noreturn]] void refuse(const std::string& path, const std::string& found) const {
    throw Error(Fault::input, {"rights.policy_not_understood", {{"place", place_}, {"path", path}, {"found", found}}});
  }

 private:
  std::string place_;
};

Grant read_grant(const PolicyReader& reader, const Json& value, const std::string& path) {
  reader.require_keys(value, {"action", "role", "reach"}, path);
  return {reader.word(value["action"], parse_action, path + "/action"), reader.word(value["role"], parse_role, path + "/role"),
          reader.word(value["reach"], parse_reach, path + "/reach")};
}

Apart read_apart(const PolicyReader& reader, const Json& value, const std::string& path) {
  reader.require_keys(value, {"role", "voided"}, path);
  return {reader.word(value["role"], parse_role, path + "/role"), reader.word(value["voided"], parse_role, path + "/voided")};
}

Action read_action(const PolicyReader& reader, const Json& value, const std::string& path) {
  return reader.word(value, parse_action, path);
}

template <class T>
std::vector<T> read_list(const PolicyReader& reader, const Json& list, const std::string& path,
                         T (*read)(const PolicyReader&, const Json&, const std::string&)) {
  std::vector<T> all;
  for (const Json& value : reader.list(list, path)) all.push_back(read(reader, value, path + "/" + std::to_string(all.size())));
  return all;
}

template <class T>
std::vector<T> in_order(std::vector<T> values) {
  std::sort(values.begin(), values.end());
  values.erase(std::unique(values.begin(), values.end()), values.end());
  return values;
}

}  // namespace

RightsPolicy::RightsPolicy(std::vector<Grant> grants, std::vector<Apart> apart, std::vector<Action> not_by_author)
    : grants_(in_order(std::move(grants))),
      apart_(in_order(std::move(apart))),
      not_by_author_(in_order(std::move(not_by_author))) {}

RightsPolicy RightsPolicy::from_json(const Json& value, std::string_view place) {
  const PolicyReader reader(place);
  reader.require_keys(value, {"type", "grants", "apart", "not_by_author"}, "");
  if (value["type"] != type) reader.refuse("/type", value["type"].dump());
  return {read_list(reader, value["grants"], "/grants", read_grant), read_list(reader, value["apart"], "/apart", read_apart),
          read_list(reader, value["not_by_author"], "/not_by_author", read_action)};
}

Json RightsPolicy::to_json() const {
  Json grants = Json::array();
  for (const Grant& grant : grants_)
    grants.push_back({{"action", name_of(grant.action)}, {"role", name_of(grant.role)}, {"reach", name_of_reach(grant.reach)}});
  Json apart = Json::array();
  for (const Apart& pair : apart_) apart.push_back({{"role", name_of(pair.role)}, {"voided", name_of(pair.voided)}});
  Json not_by_author = Json::array();
  for (const Action action : not_by_author_) not_by_author.push_back(name_of(action));
  return {{"type", type}, {"grants", grants}, {"apart", apart}, {"not_by_author", not_by_author}};
}

/// Every offer and every step names the policy of this program by its hash: it is counted once.
Sha256 RightsPolicy::sha256() const {
  const auto hash_of = [](const RightsPolicy& policy) { return chancery::sha256(formats::committed_json(policy.to_json())); };
  static const Sha256 of_standard = hash_of(standard());
  return this == &standard() ? of_standard : hash_of(*this);
}

std::span<const Grant> RightsPolicy::grants_for(Action action) const {
  const auto [first, last] = std::equal_range(grants_.begin(), grants_.end(), Grant{action, {}, {}},
                                              [](const Grant& one, const Grant& other) { return one.action < other.action; });
  return {first, last};
}

bool RightsPolicy::excludes_author(Action action) const {
  return std::binary_search(not_by_author_.begin(), not_by_author_.end(), action);
}

Roles RightsPolicy::effective(const Roles& held, const Roles& all) const {
  Roles left = held;
  for (const Apart& pair : apart_)
    if (held.contains(pair.role) || all.contains(pair.role)) left.erase(pair.voided);
  return left;
}

}  // namespace chancery::document
