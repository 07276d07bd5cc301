#include "signing/asic_manifest.h"

#include "base/error.h"

#include <algorithm>
#include <array>
#include <set>
#include <utility>

namespace chancery::signing {
namespace {

// The layout that our own ASiCManifests have, piece by piece; what varies stands between the pieces.
constexpr std::string_view opening =
    "<?xml version=\"1.0\" encoding=\"UTF-8\"?>\n"
    "<asic:ASiCManifest xmlns:asic=\"http://uri.etsi.org/02918/v1.2.1#\" xmlns:ds=\"http://www.w3.org/2000/09/xmldsig#\">"
    "<asic:SigReference URI=\"";
constexpr std::string_view after_signature = "\" MimeType=\"application/pkcs7-signature\"/>";
constexpr std::string_view before_path = "<asic:DataObjectReference URI=\"";
constexpr std::string_view before_media_type = "\" MimeType=\"";
constexpr std::string_view before_digest =
    "\"><ds:DigestMethod Algorithm=\"http://www.w3.org/2001/04/xmlenc#sha256\"/><ds:DigestValue>";
constexpr std::string_view after_digest = "</ds:DigestValue></asic:DataObjectReference>";
constexpr std::string_view before_statement =
    "<asic:ASiCManifestExtensions><asic:Extension Critical=\"false\"><c:Statement xmlns:c=\"urn:chancery:statement:1\">";
constexpr std::string_view closing = "</c:Statement></asic:Extension></asic:ASiCManifestExtensions></asic:ASiCManifest>";

bool is_letter_or_digit(char letter) {
  return (letter >= 'a' && letter <= 'z') || (letter >= 'A' && letter <= 'Z') || (letter >= '0' && letter <= '9');
}

/// `[A-Za-z0-9._/-]+` of FORMATS, *Manifest*: nothing in it needs escaping in XML or in a URI.
bool is_path(std::string_view path) {
  return !path.empty() && std::all_of(path.begin(), path.end(), [](char letter) {
    return is_letter_or_digit(letter) || letter == '.' || letter == '_' || letter == '/' || letter == '-';
  });
}

bool is_media_type(std::string_view type) {
  const auto slash = type.find('/');
  if (slash == 0 || slash == std::string_view::npos || slash + 1 == type.size()) return false;
  return type.find('/', slash + 1) == std::string_view::npos && std::all_of(type.begin(), type.end(), [](char letter) {
           return is_letter_or_digit(letter) || letter == '.' || letter == '+' || letter == '/' || letter == '-';
         });
}

std::string folded(std::string path) {
  std::transform(path.begin(), path.end(), path.begin(),
                 [](char letter) { return letter >= 'A' && letter <= 'Z' ? static_cast<char>(letter + ('a' - 'A')) : letter; });
  return path;
}

/// The message key of what is wrong with a list of files, and the path; absent when nothing is.
std::optional<Message> objection_to_files(const std::vector<SignedFile>& files) {
  if (files.empty()) return Message{"signing.no_files", {}};
  std::set<std::string> seen;
  for (const SignedFile& file : files) {
    if (!is_path(file.path)) return Message{"signing.path", {{"path", file.path}}};
    if (!is_media_type(file.media_type)) return Message{"signing.media_type", {{"path", file.path}, {"type", file.media_type}}};
    if (!seen.insert(folded(file.path)).second) return Message{"signing.path_twice", {{"path", file.path}}};
  }
  return std::nullopt;
}

/// Takes fixed pieces and what stands between them from the front of a text; stays where it is when a piece is missing.
class LayoutReader {
 public:
  explicit LayoutReader(std::string_view text) : rest_(text) {}

  bool take(std::string_view piece) {
    if (!rest_.starts_with(piece)) return false;
    rest_.remove_prefix(piece.size());
    return true;
  }

  /// What stands before `end`, which is taken too.
  std::optional<std::string_view> take_until(std::string_view end) {
    const auto position = rest_.find(end);
    if (position == std::string_view::npos) return std::nullopt;
    const auto value = rest_.substr(0, position);
    rest_.remove_prefix(position + end.size());
    return value;
  }

  [[nodiscard]] bool at_end() const { return rest_.empty(); }

 private:
  std::string_view rest_;
};

std::optional<SignedFile> read_file(LayoutReader& text) {
  const auto path = text.take_until(before_media_type);
  const auto media_type = text.take_until(before_digest);
  const auto digest = text.take_until(after_digest);
  if (!path || !media_type || !digest) return std::nullopt;
  const auto bytes = parse_base64(*digest);
  const auto hash = bytes ? Sha256::from_bytes(*bytes) : std::nullopt;
  if (!hash) return std::nullopt;
  return SignedFile{std::string(*path), std::string(*media_type), *hash};
}

std::optional<std::vector<SignedFile>> read_files(LayoutReader& text) {
  std::vector<SignedFile> files;
  while (text.take(before_path)) {
    auto file = read_file(text);
    if (!file) return std::nullopt;
    files.push_back(std::move(*file));
  }
  return files;
}

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
  if (auto objection = objection_to_files(files_)) throw Error(Fault::input, std::move(*objection));
  if (statement_.empty()) throw Error(Fault::input, {"signing.no_statement", {}});
}

std::optional<AsicManifest> AsicManifest::read(BytesView bytes, SlotNumber slot) {
  LayoutReader text(bytes);
  if (!text.take(opening) || !text.take(slot.signature_path()) || !text.take(after_signature)) return std::nullopt;
  auto files = read_files(text);
  if (!files || objection_to_files(*files) || !text.take(before_statement)) return std::nullopt;
  const auto base64 = text.take_until(closing);
  auto statement = base64 ? parse_base64(*base64) : std::nullopt;
  if (!statement || statement->empty() || !text.at_end()) return std::nullopt;
  return AsicManifest(slot, std::move(*files), std::move(*statement));
}

Bytes AsicManifest::write() const {
  Bytes text = Bytes(opening) + slot_.signature_path();
  text.append(after_signature);
  for (const SignedFile& file : files_) {
    text.append(before_path).append(file.path).append(before_media_type).append(file.media_type);
    text.append(before_digest).append(to_base64(file.sha256.view())).append(after_digest);
  }
  return text.append(before_statement).append(to_base64(statement_)).append(closing);
}

}  // namespace chancery::signing
