#pragma once

#include <filesystem>

namespace chancery::engine {

/// Where everything of an office lies.
class OfficeFolder {
 public:
  explicit OfficeFolder(std::filesystem::path root) : root_(std::move(root)) {}

  [[nodiscard]] const std::filesystem::path& root() const { return root_; }
  [[nodiscard]] std::filesystem::path database() const { return root_ / "office.db"; }
  [[nodiscard]] std::filesystem::path anchor() const { return root_ / "anchor"; }      // in no backup
  [[nodiscard]] std::filesystem::path erasures() const { return root_ / "erasures"; }  // to be kept elsewhere too
  [[nodiscard]] std::filesystem::path lock() const { return root_ / "lock"; }
  [[nodiscard]] std::filesystem::path socket() const { return root_ / "socket"; }
  [[nodiscard]] std::filesystem::path keys() const { return root_ / "keys"; }  // 0700, in no backup
  [[nodiscard]] std::filesystem::path log_key() const { return keys() / "log.key"; }
  [[nodiscard]] std::filesystem::path outgoing() const { return root_ / "outgoing"; }  // letters, for a mail program to take
  [[nodiscard]] std::filesystem::path trust() const {
    return root_ / "trust";
  }  // certificates of those whose signatures count here

 private:
  std::filesystem::path root_;
};

}  // namespace chancery::engine
