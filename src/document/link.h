#pragma once

#include "base/decision.h"
#include "base/id.h"
#include "base/message.h"

#include <optional>
#include <span>
#include <string>
#include <string_view>

namespace chancery::document {

/// How one document bears on another; read as a sentence, `from` KIND `to`: the full powers authorise the memorandum.
enum class LinkKind { annex, answers, authorises, accompanies, translation_of, amends, corrects, copy_of, follows };

[[nodiscard]] std::span<const LinkKind> all_link_kinds();
[[nodiscard]] std::string_view name_of(LinkKind kind);
[[nodiscard]] std::optional<LinkKind> parse_link_kind(std::string_view name);

/// The words for the link as seen from its beginning (“authorises”) and from its end (“is authorised by”).
[[nodiscard]] Message label_of(LinkKind kind);
[[nodiscard]] Message inverse_label_of(LinkKind kind);

struct Link {
  DocumentId from;
  LinkKind kind;
  DocumentId to;

  friend auto operator<=>(const Link&, const Link&) = default;
};

/// One end of a link to be made: the document and its kind (DOMAIN §5).
struct LinkEnd {
  DocumentId document;
  std::string kind;
};

/// Whether the link may be made. `existing`: the links of this kind that begin at `from` and those that are reached from `to`.
/// Refuses with `links.to_itself`, `links.kinds`, `links.exists`, `links.one_only`, `links.circle`.
[[nodiscard]] Decision<Allowed> may_link(const LinkEnd& from, LinkKind kind, const LinkEnd& to, std::span<const Link> existing);

}  // namespace chancery::document
