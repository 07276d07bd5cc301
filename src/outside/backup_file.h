#pragma once

#include "base/bytes.h"
#include "base/salt.h"
#include "base/secret_bytes.h"
#include "base/sha256.h"
#include "base/timestamp.h"

#include <cstdint>
#include <filesystem>
#include <memory>
#include <optional>
#include <string>

namespace chancery::outside {

/// What a password costs to try.   Standard: RFC 9106, Argon2id with one lane.
struct BackupCost {
  std::uint32_t memory_kib = 65'536;
  std::uint32_t passes = 3;
};

/// What a backup says of itself in the clear: which ledger, how far. Everything else is sealed.
struct BackupHeader {
  std::string log;
  std::uint64_t size;
  Sha256 root;
  Timestamp made;
  Salt salt;    ///< random, for this backup alone
  Bytes nonce;  ///< 7 random bytes, likewise
  BackupCost cost = {};
};

constexpr std::size_t backup_nonce_size = 7;

/// A backup is `chancery.backup/1`, LF, the header as canonical JSON, LF, then pieces of 1 MiB, each sealed with AES-256-GCM. The
/// nonce of a piece is header nonce ‖ number (4 bytes, big-endian) ‖ 1 for the last one, 0 before (the STREAM construction), the
/// header is authenticated with each: no piece can be changed, moved, left out or cut off at the end. Key: Argon2id of the
/// password.
class BackupWriter {
 public:
  /// Throws: Error{Fault::environment} when there is not the memory that the cost asks for.
  BackupWriter(const BackupHeader& header, const SecretBytes& password);
  ~BackupWriter();
  BackupWriter(BackupWriter&&) noexcept;

  /// The bytes that are ready after these; the first ones with the header in front.
  [[nodiscard]] Bytes add(BytesView bytes);
  /// The last ones.
  [[nodiscard]] Bytes finish();

 private:
  struct State;
  std::unique_ptr<State> state_;
};

class BackupReader {
 public:
  explicit BackupReader(const SecretBytes& password);
  ~BackupReader();
  BackupReader(BackupReader&&) noexcept;

  /// What could be opened so far. It counts only when finish() has returned.
  /// Throws: Error{Fault::input}: no backup, a later kind, a wrong password or a changed piece.
  [[nodiscard]] Bytes add(BytesView bytes);
  /// The rest.   Throws: Error{Fault::input} when the end is missing.
  [[nodiscard]] Bytes finish();
  /// Absent until enough was added.
  [[nodiscard]] const std::optional<BackupHeader>& header() const;

 private:
  struct State;
  std::unique_ptr<State> state_;
};

/// Seals a file; `target` is there whole or not at all.   Throws: Error for what cannot be read or written.
void seal_backup(const std::filesystem::path& source, const std::filesystem::path& target, const BackupHeader& header,
                 const SecretBytes& password);
/// Opens one, checked to its end before `target` is there.
BackupHeader open_backup(const std::filesystem::path& source, const std::filesystem::path& target, const SecretBytes& password);

}  // namespace chancery::outside
