#pragma once

#include "engine/office.h"

#include <condition_variable>
#include <filesystem>
#include <mutex>
#include <thread>

namespace chancery::cli {

/// What a served office does by itself: every second the letters that are due go to the mail folder, every minute what is counted
/// by the hour is looked at, and two documents a second are compared with their leaves. It stops when this object ends; a round
/// that fails is logged and done again.
class Rounds {
 public:
  Rounds(engine::Office& office, const std::filesystem::path& mail_folder);
  ~Rounds();
  Rounds(const Rounds&) = delete;
  Rounds& operator=(const Rounds&) = delete;

 private:
  void work(const std::filesystem::path& mail_folder);
  [[nodiscard]] bool wait();

  engine::Office* office_;
  std::mutex mutex_;
  std::condition_variable wake_;
  bool stopping_ = false;
  std::thread thread_;
};

}  // namespace chancery::cli
