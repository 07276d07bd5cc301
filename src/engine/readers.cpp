#include "engine/readers.h"

namespace chancery::engine {

std::unique_ptr<store::Database> Readers::take() {
  {
    const std::lock_guard lock(mutex_);
    if (!idle_.empty()) {
      auto database = std::move(idle_.back());
      idle_.pop_back();
      return database;
    }
  }
  return std::make_unique<store::Database>(store::Database::open(path_, store::OpenMode::read_only));
}

void Readers::give_back(std::unique_ptr<store::Database> database) noexcept {
  const std::lock_guard lock(mutex_);
  idle_.push_back(std::move(database));
}

}  // namespace chancery::engine
