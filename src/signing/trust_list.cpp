#include "signing/trust_list.h"

#include "base/error.h"
#include "formats/xml_document.h"

#include <algorithm>
#include <charconv>
#include <utility>

namespace chancery::signing {
namespace {

using formats::Certificate;
using formats::XmlDocument;
using formats::XmlElement;

constexpr std::string_view tsl = "http://uri.etsi.org/02231/v2#";

Error unreadable(std::string_view place, const XmlElement& element) {
  return {Fault::input, {"signing.trust_list_odd", {{"place", std::string(place)}, {"line", std::int64_t{element.line()}}}}};
}

XmlElement needed(const XmlElement& parent, std::string_view name, std::string_view place) {
  const auto found = parent.child(name, tsl);
  if (!found) throw unreadable(place, parent);
  return *found;
}

std::string trimmed(const std::string& text) {
  const auto first = text.find_first_not_of(" \t\r\n");
  return first == std::string::npos ? std::string() : text.substr(first, text.find_last_not_of(" \t\r\n") - first + 1);
}

/// `2026-11-21T10:00:00Z`, with or without a fraction.
std::optional<Timestamp> time_in(const XmlElement& element) {
  const std::string text = trimmed(element.text());
  return text.size() < 20 || text.back() != 'Z' ? std::nullopt : Timestamp::parse(text.substr(0, 19) + ".000Z");
}

bool ends_with_any(std::string_view text, std::initializer_list<std::string_view> endings) {
  return std::any_of(endings.begin(), endings.end(), [&](std::string_view ending) { return text.ends_with(ending); });
}

TrustedService::Kind kind_of(std::string_view type) {
  if (type.find("/Svctype/CA/") != std::string_view::npos) return TrustedService::Kind::certificates;
  if (type.find("/Svctype/TSA") != std::string_view::npos) return TrustedService::Kind::time_stamps;
  return TrustedService::Kind::other;
}

/// TS 119 612 §5.5.4, with the names of the versions before it.
bool is_granted(std::string_view status) {
  return ends_with_any(status, {"/Svcstatus/granted", "/Svcstatus/recognisedatnationallevel", "/Svcstatus/undersupervision",
                                "/Svcstatus/accredited", "/Svcstatus/supervisionincessation"});
}

std::vector<Certificate> certificates_in(const XmlElement& identity, std::string_view place) {
  std::vector<Certificate> certificates;
  for (const XmlElement& id : identity.children("DigitalId", tsl)) {
    const auto element = id.child("X509Certificate", tsl);
    if (!element) continue;
    std::string text = element->text();
    std::erase_if(text, [](char letter) { return letter == ' ' || letter == '\n' || letter == '\r' || letter == '\t'; });
    const auto der = parse_base64(text);
    if (!der) throw unreadable(place, *element);
    certificates.push_back(Certificate::read(*der, place));
  }
  return certificates;
}

TrustedService read_service(const XmlElement& service, std::string_view place) {
  const XmlElement information = needed(service, "ServiceInformation", place);
  const auto names = information.child("ServiceName", tsl);
  const auto name = names ? names->child("Name", tsl) : std::nullopt;
  return {kind_of(trimmed(needed(information, "ServiceTypeIdentifier", place).text())), name ? trimmed(name->text()) : "",
          is_granted(trimmed(needed(information, "ServiceStatus", place).text())),
          certificates_in(needed(information, "ServiceDigitalIdentity", place), place)};
}

void read_providers(const XmlElement& root, TrustList& list, std::string_view place) {
  const auto providers = root.child("TrustServiceProviderList", tsl);
  if (!providers) return;
  for (const XmlElement& provider : providers->children("TrustServiceProvider", tsl)) {
    for (const XmlElement& service : needed(provider, "TSPServices", place).children("TSPService", tsl)) {
      list.services.push_back(read_service(service, place));
    }
  }
}

std::uint64_t number_in(const XmlElement& element, std::string_view place) {
  const std::string text = trimmed(element.text());
  std::uint64_t number = 0;
  const auto [end, error] = std::from_chars(text.data(), text.data() + text.size(), number);
  if (error != std::errc{} || end != text.data() + text.size()) throw unreadable(place, element);
  return number;
}

}  // namespace

std::vector<Certificate> TrustList::anchors() const {
  std::vector<Certificate> all;
  for (const TrustedService& service : services) {
    if (!service.granted || service.kind == TrustedService::Kind::other) continue;
    for (const Certificate& certificate : service.certificates) {
      if (std::find(all.begin(), all.end(), certificate) == all.end()) all.push_back(certificate);
    }
  }
  return all;
}

TrustList read_trust_list(BytesView bytes, std::string_view place) {
  const XmlDocument document = XmlDocument::read(bytes, place);
  const XmlElement root = document.root();
  if (!root.is("TrustServiceStatusList", tsl)) throw unreadable(place, root);
  const XmlElement scheme = needed(root, "SchemeInformation", place);
  const auto issued = time_in(needed(scheme, "ListIssueDateTime", place));
  if (!issued) throw unreadable(place, scheme);
  TrustList list{trimmed(needed(scheme, "SchemeTerritory", place).text()),
                 number_in(needed(scheme, "TSLSequenceNumber", place), place),
                 *issued,
                 std::nullopt,
                 chancery::sha256(bytes),
                 {}};
  if (const auto next = scheme.child("NextUpdate", tsl)) {
    if (const auto time = next->child("dateTime", tsl)) list.next_update = time_in(*time);
  }
  read_providers(root, list, place);
  return list;
}

}  // namespace chancery::signing
