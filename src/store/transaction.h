#pragma once

#include "store/database.h"

namespace chancery::store {

/// A write transaction (BEGIN IMMEDIATE: the one writer waits here, never in the middle). Rolled back unless committed.
class Transaction {
 public:
  explicit Transaction(Database& database);
  ~Transaction();
  Transaction(const Transaction&) = delete;
  Transaction& operator=(const Transaction&) = delete;

  /// Returns when everything is on disk. When it throws, nothing of the transaction stays.
  /// A failing fsync ends the process instead: nobody can know what the disk holds then.
  void commit();

 private:
  Database* database_;
};

/// A part of a transaction that can be taken back alone. Rolled back unless released. Savepoints nest.
class Savepoint {
 public:
  explicit Savepoint(Database& database);
  ~Savepoint();
  Savepoint(const Savepoint&) = delete;
  Savepoint& operator=(const Savepoint&) = delete;

  /// Keeps the part, for the transaction around it to commit.
  void release();

 private:
  Database* database_;
};

/// One consistent view for many reads: what is committed meanwhile is not seen.
class Snapshot {
 public:
  explicit Snapshot(Database& database);
  ~Snapshot();
  Snapshot(const Snapshot&) = delete;
  Snapshot& operator=(const Snapshot&) = delete;

 private:
  Database* database_;
};

}  // namespace chancery::store
