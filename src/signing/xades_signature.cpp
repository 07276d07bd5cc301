#include "signing/xades_signature.h"

#include "base/error.h"
#include "formats/xml_document.h"
#include "signing/xml_signature_methods.h"

#include <algorithm>
#include <charconv>
#include <map>
#include <utility>

namespace chancery::signing {
namespace {

using formats::Canonicalization;
using formats::XmlDocument;
using formats::XmlElement;

constexpr std::string_view ds = "http://www.w3.org/2000/09/xmldsig#";
constexpr std::string_view xades = "http://uri.etsi.org/01903/v1.3.2#";
constexpr std::string_view signed_properties_type = "http://uri.etsi.org/01903#SignedProperties";
/// More than any real signature has.
constexpr std::size_t most_signatures = 256;
constexpr std::size_t most_references = 2'000;

Error unreadable(const char* key, std::string_view place, const XmlElement& element) {
  return {Fault::input, {key, {{"place", std::string(place)}, {"line", std::int64_t{element.line()}}}}};
}

/// Base64 in XML may be broken over lines.
std::optional<Bytes> parse_loose_base64(std::string text) {
  std::erase_if(text, [](char letter) { return letter == ' ' || letter == '\n' || letter == '\r' || letter == '\t'; });
  return parse_base64(text);
}

std::optional<XmlElement> follow(XmlElement element, std::initializer_list<std::string_view> names) {
  std::optional<XmlElement> at = element;
  for (const std::string_view name : names) {
    if (at) at = at->child(name, xades);
  }
  return at;
}

/// xsd:dateTime in UTC or with an offset; a local time without one is no moment.
std::optional<Timestamp> parse_date_time(std::string_view text) {
  if (text.size() < 20) return std::nullopt;
  const auto whole = Timestamp::parse(std::string(text.substr(0, 19)) + ".000Z");
  auto zone = text.substr(19);
  if (zone.starts_with('.')) zone.remove_prefix(std::min(zone.find_first_not_of("0123456789", 1), zone.size()));
  if (!whole || zone == "Z") return whole;
  unsigned hours = 0;
  unsigned minutes = 0;
  const bool shaped = zone.size() == 6 && (zone[0] == '+' || zone[0] == '-') && zone[3] == ':' &&
                      std::from_chars(zone.data() + 1, zone.data() + 3, hours).ptr == zone.data() + 3 &&
                      std::from_chars(zone.data() + 4, zone.data() + 6, minutes).ptr == zone.data() + 6;
  if (!shaped || hours > 14 || minutes > 59) return std::nullopt;
  const auto offset = std::chrono::minutes(hours * 60 + minutes);
  return whole->plus(zone[0] == '+' ? -offset : offset);
}

/// Every element with an Id, by it. Two with the same one let a reader and a verifier see different things.
class Identities {
 public:
  Identities(const XmlElement& root, std::string_view place) : place_(place) { collect(root); }

  [[nodiscard]] std::optional<XmlElement> find(const std::string& id) const {
    const auto found = elements_.find(id);
    return found == elements_.end() ? std::nullopt : std::optional(found->second);
  }

 private:
  void collect(const XmlElement& element) {
    for (const char* name : {"Id", "ID", "id"}) {
      const auto id = element.attribute(name);
      if (id && !elements_.emplace(*id, element).second) throw unreadable("signing.xades_id_twice", place_, element);
    }
    for (const XmlElement& child : element.children()) collect(child);
  }

  std::string_view place_;
  std::map<std::string, XmlElement> elements_;
};

/// Reads one signature.
class SignatureReader {
 public:
  SignatureReader(const XmlElement& signature, const Identities& identities, std::string_view place)
      : signature_(signature), identities_(identities), place_(place) {}

  XadesSignature read() {
    const XmlElement info = needed(signature_, "SignedInfo");
    const auto canonicalization = read_canonicalization(needed(info, "CanonicalizationMethod"));
    result_.understood = canonicalization.has_value();
    if (canonicalization) result_.signed_info = info.canonical(*canonicalization);
    result_.method = needed(info, "SignatureMethod").attribute("Algorithm").value_or("");
    value_ = needed(signature_, "SignatureValue");
    result_.value = needed_bytes(*value_);
    find_properties();
    const auto references = info.children("Reference", ds);
    if (references.empty() || references.size() > most_references) throw unreadable("signing.listing_element", place_, info);
    for (const XmlElement& reference : references) read_reference(reference);
    read_key_info();
    read_properties();
    return std::move(result_);
  }

