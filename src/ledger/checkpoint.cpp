#include "ledger/checkpoint.h"

#include "base/bytes.h"
#include "base/error.h"
#include "ledger/lines.h"

#include <algorithm>
#include <utility>

namespace chancery::ledger {
namespace {

constexpr std::size_t origin_random_size = 8;

bool is_origin(std::string_view text) {
  return !text.empty() && std::none_of(text.begin(), text.end(), [](char c) { return static_cast<unsigned char>(c) < 0x20; });
}

/// Printable ASCII that may also be the name of a key: no spaces, no plus sign (C2SP signed-note).
bool is_log_name(std::string_view text) {
  return !text.empty() && std::all_of(text.begin(), text.end(), [](char c) { return c > ' ' && c < 0x7F && c != '+'; });
}

std::optional<Sha256> parse_root(std::string_view text) {
  const auto bytes = parse_base64(text);
  return bytes ? Sha256::from_bytes(*bytes) : std::nullopt;
}

/// Extension lines are opaque, but never empty.
bool are_extension_lines(Lines lines) {
  while (const auto line = lines.next()) {
    if (line->empty()) return false;
  }
  return lines.rest().empty();
}

}  // namespace

Checkpoint::Checkpoint(std::string origin, const TreeHead& head) : origin_(std::move(origin)), head_(head) {
  check_invariant(is_origin(origin_), "a checkpoint's origin is one line");
}

std::optional<Checkpoint> Checkpoint::parse(std::string_view text) {
  Lines lines(text);
  const auto origin = lines.next();
  const auto size_line = lines.next();
  const auto root_line = lines.next();
  if (!root_line || !is_origin(*origin)) return std::nullopt;
  const auto size = parse_decimal(*size_line);
  const auto root = parse_root(*root_line);
  if (!size || !root || !are_extension_lines(lines)) return std::nullopt;
  return Checkpoint(std::string(*origin), {*size, *root});
}

std::string Checkpoint::text() const {
  return origin_ + "\n" + std::to_string(head_.size) + "\n" + to_base64(head_.root.view()) + "\n";
}

std::optional<Origin> Origin::make(std::string_view name, BytesView random) {
  if (!is_log_name(name) || random.size() != origin_random_size) return std::nullopt;
  return Origin(std::string(name) + "/" + to_hex(random), 1);
}

std::optional<Origin> Origin::parse(std::string_view text) {
  const std::size_t mark = text.rfind("/e");
  if (mark == std::string_view::npos || !is_log_name(text)) return std::nullopt;
  const std::string_view log = text.substr(0, mark);
  const auto epoch = parse_decimal(text.substr(mark + 2));
  const std::size_t slash = log.rfind('/');
  if (!epoch || *epoch == 0 || slash == std::string_view::npos || slash == 0) return std::nullopt;
  const auto random = parse_hex(log.substr(slash + 1));
  if (!random || random->size() != origin_random_size) return std::nullopt;
  return Origin(std::string(log), *epoch);
}

}  // namespace chancery::ledger
