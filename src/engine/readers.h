#pragma once

#include "store/database.h"
#include "store/transaction.h"

#include <filesystem>
#include <functional>
#include <memory>
#include <mutex>
#include <vector>

namespace chancery::engine {

/// Reading connections to the office's database: as many as threads read at one time, kept for the next reader.
class Readers {
 public:
  explicit Readers(std::filesystem::path database) : path_(std::move(database)) {}

  /// Runs `use` on one consistent view of the database.
  template <class Use>
  auto read(const Use& use) {
    const Loan loan(*this);
    const store::Snapshot snapshot(loan.database());
    return use(loan.database());
  }

 private:
  /// A connection for one reader; it goes back when the reader is done.
  class Loan {
   public:
    explicit Loan(Readers& readers) : readers_(&readers), database_(readers.take()) {}
    ~Loan() { readers_->give_back(std::move(database_)); }
    Loan(const Loan&) = delete;
    Loan& operator=(const Loan&) = delete;
    [[nodiscard]] store::Database& database() const { return *database_; }

   private:
    Readers* readers_;
    std::unique_ptr<store::Database> database_;
  };

  [[nodiscard]] std::unique_ptr<store::Database> take();
  void give_back(std::unique_ptr<store::Database> database) noexcept;

  std::filesystem::path path_;
  std::mutex mutex_;
  std::vector<std::unique_ptr<store::Database>> idle_;
};

}  // namespace chancery::engine
