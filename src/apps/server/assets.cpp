#include "apps/server/assets.h"

#include "base/sha256.h"

#include <array>

namespace chancery::server {
namespace {

struct Kind {
  std::string_view ending;
  std::string_view media_type;
};

constexpr std::array<Kind, 3> kinds{
    {{".css", "text/css; charset=utf-8"}, {".js", "text/javascript; charset=utf-8"}, {".svg", "image/svg+xml"}}};

std::string_view media_type_of(std::string_view name) {
  for (const auto& kind : kinds) {
    if (name.size() > kind.ending.size() && name.substr(name.size() - kind.ending.size()) == kind.ending) return kind.media_type;
  }
  return "application/octet-stream";
}

}  // namespace

Assets::Assets(std::span<const EmbeddedFile> files) {
  Sha256Stream all;
  for (const auto& file : files) {
    files_.emplace(file.name.substr(file.name.rfind('/') + 1), file.bytes);
    all.add(file.bytes);
  }
  version_ = all.finish().hex().substr(0, 16);
}

std::optional<Response> Assets::find(std::string_view version, std::string_view name) const {
  const auto found = files_.find(name);
  if (found == files_.end()) return std::nullopt;
  const auto* const keep = version == version_ ? "public, max-age=31536000, immutable" : "no-store";
  return Response{200, {}, Bytes(found->second)}
      .with("content-type", std::string(media_type_of(name)))
      .with("cache-control", keep);
}

}  // namespace chancery::server
