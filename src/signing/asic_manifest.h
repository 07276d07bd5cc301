#pragma once

#include "base/bytes.h"
#include "base/sha256.h"

#include <optional>
#include <string>
#include <string_view>
#include <vector>

namespace chancery::signing {

/// A file that a signature covers.
struct SignedFile {
  std::string path;
  std::string media_type;
  Sha256 sha256;

  friend bool operator==(const SignedFile&, const SignedFile&) = default;
};

/// The number of a signature in a container, 1 to 999; allotted once, never used again.
class SlotNumber {
 public:
  [[nodiscard]] static std::optional<SlotNumber> from(unsigned number);

  [[nodiscard]] unsigned number() const { return number_; }
  [[nodiscard]] std::string digits() const;              // three
  [[nodiscard]] std::string asic_manifest_path() const;  // META-INF/ASiCManifestNNN.xml
  [[nodiscard]] std::string signature_path() const;      // META-INF/signatureNNN.p7s
  [[nodiscard]] std::string time_stamp_path() const;     // META-INF/timestampNNN.tst

  friend auto operator<=>(const SlotNumber&, const SlotNumber&) = default;

 private:
  explicit SlotNumber(unsigned number) : number_(number) {}
  unsigned number_;
};

/// What one signer signs: the files with their hashes, and that signer's statement.   Standard: ETSI EN 319 162-1 §A.4.
/// The bytes depend on nothing but these values, so that `read` can compose them again and compare.
class AsicManifest {
 public:
  /// Throws: Error{Fault::input} for no file, a doubled or odd path, an odd media type or an empty statement.
  AsicManifest(SlotNumber slot, std::vector<SignedFile> files, Bytes statement);

  /// Reads exactly what `write` writes; absent for any other bytes, however well formed.
  [[nodiscard]] static std::optional<AsicManifest> read(BytesView bytes, SlotNumber slot);

  [[nodiscard]] const std::vector<SignedFile>& files() const { return files_; }
  [[nodiscard]] const Bytes& statement() const { return statement_; }
  [[nodiscard]] SlotNumber slot() const { return slot_; }
  [[nodiscard]] Bytes write() const;

 private:
  SlotNumber slot_;
  std::vector<SignedFile> files_;
  Bytes statement_;
};

}  // namespace chancery::signing
