#include "signing/listing_layout.h"

#include <algorithm>
#include <set>
#include <string>
#include <utility>

namespace chancery::signing::layout {
namespace {

constexpr std::string_view reference = "<asic:DataObjectReference ";
constexpr std::string_view root_mark = "Rootfile=\"true\" ";
constexpr std::string_view before_path = "URI=\"";
constexpr std::string_view before_media_type = "\" MimeType=\"";
constexpr std::string_view before_digest =
    "\"><ds:DigestMethod Algorithm=\"http://www.w3.org/2001/04/xmlenc#sha256\"/><ds:DigestValue>";
constexpr std::string_view after_digest = "</ds:DigestValue></asic:DataObjectReference>";

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

std::optional<SignedFile> read_file(Reader& text, std::string_view root) {
  const bool marked = text.take(root_mark);
  if (!text.take(before_path)) return std::nullopt;
  const auto path = text.take_until(before_media_type);
  const auto media_type = text.take_until(before_digest);
  const auto digest = text.take_until(after_digest);
  if (!path || !media_type || !digest) return std::nullopt;
  if ((*path == root) != marked) return std::nullopt;
  const auto bytes = parse_base64(*digest);
  const auto hash = bytes ? Sha256::from_bytes(*bytes) : std::nullopt;
  if (!hash) return std::nullopt;
  return SignedFile{std::string(*path), std::string(*media_type), *hash};
}

}  // namespace

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

void append_files(Bytes& text, const std::vector<SignedFile>& files, std::string_view root) {
  for (const SignedFile& file : files) {
    text.append(reference);
    if (file.path == root) text.append(root_mark);
    text.append(before_path).append(file.path).append(before_media_type).append(file.media_type);
    text.append(before_digest).append(to_base64(file.sha256.view())).append(after_digest);
  }
}

std::optional<std::vector<SignedFile>> read_files(Reader& text, std::string_view root) {
  std::vector<SignedFile> files;
  while (text.take(reference)) {
    auto file = read_file(text, root);
    if (!file) return std::nullopt;
    files.push_back(std::move(*file));
  }
  return files;
}

}  // namespace chancery::signing::layout
