#include "signing/foreign_listing.h"

#include "base/error.h"
#include "formats/xml_document.h"

#include <algorithm>
#include <utility>

namespace chancery::signing {
namespace {

using formats::XmlDocument;
using formats::XmlElement;

constexpr std::string_view asic = "http://uri.etsi.org/02918/v1.2.1#";
constexpr std::string_view statement_namespace = "urn:chancery:statement:1";
constexpr std::string_view ds = "http://www.w3.org/2000/09/xmldsig#";

Error unreadable(const char* key, std::string_view place, const XmlElement& element) {
  return {Fault::input, {key, {{"place", std::string(place)}, {"line", std::int64_t{element.line()}}}}};
}

/// Base64 in XML may be broken over lines.
std::optional<Bytes> parse_loose_base64(std::string text) {
  std::erase_if(text, [](char letter) { return letter == ' ' || letter == '\n' || letter == '\r' || letter == '\t'; });
  return parse_base64(text);
}

XmlElement needed(const XmlElement& parent, std::string_view name, std::string_view uri, std::string_view place) {
  const auto found = parent.children(name, uri);
  if (found.size() != 1) throw unreadable("signing.listing_element", place, parent);
  return found.front();
}

Reference read_reference(const XmlElement& element, std::string_view place) {
  const auto path = parse_uri_path(element.attribute("URI").value_or(""));
  if (!path) throw unreadable("signing.listing_uri", place, element);
  const auto digest = parse_loose_base64(needed(element, "DigestValue", ds, place).text());
  if (!digest) throw unreadable("signing.listing_element", place, element);
  const auto method = needed(element, "DigestMethod", ds, place).attribute("Algorithm").value_or("");
  return {*path, element.attribute("MimeType").value_or(""), digest_algorithm_by_uri(method), *digest};
}

/// The first statement in the extensions; what is no Base64 is an empty one, for it was meant as a statement.
std::optional<Bytes> read_statement(const XmlElement& root) {
  for (const XmlElement& extensions : root.children("ASiCManifestExtensions", asic)) {
    for (const XmlElement& extension : extensions.children("Extension", asic)) {
      for (const XmlElement& statement : extension.children("Statement", statement_namespace)) {
        return parse_loose_base64(statement.text()).value_or(Bytes());
      }
    }
  }
  return std::nullopt;
}

std::optional<int> hex_digit(char letter) {
  if (letter >= '0' && letter <= '9') return letter - '0';
  if (letter >= 'a' && letter <= 'f') return letter - 'a' + 10;
  if (letter >= 'A' && letter <= 'F') return letter - 'A' + 10;
  return std::nullopt;
}

}  // namespace

std::optional<std::string> parse_uri_path(std::string_view uri) {
  std::string path;
  for (std::size_t index = 0; index < uri.size(); ++index) {
    if (uri[index] != '%') {
      path.push_back(uri[index]);
      continue;
    }
    const auto high = index + 2 < uri.size() ? hex_digit(uri[index + 1]) : std::nullopt;
    const auto low = high ? hex_digit(uri[index + 2]) : std::nullopt;
    if (!low) return std::nullopt;
    path.push_back(static_cast<char>(*high * 16 + *low));
    index += 2;
  }
  const bool absolute = path.starts_with('/') || path.starts_with('#') || path.find("://") != std::string::npos;
  return path.empty() || absolute ? std::nullopt : std::optional(path);
}

ForeignListing read_foreign_listing(BytesView bytes, std::string_view place) {
  const XmlDocument document = XmlDocument::read(bytes, place);
  const XmlElement root = document.root();
  if (!root.is("ASiCManifest", asic)) throw unreadable("signing.listing_element", place, root);
  const auto signature = parse_uri_path(needed(root, "SigReference", asic, place).attribute("URI").value_or(""));
  if (!signature) throw unreadable("signing.listing_uri", place, root);
  ForeignListing listing{*signature, {}};
  for (const XmlElement& element : root.children("DataObjectReference", asic)) {
    listing.references.push_back(read_reference(element, place));
  }
  if (listing.references.empty()) throw unreadable("signing.listing_element", place, root);
  listing.statement = read_statement(root);
  return listing;
}

}  // namespace chancery::signing
