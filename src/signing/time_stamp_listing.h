#pragma once

#include "signing/asic_manifest.h"

#include <optional>
#include <string>
#include <string_view>
#include <vector>

namespace chancery::signing {

inline constexpr std::string_view time_stamp_media_type = "application/vnd.etsi.timestamp-token";
/// The newest long-term listing; it gets its number when the next one takes its name.   Standard: ETSI EN 319 162-1 §A.7.
inline constexpr std::string_view newest_archive_listing_path = "META-INF/ASiCArchiveManifest.xml";
[[nodiscard]] std::string archive_listing_path(SlotNumber generation);     // META-INF/ASiCArchiveManifestNNN.xml
[[nodiscard]] std::string archive_time_stamp_path(SlotNumber generation);  // META-INF/archive_timestampNNN.tst

/// What a time-stamp token in a container of ours is over: the bytes of this listing, and through them the files.
/// Standard: ETSI EN 319 162-1 §A.4, §A.7; FORMATS, *Container*.
class TimeStampListing {
 public:
  /// The token of a slot, made later than the signature that it is over.
  /// Throws: Error{Fault::input} for no file, a doubled or odd path or media type.
  [[nodiscard]] static TimeStampListing in_slot(SlotNumber slot, std::vector<SignedFile> files);
  /// The long-term token with this number.
  [[nodiscard]] static TimeStampListing archive(SlotNumber generation, std::vector<SignedFile> files);

  /// Reads exactly what `write` writes; absent for any other bytes.
  [[nodiscard]] static std::optional<TimeStampListing> read(BytesView bytes);

  [[nodiscard]] const std::string& token_path() const { return token_path_; }
  [[nodiscard]] const std::vector<SignedFile>& files() const { return files_; }
  [[nodiscard]] bool is_archive() const { return generation_.has_value(); }
  [[nodiscard]] const std::optional<SlotNumber>& generation() const { return generation_; }
  [[nodiscard]] Bytes write() const;

 private:
  TimeStampListing(std::string token_path, std::optional<SlotNumber> generation, std::vector<SignedFile> files);
  [[nodiscard]] std::string previous() const;

  std::string token_path_;
  std::optional<SlotNumber> generation_;
  std::vector<SignedFile> files_;
};

}  // namespace chancery::signing
