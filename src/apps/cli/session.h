#pragma once

#include "apps/cli/terminal.h"
#include "apps/server/parcel.h"
#include "base/decision.h"
#include "base/secret_bytes.h"

#include <filesystem>
#include <optional>
#include <string>
#include <vector>

namespace chancery::cli {

/// The options that every command knows.
struct CommonOptions {
  std::string office;
  std::string person;
  int password_descriptor = -1;
  bool json = false;
  std::string language;
};

/// One run of the command line against one office.
class Session {
 public:
  explicit Session(CommonOptions options);

  [[nodiscard]] const Terminal& terminal() const { return terminal_; }
  [[nodiscard]] std::filesystem::path office() const;

  /// Does an operation: here when the office is free, else in the process that holds it.
  [[nodiscard]] Decision<server::Parcel> call(const std::string& operation, formats::Json fields = formats::Json::object(),
                                              std::vector<Blob> files = {}) const;
  /// The same; a refusal is told to the person and thrown as Refused.
  [[nodiscard]] server::Parcel require(const std::string& operation, formats::Json fields = formats::Json::object(),
                                       std::vector<Blob> files = {}) const;
  /// A password for a key or a new account: from `descriptor`, or asked for.
  [[nodiscard]] SecretBytes password(int descriptor, const Message& question) const;

 private:
  /// The password of the person who acts, asked for once.
  [[nodiscard]] const std::optional<SecretBytes>& own_password() const;

  CommonOptions options_;
  Terminal terminal_;
  mutable std::optional<SecretBytes> password_;
};

/// The operating-system user: the name behind the effective user id, since environment variables may say anything.
[[nodiscard]] std::string system_user();

/// Ends a command with a refusal.
struct Refused {
  Refusal refusal;
};

}  // namespace chancery::cli