 private:
  [[nodiscard]] XmlElement needed(const XmlElement& parent, std::string_view name) const {
    const auto found = parent.children(name, ds);
    if (found.size() != 1) throw unreadable("signing.listing_element", place_, parent);
    return found.front();
  }

  [[nodiscard]] Bytes needed_bytes(const XmlElement& element) const {
    auto bytes = parse_loose_base64(element.text());
    if (!bytes) throw unreadable("signing.listing_element", place_, element);
    return std::move(*bytes);
  }

  /// QualifyingProperties stand in one ds:Object and name the signature that they qualify.
  void find_properties() {
    for (const XmlElement& object : signature_.children("Object", ds)) {
      for (const XmlElement& found : object.children("QualifyingProperties", xades)) {
        if (properties_) throw unreadable("signing.signed_properties_twice", place_, found);
        const auto id = signature_.attribute("Id");
        if (id && found.attribute("Target") != "#" + *id) throw unreadable("signing.listing_element", place_, found);
        properties_ = found;
      }
    }
  }

  void read_reference(const XmlElement& element) {
    const std::string uri = element.attribute("URI").value_or("");
    const DigestAlgorithm algorithm =
        digest_algorithm_by_uri(needed(element, "DigestMethod").attribute("Algorithm").value_or(""));
    Bytes digest = needed_bytes(needed(element, "DigestValue"));
    if (uri.starts_with('#')) return read_inner(element, uri.substr(1), algorithm, std::move(digest));
    const auto path = parse_uri_path(uri);
    if (!path) throw unreadable("signing.listing_uri", place_, element);
    const auto transforms = element.child("Transforms", ds);
    if (transforms && !transforms->children().empty()) result_.understood = false;
    result_.files.push_back({*path, media_type_of(element), algorithm, std::move(digest)});
  }

  void read_inner(const XmlElement& element, const std::string& id, const DigestAlgorithm& algorithm, Bytes digest) {
    const auto target = identities_.find(id);
    const auto how = canonicalization_of(element);
    if (!target) throw unreadable("signing.listing_uri", place_, element);
    if (!how) result_.understood = false;
    const auto own = properties_ ? follow(*properties_, {"SignedProperties"}) : std::nullopt;
    const bool is_properties = own && own->attribute("Id") == id;
    const bool says_so = element.attribute("Type") == std::optional<std::string>(signed_properties_type);
    if (is_properties != says_so) throw unreadable("signing.signed_properties_other", place_, element);
    if (is_properties) ++result_.signed_properties;
    if (how) result_.inner.push_back({target->canonical(*how), algorithm, std::move(digest)});
  }

  /// Without a transform a part of a document is written by Canonical XML 1.0 (xmldsig-core1 §4.4.3.2).
  static std::optional<Canonicalization> canonicalization_of(const XmlElement& reference) {
    const auto transforms = reference.child("Transforms", ds);
    const auto list = transforms ? transforms->children("Transform", ds) : std::vector<XmlElement>();
    if (list.empty()) return Canonicalization{Canonicalization::Method::inclusive, false, {}};
    return list.size() == 1 ? read_canonicalization(list.front()) : std::nullopt;
  }

  /// DataObjectFormat says what a file is, and is signed.
  [[nodiscard]] std::string media_type_of(const XmlElement& reference) const {
    const auto id = reference.attribute("Id");
    const auto own = properties_ && id ? follow(*properties_, {"SignedProperties", "SignedDataObjectProperties"}) : std::nullopt;
    if (!own) return {};
    for (const XmlElement& format : own->children("DataObjectFormat", xades)) {
      const auto type = format.child("MimeType", xades);
      if (type && format.attribute("ObjectReference") == "#" + *id) return type->text();
    }
    return {};
  }

  void read_key_info() {
    const auto info = signature_.child("KeyInfo", ds);
    if (!info) return;
    note_unsigned("KeyInfo");
    for (const XmlElement& data : info->children("X509Data", ds)) {
      for (const XmlElement& certificate : data.children("X509Certificate", ds)) {
        result_.certificates.push_back(needed_bytes(certificate));
      }
    }
  }

