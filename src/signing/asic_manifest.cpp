#include "signing/asic_manifest.h"

#include "base/error.h"
#include "signing/listing_layout.h"

#include <utility>

namespace chancery::signing {
namespace {

// The layout that our own ASiCManifests have, piece by piece; what varies stands between the pieces.
constexpr std::string_view after_signature = "\" MimeType=\"application/pkcs7-signature\"/>";
constexpr std::string_view before_statement =
    "<asic:ASiCManifestExtensions><asic:Extension Critical=\"false\"><c:Statement xmlns:c=\"urn:chancery:statement:1\">";
constexpr std::string_view closing = "</c:Statement></asic:Extension></asic:ASiCManifestExtensions></asic:ASiCManifest>";

}  // namespace

std::optional<SlotNumber> SlotNumber::from(unsigned number) {
  if (number < 1 || number > 999) return std::nullopt;
  return SlotNumber(number);
}

std::string SlotNumber::digits() const {
  const std::string text = std::to_string(number_);
  return std::string(3 - text.size(), '0') + text;
}

std::string SlotNumber::asic_manifest_path() const {
  return "META-INF/ASiCManifest" + digits() + ".xml";
}
std::string SlotNumber::signature_path() const {
  return "META-INF/signature" + digits() + ".p7s";
}
std::string SlotNumber::time_stamp_path() const {
  return "META-INF/timestamp" + digits() + ".tst";
}

AsicManifest::AsicManifest(SlotNumber slot, std::vector<SignedFile> files, Bytes statement)
    : slot_(slot), files_(std::move(files)), statement_(std::move(statement)) {
  if (auto objection = layout::objection_to_files(files_)) throw Error(Fault::input, std::move(*objection));
  if (statement_.empty()) throw Error(Fault::input, {"signing.no_statement", {}});
}

std::optional<AsicManifest> AsicManifest::read(BytesView bytes, SlotNumber slot) {
  layout::Reader text(bytes);
  if (!text.take(layout::opening) || !text.take(slot.signature_path()) || !text.take(after_signature)) return std::nullopt;
  auto files = layout::read_files(text);
  if (!files || layout::objection_to_files(*files) || !text.take(before_statement)) return std::nullopt;
  const auto base64 = text.take_until(closing);
  auto statement = base64 ? parse_base64(*base64) : std::nullopt;
  if (!statement || statement->empty() || !text.at_end()) return std::nullopt;
  return AsicManifest(slot, std::move(*files), std::move(*statement));
}

Bytes AsicManifest::write() const {
  Bytes text = Bytes(layout::opening) + slot_.signature_path();
  text.append(after_signature);
  layout::append_files(text, files_);
  return text.append(before_statement).append(to_base64(statement_)).append(closing);
}

}  // namespace chancery::signing
