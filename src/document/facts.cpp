#include "document/facts.h"

#include "document/section.h"

#include <algorithm>

namespace chancery::document {
namespace {

using formats::Json;

std::string yes_no(bool value) {
  return value ? "yes" : "no";
}

Json performers(const Document& document) {
  Json list = Json::array();
  for (const Performance& performance : document.performances) {
    Json one{{"event", performance.event}, {"person", performance.person}};
    if (performance.principal) one["principal"] = *performance.principal;
    list.push_back(std::move(one));
  }
  return list;
}

Json actor(const CommandFacts& command) {
  Json actor{{"person", command.person}, {"roles", command.roles}};
  if (command.principal) actor["principal"] = *command.principal;
  return actor;
}

Json approvals(const Document& document, const std::vector<Section>& sections) {
  Json list = Json::array();
  for (const Section& section : sections) {
    const auto count = std::count_if(document.approvals.begin(), document.approvals.end(), [&](const Approval& approval) {
      return approval.section == section.name && approval.sha256 == section.sha256;
    });
    list.push_back({{"section", section.name}, {"count", count}, {"stands", yes_no(count > 0)}});
  }
  return list;
}

Json section_list(const std::vector<Section>& sections) {
  Json list = Json::array();
  for (const Section& section : sections) list.push_back({{"name", section.name}, {"required", "yes"}});
  return list;
}

/// A translation is stale when the source is no longer the one that it was made from.
bool is_stale(const Document& document, const Text& text) {
  return text.from && *text.from != document.source().content;
}

Json translations(const Document& document, const std::vector<Section>& sections) {
  const bool fresh =
      std::none_of(document.texts.begin() + 1, document.texts.end(), [&](const Text& text) { return is_stale(document, text); });
  const bool certified = std::all_of(sections.begin(), sections.end(), [&](const Section& section) {
    return !section.name.starts_with("translation:") || is_approved(document, section);
  });
  return {{"all_present", yes_no(document.texts.size() > 1)},
          {"all_fresh", yes_no(fresh)},
          {"all_certified", yes_no(certified && fresh)}};
}

bool has_signed(const Document& document, unsigned party) {
  return std::any_of(document.signatures.begin(), document.signatures.end(),
                     [=](const Signature& signature) { return signature.party == party && is_party_signature(signature.act); });
}

/// Whether some party has signed ad referendum; whether that waits to be confirmed is judged for the party that confirms.
bool is_signed_ad_referendum(const Document& document) {
  return std::any_of(document.signatures.begin(), document.signatures.end(),
                     [](const Signature& signature) { return signature.act == "ad_referendum"; });
}

Json signatures(const Document& document) {
  Json parties = Json::array();
  std::size_t done = 0;
  for (unsigned party = 1; party <= document.parties.size(); ++party) {
    const bool made = has_signed(document, party);
    done += made ? 1 : 0;
    parties.push_back({{"number", party}, {"done", yes_no(made)}});
  }
  return {{"required", document.parties.size()},
          {"done", done},
          {"all", yes_no(done == document.parties.size())},
          {"ad_referendum", yes_no(is_signed_ad_referendum(document))},
          {"parties", std::move(parties)}};
}

}  // namespace

Json facts_of(const Document& document, const CommandFacts& command) {
  const auto sections = sections_of(document);
  const bool closed = document.frozen && document.closed == document.frozen->manifest.sha256;
  return {{"actor", actor(command)},
          {"author", document.author},
          {"performers", performers(document)},
          {"approvals", approvals(document, sections)},
          {"sections", section_list(sections)},
          {"translations", translations(document, sections)},
          {"signatures", signatures(document)},
          {"closed", yes_no(closed)},
          {"recorded", yes_no(command.recorded)},
          {"comment", yes_no(command.commented)},
          {"payload", command.payload},
          {"time", command.time.text()}};
}

}  // namespace chancery::document
