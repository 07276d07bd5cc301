#include "engine/waiting.h"

#include <string>

namespace chancery::engine {
namespace {

using formats::Json;

constexpr std::string_view translation_prefix = "translation:";

enum class Section { absent, approved, open };

Section state_of(const Json& facts, std::string_view section) {
  for (const Json& approval : facts.at("approvals")) {
    if (approval.at("section") == section) return approval.at("stands") == "yes" ? Section::approved : Section::open;
  }
  return Section::absent;
}

/// The language of the first translation that nobody has certified as it is now.
std::string open_translation(const Json& facts) {
  for (const Json& approval : facts.at("approvals")) {
    const std::string section = approval.at("section");
    if (section.starts_with(translation_prefix) && approval.at("stands") == "no")
      return section.substr(translation_prefix.size());
  }
  return {};
}

}  // namespace

Message what_it_waits_for(const workflow::Offer& offer, const Json& facts) {
  if (offer.approves == "annexes" && state_of(facts, "annexes") == Section::absent) return {"engine.no_annexes", {}};
  if (offer.approves != "annexes" && state_of(facts, "annexes") == Section::open) return {"engine.waits_for_annexes", {}};
  if (offer.approves != "source" && state_of(facts, "source") == Section::open) return {"engine.waits_for_source", {}};
  if (const auto language = open_translation(facts); offer.approves.empty() && !language.empty()) {
    return {"engine.waits_for_translation", {{"language", language}}};
  }
  if (offer.approves.empty() && facts.at("closed") == "no") return {"engine.waits_for_closing", {}};
  return {"engine.waits", {{"event", offer.event}}};
}

}  // namespace chancery::engine
