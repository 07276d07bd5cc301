#include "evidence/claimed_facts.h"

#include <algorithm>

namespace chancery::evidence {
namespace {

using formats::Json;

Message claim(const char* what) {
  return {"evidence.facts_contradict", {{"what", std::string(what)}}};
}

const Json& at(const Json& object, const char* key) {
  static const Json absent;
  const auto found = object.is_object() ? object.find(key) : object.end();
  return found == object.end() ? absent : *found;
}

/// 0 for anything but a number.
std::uint64_t number(const Json& value) {
  return value.is_number_unsigned() ? value.get<std::uint64_t>() : 0;
}

std::string text(const Json& value) {
  return value.is_string() ? value.get<std::string>() : std::string();
}

std::optional<Sha256> manifest_of(const Json& step) {
  return step.contains("manifest") ? Sha256::parse(step["manifest"].get_ref<const std::string&>()) : std::nullopt;
}

}  // namespace

void ShownHistory::count_act(const Json& step, const Json& facts) {
  const auto event = step["event"].get<std::string>();
  if (event == "new") author_ = text(at(at(facts, "actor"), "person"));
  if (event == "return") take_back();
  for (const Json& section : step["sections"]) {
    ++approvals_[{section["name"].get<std::string>(), section["sha256"].get<std::string>()}];
  }
  if (event == "close" || event.starts_with("close.")) closed_ = manifest_of(step);
  count_signature(step, facts);
}

/// A return takes back what the freeze made; approvals stay with the hashes that they took.
void ShownHistory::take_back() {
  frozen_.reset();
  closed_.reset();
  signed_parties_.clear();
}

void ShownHistory::count_signature(const Json& step, const Json& facts) {
  for (const Json& signature : step["sig"]) {
    const auto act = signature["act"].get<std::string>();
    if (document::is_party_signature(act)) signed_parties_[number(at(at(facts, "payload"), "party"))] = act;
  }
}

void ShownHistory::freeze(const std::optional<Sha256>& manifest) {
  frozen_ = manifest;
  closed_.reset();
}

std::uint64_t ShownHistory::most_approvals(const std::string& section) const {
  std::uint64_t most = 0;
  for (const auto& [approval, count] : approvals_) {
    if (approval.first == section) most = std::max(most, count);
  }
  return most;
}

std::optional<Message> ShownHistory::contradiction(const Json& facts) const {
  if (text(at(facts, "author")) != author_) return claim("author");
  Json performers = Json::array();
  for (const document::Performance& one : performances_) {
    performers.push_back({{"event", one.event}, {"person", one.person}});
    if (one.principal) performers.back()["principal"] = *one.principal;
  }
  if (at(facts, "performers") != performers) return claim("performers");
  for (const Json& approval : at(facts, "approvals")) {
    const std::uint64_t count = number(at(approval, "count"));
    if (count > most_approvals(text(at(approval, "section")))) return claim("approvals");
    if ((at(approval, "stands") == "yes") != (count > 0)) return claim("approvals");
  }
  if (number(at(at(facts, "signatures"), "done")) > signed_parties_.size()) return claim("signatures");
  if (at(facts, "closed") == "yes" && !closed_) return claim("closed");
  return std::nullopt;
}

}  // namespace chancery::evidence
