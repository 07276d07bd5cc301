#include "signing/time_stamp_listing.h"

#include "base/error.h"
#include "signing/listing_layout.h"

#include <charconv>
#include <utility>

namespace chancery::signing {
namespace {

constexpr std::string_view after_token = "\" MimeType=\"application/vnd.etsi.timestamp-token\"/>";
constexpr std::string_view closing = "</asic:ASiCManifest>";
constexpr std::string_view slot_prefix = "META-INF/timestamp";
constexpr std::string_view archive_prefix = "META-INF/archive_timestamp";
constexpr std::string_view token_suffix = ".tst";

std::optional<SlotNumber> number_between(std::string_view path, std::string_view prefix) {
  if (!path.starts_with(prefix) || !path.ends_with(token_suffix)) return std::nullopt;
  const auto digits = path.substr(prefix.size(), path.size() - prefix.size() - token_suffix.size());
  unsigned number = 0;
  const auto [end, error] = std::from_chars(digits.data(), digits.data() + digits.size(), number);
  if (error != std::errc{} || end != digits.data() + digits.size() || digits.size() != 3) return std::nullopt;
  return SlotNumber::from(number);
}

}  // namespace

std::string archive_listing_path(SlotNumber generation) {
  return "META-INF/ASiCArchiveManifest" + generation.digits() + ".xml";
}
std::string archive_time_stamp_path(SlotNumber generation) {
  return std::string(archive_prefix) + generation.digits() + std::string(token_suffix);
}

TimeStampListing::TimeStampListing(std::string token_path, std::optional<SlotNumber> generation, std::vector<SignedFile> files)
    : token_path_(std::move(token_path)), generation_(generation), files_(std::move(files)) {
  if (auto objection = layout::objection_to_files(files_)) throw Error(Fault::input, std::move(*objection));
}

TimeStampListing TimeStampListing::in_slot(SlotNumber slot, std::vector<SignedFile> files) {
  return {slot.time_stamp_path(), std::nullopt, std::move(files)};
}

TimeStampListing TimeStampListing::archive(SlotNumber generation, std::vector<SignedFile> files) {
  return {archive_time_stamp_path(generation), generation, std::move(files)};
}

/// The listing that a renewal goes on from, by the name that it then has.
std::string TimeStampListing::previous() const {
  const auto before = generation_ ? SlotNumber::from(generation_->number() - 1) : std::nullopt;
  return before ? archive_listing_path(*before) : std::string();
}

std::optional<TimeStampListing> TimeStampListing::read(BytesView bytes) {
  layout::Reader text(bytes);
  const auto token = text.take(layout::opening) ? text.take_until(after_token) : std::nullopt;
  if (!token) return std::nullopt;
  const auto generation = number_between(*token, archive_prefix);
  if (!generation && !number_between(*token, slot_prefix)) return std::nullopt;
  const auto before = generation ? SlotNumber::from(generation->number() - 1) : std::nullopt;
  auto files = layout::read_files(text, before ? archive_listing_path(*before) : std::string());
  if (!files || layout::objection_to_files(*files) || !text.take(closing) || !text.at_end()) return std::nullopt;
  return TimeStampListing(std::string(*token), generation, std::move(*files));
}

Bytes TimeStampListing::write() const {
  Bytes text = Bytes(layout::opening) + token_path_;
  text.append(after_token);
  layout::append_files(text, files_, previous());
  return text.append(closing);
}

}  // namespace chancery::signing
