#include "apps/cli/rounds.h"

#include "outside/clock.h"
#include "outside/mail_folder.h"

#include <chrono>
#include <iostream>

namespace chancery::cli {
namespace {

constexpr std::chrono::seconds between_rounds{1};
constexpr int rounds_between_ticks = 60;
constexpr std::size_t scrubbed_a_round = 2;

void log(const std::exception& failure) {
  std::cerr << outside::now().text() + " event=round_failed cause=" + failure.what() + "\n";
}

void tell(const std::vector<std::string>& lines) {
  for (const std::string& line : lines) std::cerr << outside::now().text() + " " + line + "\n";
}

/// What fails keeps nothing else of the round waiting.
template <class Task>
void attempt(const Task& task) {
  try {
    task();
  } catch (const std::exception& failure) {
    log(failure);
  }
}

}  // namespace

Rounds::Rounds(engine::Office& office, const std::filesystem::path& mail_folder)
    : office_(&office), thread_([this, mail_folder] { work(mail_folder); }) {}

Rounds::~Rounds() {
  {
    const std::lock_guard lock(mutex_);
    stopping_ = true;
  }
  wake_.notify_one();
  thread_.join();
}

void Rounds::work(const std::filesystem::path& mail_folder) {
  for (int round = 0; round == 0 || wait(); ++round) {
    attempt([&] { (void)office_->send_due(outside::MailFolder(mail_folder)); });
    attempt([&] { tell(office_->fire_due()); });
    if (round % rounds_between_ticks == 0) attempt([&] { office_->tick(); });
    attempt([&] { tell(office_->scrub_next(scrubbed_a_round)); });
  }
}

/// Whether there is another round.
bool Rounds::wait() {
  std::unique_lock lock(mutex_);
  return !wake_.wait_for(lock, between_rounds, [this] { return stopping_; });
}

}  // namespace chancery::cli
