#pragma once

#include "apps/server/http_message.h"
#include "base/embedded_file.h"

#include <map>
#include <optional>
#include <span>
#include <string>
#include <string_view>

namespace chancery::server {

/// Style sheets, scripts and pictures inside the program. Their address contains a hash of their content, so that browsers may
/// keep them for ever.
class Assets {
 public:
  explicit Assets(std::span<const EmbeddedFile> files);

  /// `/assets/<hash>/`.
  [[nodiscard]] std::string folder() const { return "/assets/" + version_ + "/"; }
  /// Absent for what is not there; an old version gets the new content, but may not keep it.
  [[nodiscard]] std::optional<Response> find(std::string_view version, std::string_view name) const;

 private:
  std::map<std::string, std::string_view, std::less<>> files_;
  std::string version_;
};

}  // namespace chancery::server
