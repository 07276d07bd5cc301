#pragma once

#include "base/bytes.h"

#include <filesystem>
#include <string_view>

namespace chancery::outside {

/// The folder from which a mail program takes the letters of the office: `*.eml`, each whole from the moment it can be seen.
/// What is under way, and what was handed over, is remembered in `.handed` inside it.
class MailFolder {
 public:
  /// Makes the folder (0700) where there is none.   Throws: Error{Fault::environment}.
  explicit MailFolder(std::filesystem::path folder);

  /// Puts NAME.eml there, once: a repeat does nothing, also after a crash in between and when somebody has taken the letter away
  /// meanwhile.   Requires: `name` is a file name of letters, digits and hyphens.   Throws: Error{Fault::environment}.
  void hand_over(std::string_view name, BytesView letter) const;

 private:
  std::filesystem::path folder_;
  std::filesystem::path handed_;
};

}  // namespace chancery::outside
