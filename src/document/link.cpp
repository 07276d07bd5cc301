#include "document/link.h"

#include <algorithm>
#include <array>
#include <set>
#include <vector>

namespace chancery::document {
namespace {

constexpr std::array<LinkKind, 9> link_kinds{LinkKind::annex,       LinkKind::answers,        LinkKind::authorises,
                                             LinkKind::accompanies, LinkKind::translation_of, LinkKind::amends,
                                             LinkKind::corrects,    LinkKind::copy_of,        LinkKind::follows};

using Kinds = std::vector<std::string_view>;

/// Between which kinds of documents a link may be made; no kinds: any. An office's own kinds of documents take part there.
struct LinkRule {
  LinkKind kind;
  Kinds from;
  Kinds to;
  /// Both ends are of one kind.
  bool alike = false;
  /// A document has at most one link of this kind: it is the annex, the translation, the copy of one document.
  bool one_only = false;
  /// Following the links never leads back to where they began.
  bool no_circle = false;
};

constexpr std::string_view memorandum = "memorandum";
constexpr std::string_view appeal = "appeal";
constexpr std::string_view declaration = "declaration";
constexpr std::string_view note_verbale = "note_verbale";
constexpr std::string_view full_powers = "full_powers";
constexpr std::string_view certified_translation = "certified_translation";
constexpr std::string_view annex = "annex";
constexpr std::string_view letter = "letter";
constexpr std::string_view decision = "decision";
constexpr std::string_view order = "order";
constexpr std::string_view correction_record = "correction_record";

/// The one table (DOMAIN §4, §5, §8).
const std::vector<LinkRule>& rules() {
  static const std::vector<LinkRule> table{
      {.kind = LinkKind::annex,
       .from = {annex},
       .to = {memorandum, appeal, declaration, note_verbale, letter, decision, order},
       .one_only = true,
       .no_circle = true},
      {.kind = LinkKind::answers,
       .from = {letter, note_verbale, order, appeal},
       .to = {letter, note_verbale, appeal},
       .no_circle = true},
      {.kind = LinkKind::authorises,
       .from = {full_powers, decision, order},
       .to = {memorandum, appeal, declaration, full_powers},
       .no_circle = true},
      {.kind = LinkKind::accompanies, .from = {letter, note_verbale}, .to = {}, .no_circle = true},
      {.kind = LinkKind::translation_of, .from = {certified_translation}, .to = {}, .one_only = true, .no_circle = true},
      {.kind = LinkKind::amends, .from = {}, .to = {}, .alike = true, .no_circle = true},
      {.kind = LinkKind::corrects,
       .from = {correction_record},
       .to = {memorandum, appeal, declaration, note_verbale, full_powers, certified_translation},
       .one_only = true,
       .no_circle = true},
      {.kind = LinkKind::copy_of, .from = {}, .to = {}, .alike = true, .one_only = true, .no_circle = true},
      {.kind = LinkKind::follows, .from = {}, .to = {}, .no_circle = true},
  };
  return table;
}

const LinkRule& rule_for(LinkKind kind) {
  return *std::find_if(rules().begin(), rules().end(), [&](const LinkRule& rule) { return rule.kind == kind; });
}

bool admits(const Kinds& admitted, std::string_view kind) {
  return admitted.empty() || std::find(admitted.begin(), admitted.end(), kind) != admitted.end();
}

bool fits(const LinkRule& rule, const LinkEnd& from, const LinkEnd& to) {
  return admits(rule.from, from.kind) && admits(rule.to, to.kind) && (!rule.alike || from.kind == to.kind);
}

/// Whether links lead from `start` to `end`.
bool leads(std::span<const Link> links, LinkKind kind, const DocumentId& start, const DocumentId& end) {
  std::set<DocumentId> reached{start};
  std::vector<DocumentId> open{start};
  while (!open.empty()) {
    const DocumentId here = open.back();
    open.pop_back();
    if (here == end) return true;
    for (const Link& link : links) {
      if (link.kind == kind && link.from == here && reached.insert(link.to).second) open.push_back(link.to);
    }
  }
  return false;
}

Refusal refuse(std::string key, LinkKind kind) {
  Message message{key, {{"kind", std::string(name_of(kind))}}};
  return {std::move(key), std::move(message)};
}

}  // namespace

std::span<const LinkKind> all_link_kinds() {
  return link_kinds;
}

std::string_view name_of(LinkKind kind) {
  switch (kind) {
    case LinkKind::annex:
      return "annex";
    case LinkKind::answers:
      return "answers";
    case LinkKind::authorises:
      return "authorises";
    case LinkKind::accompanies:
      return "accompanies";
    case LinkKind::translation_of:
      return "translation_of";
    case LinkKind::amends:
      return "amends";
    case LinkKind::corrects:
      return "corrects";
    case LinkKind::copy_of:
      return "copy_of";
    case LinkKind::follows:
      return "follows";
  }
  return {};
}

std::optional<LinkKind> parse_link_kind(std::string_view name) {
  const auto* found = std::find_if(link_kinds.begin(), link_kinds.end(), [&](LinkKind kind) { return name_of(kind) == name; });
  return found == link_kinds.end() ? std::nullopt : std::optional(*found);
}

Message label_of(LinkKind kind) {
  return {"links." + std::string(name_of(kind)), {}};
}

Message inverse_label_of(LinkKind kind) {
  return {"links." + std::string(name_of(kind)) + "_inverse", {}};
}

Decision<Allowed> may_link(const LinkEnd& from, LinkKind kind, const LinkEnd& to, std::span<const Link> existing) {
  const LinkRule& rule = rule_for(kind);
  if (from.document == to.document) return refuse("links.to_itself", kind);
  if (!fits(rule, from, to)) return refuse("links.kinds", kind);
  const auto begins_here = [&](const Link& link) { return link.kind == kind && link.from == from.document; };
  if (std::find(existing.begin(), existing.end(), Link{from.document, kind, to.document}) != existing.end()) {
    return refuse("links.exists", kind);
  }
  if (rule.one_only && std::any_of(existing.begin(), existing.end(), begins_here)) return refuse("links.one_only", kind);
  if (rule.no_circle && leads(existing, kind, to.document, from.document)) return refuse("links.circle", kind);
  return Allowed{};
}

}  // namespace chancery::document
