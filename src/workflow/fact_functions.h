#pragma once

#include "formats/json.h"
#include "formats/xml_path.h"

#include <optional>
#include <span>
#include <string_view>

namespace chancery::workflow {

using formats::Json;

/// The functions of the extension over the facts of a step:
/// `role(ROLE)` whether the actor has the role; `did(EVENT)` whether somebody has performed the event before;
/// `is('author')`, `is(EVENT)` whether the actor, or the one in whose name they act, is the author or has performed the event;
/// `approvals(SECTION)` how many approvals of the section stand. `workdays` needs a calendar and is in workdays.h.
/// Absent when there is no such function. Throws: Error{Fault::input} for arguments that make no sense.
[[nodiscard]] std::optional<formats::XPathValue> call_fact_function(std::string_view name,
                                                                    std::span<const formats::XPathValue> arguments,
                                                                    const Json& facts);

/// What stands at a path of the facts, or null.
[[nodiscard]] const Json& fact_at(const Json& facts, std::initializer_list<std::string_view> path);
/// Whether the list of the facts holds the word.
[[nodiscard]] bool has_word(const Json& list, std::string_view word);

/// Who acts, as exclusions and voices see it: the human being, and whom a delegation lets them act for.
struct Actors {
  Json person;     // null when nobody is known
  Json principal;  // null when in their own name

  [[nodiscard]] bool is_known() const { return person.is_string(); }
  [[nodiscard]] bool includes(const Json& other) const { return other.is_string() && (other == person || other == principal); }
};
[[nodiscard]] Actors actors_of(const Json& facts);
/// Whether one of them made the document, in whose name ever.
[[nodiscard]] bool are_author(const Json& facts, const Actors& actors);
/// Whether one of them has performed the event, in whose name ever.
[[nodiscard]] bool has_performed(const Json& facts, std::string_view event, const Actors& actors);

}  // namespace chancery::workflow
