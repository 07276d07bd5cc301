#pragma once

#include "base/id.h"
#include "base/sha256.h"
#include "base/timestamp.h"
#include "formats/json.h"

#include <optional>
#include <string>
#include <string_view>
#include <vector>

namespace chancery::document {

enum class Act { initial, sign, ad_referendum, confirm, seal };

[[nodiscard]] std::string_view name_of(Act act);
[[nodiscard]] std::optional<Act> parse_act(std::string_view name);

/// What a signer says besides "this manifest": it stands in the bytes that this signer signs.   Standard: FORMATS, *Statement*.
struct Statement {
  Sha256 manifest;
  Act act;
  std::string capacity;
  std::optional<Sha256> instrument;
  std::optional<std::string> on_behalf_of;
  std::optional<std::string> place;
  bool in_person;
  std::vector<unsigned> unseen;
  std::string checkpoint;  // the three lines of the checkpoint that the signer was shown
  RequestId request;
  Timestamp expires;
};

/// The committed bytes.
[[nodiscard]] Bytes compose_statement(const Statement& statement);
/// Throws: Error{Fault::input} when the bytes are not a statement of this version.
[[nodiscard]] Statement parse_statement(BytesView bytes, std::string_view place);

}  // namespace chancery::document
