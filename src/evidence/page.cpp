#include "evidence/page.h"

#include "base/embedded_file.h"
#include "base/error.h"

#include <algorithm>

namespace chancery::evidence {

namespace page_files {
std::span<const EmbeddedFile> embedded_files();
}

namespace {

/// The first line of the page, and its last: behind it stands the evidence.
constexpr std::string_view first_line = "<!DOCTYPE html><!-- chancery evidence page -->\n";
constexpr std::string_view last_line = "<script type=\"text/plain\" id=\"evidence\">";

BytesView embedded(std::string_view ending) {
  const auto files = page_files::embedded_files();
  const auto found =
      std::find_if(files.begin(), files.end(), [&](const EmbeddedFile& file) { return file.name.ends_with(ending); });
  check_invariant(found != files.end(), "the evidence page is embedded");
  return found->bytes;
}

}  // namespace

BytesView readme() {
  return embedded("README.txt");
}

BytesView verifier_page() {
  return embedded("evidence.html");
}

Sha256 verifier_page_sha256() {
  return sha256(verifier_page());
}

Bytes write_page(const Blob& evidence) {
  return Bytes(verifier_page()) + to_base64(evidence.bytes());
}

bool is_page(BytesView bytes) {
  return bytes.starts_with(first_line);
}

std::optional<PageWithEvidence> read_page(BytesView bytes) {
  if (!is_page(bytes)) return std::nullopt;
  const std::size_t mark = bytes.rfind(last_line);
  if (mark == BytesView::npos) return std::nullopt;
  const std::size_t begin = mark + last_line.size();
  auto evidence = parse_base64(bytes.substr(begin));
  if (!evidence || evidence->empty()) return std::nullopt;
  return PageWithEvidence{Blob(*std::move(evidence)), bytes.substr(0, begin) == verifier_page()};
}

}  // namespace chancery::evidence
