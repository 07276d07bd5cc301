#pragma once

#include "base/message.h"
#include "signing/asic_manifest.h"

#include <optional>
#include <string_view>
#include <vector>

/// The layout that our own ASiCManifests have, piece by piece; what varies stands between the pieces. Standard: ETSI EN 319 162-1
/// §A.4.
namespace chancery::signing::layout {

inline constexpr std::string_view opening =
    "<?xml version=\"1.0\" encoding=\"UTF-8\"?>\n"
    "<asic:ASiCManifest xmlns:asic=\"http://uri.etsi.org/02918/v1.2.1#\" xmlns:ds=\"http://www.w3.org/2000/09/xmldsig#\">"
    "<asic:SigReference URI=\"";

/// Takes fixed pieces and what stands between them from the front of a text; stays where it is when a piece is missing.
class Reader {
 public:
  explicit Reader(std::string_view text) : rest_(text) {}

  bool take(std::string_view piece) {
    if (!rest_.starts_with(piece)) return false;
    rest_.remove_prefix(piece.size());
    return true;
  }

  /// What stands before `end`, which is taken too.
  std::optional<std::string_view> take_until(std::string_view end) {
    const auto position = rest_.find(end);
    if (position == std::string_view::npos) return std::nullopt;
    const auto value = rest_.substr(0, position);
    rest_.remove_prefix(position + end.size());
    return value;
  }

  [[nodiscard]] bool at_end() const { return rest_.empty(); }

 private:
  std::string_view rest_;
};

/// One DataObjectReference a file, in their order. The file at `root` is marked as the listing before this one.
void append_files(Bytes& text, const std::vector<SignedFile>& files, std::string_view root = {});
/// What append_files wrote; absent when a reference is odd.
[[nodiscard]] std::optional<std::vector<SignedFile>> read_files(Reader& text, std::string_view root = {});
/// What is wrong with a list of files; absent when nothing is.
[[nodiscard]] std::optional<Message> objection_to_files(const std::vector<SignedFile>& files);

}  // namespace chancery::signing::layout