  void read_properties() {
    if (!properties_) return;
    if (const auto own = follow(*properties_, {"SignedProperties", "SignedSignatureProperties"})) {
      if (const auto time = own->child("SigningTime", xades)) result_.claimed_time = parse_date_time(time->text());
      result_.certificate = read_certificate_reference(*own);
    }
    if (const auto data = follow(*properties_, {"SignedProperties", "SignedDataObjectProperties"})) {
      for (const XmlElement& stamp : data->children("AllDataObjectsTimeStamp", xades)) {
        read_tokens(stamp, result_.content_tokens);
      }
    }
    if (const auto unsigned_ones = follow(*properties_, {"UnsignedProperties", "UnsignedSignatureProperties"})) {
      for (const XmlElement& property : unsigned_ones->children()) read_unsigned(property);
    }
  }

  /// `SigningCertificateV2`, or the older `SigningCertificate`; its first certificate is the signer's.
  [[nodiscard]] std::optional<CertificateReference> read_certificate_reference(const XmlElement& own) const {
    auto list = own.child("SigningCertificateV2", xades);
    if (!list) list = own.child("SigningCertificate", xades);
    const auto digest = list ? follow(*list, {"Cert", "CertDigest"}) : std::nullopt;
    if (!digest) return std::nullopt;
    const auto oid = digest_oid_by_uri(needed(*digest, "DigestMethod").attribute("Algorithm").value_or(""));
    if (!oid) return std::nullopt;
    return CertificateReference{Bytes(*oid), needed_bytes(needed(*digest, "DigestValue"))};
  }

  void read_tokens(const XmlElement& stamp, std::vector<Bytes>& tokens) const {
    for (const XmlElement& token : stamp.children("EncapsulatedTimeStamp", xades)) tokens.push_back(needed_bytes(token));
  }

  void read_values(const XmlElement& list, std::string_view name, std::vector<Bytes>& values) const {
    for (const XmlElement& value : list.children(name, xades)) values.push_back(needed_bytes(value));
  }

  void read_unsigned(const XmlElement& property) {
    note_unsigned(property.name());
    if (property.is("SignatureTimeStamp", xades)) read_signature_stamp(property);
    if (property.is("CertificateValues", xades) || property.is("TimeStampValidationData", xades)) {
      read_values(property, "EncapsulatedX509Certificate", result_.enclosures.certificates);
    }
    if (!property.is("RevocationValues", xades)) return;
    if (const auto lists = property.child("CRLValues", xades)) {
      read_values(*lists, "EncapsulatedCRLValue", result_.enclosures.lists);
    }
    if (const auto answers = property.child("OCSPValues", xades)) {
      read_values(*answers, "EncapsulatedOCSPValue", result_.enclosures.ocsp);
    }
  }

  /// Over the canonical form of the whole SignatureValue element (EN 319 132-1 §5.3).
  void read_signature_stamp(const XmlElement& stamp) {
    const auto method = stamp.child("CanonicalizationMethod", ds);
    const auto how = method ? read_canonicalization(*method) : Canonicalization{Canonicalization::Method::inclusive, false, {}};
    if (!how) return note_unsigned("CanonicalizationMethod");
    std::vector<Bytes> tokens;
    read_tokens(stamp, tokens);
    for (Bytes& token : tokens) result_.enclosures.signature_stamps.push_back({std::move(token), value_->canonical(*how)});
  }

  void note_unsigned(std::string_view name) {
    std::string& all = result_.unsigned_fields;
    all.append(all.empty() ? "" : ", ").append(name);
  }

  const XmlElement& signature_;
  const Identities& identities_;
  std::string_view place_;
  std::optional<XmlElement> value_;
  std::optional<XmlElement> properties_;
  XadesSignature result_{};
};

}  // namespace

std::vector<XadesSignature> read_xades_signatures(BytesView bytes, std::string_view place) {
  const XmlDocument document = XmlDocument::read(bytes, place);
  const XmlElement root = document.root();
  const auto elements = root.children("Signature", ds);
  if (elements.empty() || elements.size() > most_signatures) throw unreadable("signing.listing_element", place, root);
  const Identities identities(root, place);
  std::vector<XadesSignature> signatures;
  for (const XmlElement& element : elements) signatures.push_back(SignatureReader(element, identities, place).read());
  return signatures;
}

}  // namespace chancery::signing
