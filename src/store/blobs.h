#pragma once

#include "base/bytes.h"
#include "base/sha256.h"
#include "base/timestamp.h"
#include "store/database.h"

#include <chrono>
#include <cstdint>
#include <optional>

namespace chancery::store {

/// Files by the hash of their content, in chunks of at most 1 MiB. A blob is written before the step that refers to it, in a
/// transaction of the caller. Tables refer to it by a foreign key on `blob (sha256)`, which is also how collect() knows them.
class Blobs {
 public:
  static constexpr std::size_t chunk_size = std::size_t{1} << 20U;
  static constexpr std::chrono::hours keep_unreferenced{24};

  explicit Blobs(Database& database) : database_(&database) {}

  /// Stores the bytes, once however often they come.   Requires: a transaction is open.
  Sha256 put(BytesView bytes, Timestamp now);
  [[nodiscard]] bool exists(const Sha256& name);
  /// Units: bytes.
  [[nodiscard]] std::optional<std::int64_t> size(const Sha256& name);
  /// The content, hashed again on the way.
  /// Throws: Error{Fault::absent}; Error{Fault::environment} when what is stored is not what was put.
  [[nodiscard]] Blob get(const Sha256& name);

  /// Removes what nothing has referred to for a day; returns how many blobs went.   Requires: a transaction is open.
  std::size_t collect(Timestamp now);

 private:
  void put_chunks(const Sha256& name, BytesView bytes);
  [[nodiscard]] std::string unreferenced_condition();

  Database* database_;
};

}  // namespace chancery::store
