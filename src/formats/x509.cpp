#include "formats/x509.h"

#include "base/error.h"
#include "formats/der.h"
#include "formats/readable_text.h"

#include <algorithm>
#include <set>
#include <utility>

namespace chancery::formats {
namespace {

constexpr Oid common_name{"2.5.4.3"};
constexpr Oid rsa_key{"1.2.840.113549.1.1.1"};
constexpr Oid ec_key{"1.2.840.10045.2.1"};
constexpr Oid curve_p256{"1.2.840.10045.3.1.7"};
constexpr Oid curve_p384{"1.3.132.0.34"};
constexpr Oid ed25519_key{"1.3.101.112"};
constexpr Oid dstu4145_prefix{"1.2.804.2.1.1.1.1"};
constexpr Oid subject_key_identifier_extension{"2.5.29.14"};
constexpr Oid key_usage_extension{"2.5.29.15"};
constexpr Oid basic_constraints_extension{"2.5.29.19"};
constexpr Oid policies_extension{"2.5.29.32"};
constexpr Oid authority_key_identifier_extension{"2.5.29.35"};
constexpr Oid extended_usage_extension{"2.5.29.37"};
constexpr Oid distribution_points_extension{"2.5.29.31"};
constexpr Oid authority_information_extension{"1.3.6.1.5.5.7.1.1"};
constexpr Oid no_check_extension{"1.3.6.1.5.5.7.48.1.5"};
constexpr Oid short_term_extension{"0.4.0.194121.2.1"};
constexpr Oid ocsp_access{"1.3.6.1.5.5.7.48.1"};
constexpr Oid time_stamping_usage{"1.3.6.1.5.5.7.3.8"};

std::size_t bit_length(BytesView big_endian) {
  std::size_t bits = big_endian.size() * 8;
  for (unsigned char mask = 0x80; bits > 0 && (static_cast<unsigned char>(big_endian[0]) & mask) == 0; mask >>= 1U) --bits;
  return bits;
}

/// The common name; where there is none, all values of the name.
std::string read_name(DerReader name) {
  std::string all;
  while (!name.at_end()) {
    for (DerReader set = name.enter(DerTag::set); !set.at_end();) {
      DerReader attribute = set.enter(DerTag::sequence);
      const BytesView type = attribute.oid();
      const DerElement value = attribute.next();
      std::string text = readable_text(value);
      if (common_name == type) return text;
      all.append(all.empty() ? "" : ", ").append(text);
    }
  }
  return all;
}

constexpr std::string_view pem_begin = "-----BEGIN CERTIFICATE-----";
constexpr std::string_view pem_end = "-----END CERTIFICATE-----";

Bytes without_line_ends(std::string_view text) {
  Bytes result(text);
  std::erase_if(result, [](char letter) { return letter == '\n' || letter == '\r' || letter == ' ' || letter == '\t'; });
  return result;
}

Error damaged_pem(std::string_view place, std::size_t number) {
  return {Fault::input,
          {"formats.certificate_pem", {{"place", std::string(place)}, {"number", static_cast<std::int64_t>(number)}}}};
}

std::vector<Certificate> read_pem(BytesView text, std::string_view place) {
  std::vector<Certificate> certificates;
  for (auto begin = text.find(pem_begin); begin != BytesView::npos; begin = text.find(pem_begin, begin)) {
    begin += pem_begin.size();
    const auto end = text.find(pem_end, begin);
    const auto der = end == BytesView::npos ? std::nullopt : parse_base64(without_line_ends(text.substr(begin, end - begin)));
    if (!der) throw damaged_pem(place, certificates.size() + 1);
    certificates.push_back(Certificate::read(*der, place));
  }
  return certificates;
}

}  // namespace

struct Certificate::Content {
  Content(BytesView bytes) : der(bytes), sha256(chancery::sha256(bytes)) {}  // NOLINT(google-explicit-constructor): one use

  Bytes der;
  Sha256 sha256;
  BytesView serial;
  BytesView issuer;
  BytesView subject;
  std::string issuer_name;
  std::string subject_name;
  std::optional<std::pair<Timestamp, Timestamp>> validity;
  BytesView public_key_info;
  KeyAlgorithm key_algorithm = KeyAlgorithm::other;
  std::string key_algorithm_oid;
  std::size_t key_bits = 0;
  std::optional<KeyUsage> key_usage;
  bool is_authority = false;
  std::optional<Bytes> subject_key_identifier;
  std::optional<Bytes> authority_key_identifier;
  std::vector<Bytes> policies;
  std::optional<std::vector<Bytes>> extended_usage;
  bool extended_usage_is_critical = false;
  std::vector<std::string> revocation_list_addresses;
  std::vector<std::string> ocsp_addresses;
  bool is_never_revoked = false;
};

/// Walks a TBSCertificate in the order of RFC 5280 §4.1 and notes what it finds.
class CertificateReader {
 public:
  CertificateReader(Certificate::Content& content, std::string_view place) : content_(content), place_(place) {}

  void read() {
    const DerElement whole = read_single_der(content_.der, place_);
    DerReader outer = DerReader(content_.der, place_).inside(whole);
    read_body(outer.enter(DerTag::sequence));
    static_cast<void>(outer.next(DerTag::sequence));
    static_cast<void>(outer.bit_string());
    outer.expect_end();
  }

 private:
  void read_body(DerReader body) {
    static_cast<void>(body.next_if(context_constructed(0)));
    content_.serial = body.next(DerTag::integer).content;
    static_cast<void>(body.next(DerTag::sequence));
    content_.issuer = read_name_into(body, content_.issuer_name);
    read_validity(body.enter(DerTag::sequence));
    content_.subject = read_name_into(body, content_.subject_name);
    read_key(body);
    static_cast<void>(body.next_if(context_primitive(1)));
    static_cast<void>(body.next_if(context_primitive(2)));
    if (body.next_is(context_constructed(3))) read_extensions(body.enter(context_constructed(3)));
    body.expect_end();
  }

  static BytesView read_name_into(DerReader& body, std::string& text) {
    const DerElement name = body.next(DerTag::sequence);
    text = read_name(body.inside(name));
    return name.encoding;
  }

  void read_validity(DerReader validity) {
    const Timestamp from = validity.time();
    content_.validity = {from, validity.time()};
    validity.expect_end();
  }

  void read_key(DerReader& body) {
    const DerElement info = body.next(DerTag::sequence);
    content_.public_key_info = info.encoding;
    DerReader key = body.inside(info);
    DerReader algorithm = key.enter(DerTag::sequence);
    const BytesView oid = algorithm.oid();
    content_.key_algorithm_oid = oid_text(oid);
    if (rsa_key == oid) read_rsa_key(key);
    if (ec_key == oid) read_curve(algorithm);
    if (ed25519_key == oid) note_key(KeyAlgorithm::ed25519, 256);
    if (oid.starts_with(dstu4145_prefix.view())) note_key(KeyAlgorithm::dstu4145, 0);
  }

  void read_rsa_key(DerReader key) {
    DerReader numbers = DerReader(key.bit_string(), place_).enter(DerTag::sequence);
    note_key(KeyAlgorithm::rsa, bit_length(numbers.unsigned_integer()));
  }

  void read_curve(DerReader algorithm) {
    if (!algorithm.next_is(DerTag::object_identifier)) return;
    const BytesView curve = algorithm.oid();
    if (curve_p256 == curve) note_key(KeyAlgorithm::ec_p256, 256);
    if (curve_p384 == curve) note_key(KeyAlgorithm::ec_p384, 384);
  }

  void note_key(KeyAlgorithm algorithm, std::size_t bits) {
    content_.key_algorithm = algorithm;
    content_.key_bits = bits;
  }

  void read_extensions(DerReader wrapper) {
    std::set<Bytes> seen;
    for (DerReader list = wrapper.enter(DerTag::sequence); !list.at_end();) {
      DerReader extension = list.enter(DerTag::sequence);
      const BytesView type = extension.oid();
      const bool critical = extension.next_is(DerTag::boolean) && extension.boolean();
      if (extended_usage_extension == type) content_.extended_usage_is_critical = critical;
      const BytesView value = extension.next(DerTag::octet_string).content;
      if (!seen.emplace(type).second) throw doubled(type);
      read_extension(type, DerReader(value, place_));
    }
  }

  void read_extension(BytesView type, DerReader value) {
    if (subject_key_identifier_extension == type) content_.subject_key_identifier = value.next(DerTag::octet_string).content;
    if (authority_key_identifier_extension == type) read_authority_key(value.enter(DerTag::sequence));
    if (key_usage_extension == type) read_usage(value.next(DerTag::bit_string).content);
    if (basic_constraints_extension == type) read_constraints(value.enter(DerTag::sequence));
    if (policies_extension == type) read_policies(value.enter(DerTag::sequence));
    if (extended_usage_extension == type) read_extended_usage(value.enter(DerTag::sequence));
    if (distribution_points_extension == type) read_distribution_points(value.enter(DerTag::sequence));
    if (authority_information_extension == type) read_authority_information(value.enter(DerTag::sequence));
    if (no_check_extension == type || short_term_extension == type) content_.is_never_revoked = true;
  }

  /// GeneralName `uniformResourceIdentifier [6]`; other kinds of names are of no use here.
  static void note_address(const DerElement& name, std::vector<std::string>& addresses) {
    if (name.tag == context_primitive(6)) addresses.emplace_back(name.content);
  }

  void read_distribution_points(DerReader points) {
    while (!points.at_end()) {
      DerReader point = points.enter(DerTag::sequence);
      if (!point.next_is(context_constructed(0))) continue;
      DerReader name = point.enter(context_constructed(0));
      if (!name.next_is(context_constructed(0))) continue;
      for (DerReader full = name.enter(context_constructed(0)); !full.at_end();) {
        note_address(full.next(), content_.revocation_list_addresses);
      }
    }
  }

  void read_authority_information(DerReader accesses) {
    while (!accesses.at_end()) {
      DerReader access = accesses.enter(DerTag::sequence);
      const BytesView method = access.oid();
      const DerElement name = access.next();
      if (ocsp_access == method) note_address(name, content_.ocsp_addresses);
    }
  }

  void read_authority_key(DerReader identifier) {
    if (const auto key = identifier.next_if(context_primitive(0))) content_.authority_key_identifier = key->content;
  }

  void read_usage(BytesView bits) {
    const auto first = bits.size() > 1 ? static_cast<unsigned char>(bits[1]) : 0U;
    content_.key_usage = KeyUsage{(first & 0x80U) != 0, (first & 0x40U) != 0, (first & 0x04U) != 0, (first & 0x02U) != 0};
  }

  void read_constraints(DerReader constraints) {
    content_.is_authority = constraints.next_is(DerTag::boolean) && constraints.boolean();
  }

  void read_policies(DerReader policies) {
    while (!policies.at_end()) content_.policies.emplace_back(policies.enter(DerTag::sequence).oid());
  }

  void read_extended_usage(DerReader usages) {
    content_.extended_usage.emplace();
    while (!usages.at_end()) content_.extended_usage->emplace_back(usages.oid());
  }

  [[nodiscard]] Error doubled(BytesView type) const {
    return {Fault::input, {"formats.certificate_extension_twice", {{"place", std::string(place_)}, {"oid", oid_text(type)}}}};
  }

  Certificate::Content& content_;
  std::string_view place_;
};

Certificate Certificate::read(BytesView der, std::string_view place) {
  auto content = std::make_shared<Content>(der);
  CertificateReader(*content, place).read();
  return Certificate(std::move(content));
}

const Bytes& Certificate::der() const {
  return content_->der;
}
const Sha256& Certificate::sha256() const {
  return content_->sha256;
}
const std::string& Certificate::subject_name() const {
  return content_->subject_name;
}
const std::string& Certificate::issuer_name() const {
  return content_->issuer_name;
}
BytesView Certificate::subject() const {
  return content_->subject;
}
BytesView Certificate::issuer() const {
  return content_->issuer;
}
BytesView Certificate::serial() const {
  return content_->serial;
}
Timestamp Certificate::not_before() const {
  return content_->validity->first;
}
Timestamp Certificate::not_after() const {
  return content_->validity->second;
}
KeyAlgorithm Certificate::key_algorithm() const {
  return content_->key_algorithm;
}
std::size_t Certificate::key_bits() const {
  return content_->key_bits;
}
BytesView Certificate::public_key_info() const {
  return content_->public_key_info;
}
const std::string& Certificate::key_algorithm_oid() const {
  return content_->key_algorithm_oid;
}
const std::optional<KeyUsage>& Certificate::key_usage() const {
  return content_->key_usage;
}
bool Certificate::is_authority() const {
  return content_->is_authority;
}
const std::optional<Bytes>& Certificate::subject_key_identifier() const {
  return content_->subject_key_identifier;
}
const std::optional<Bytes>& Certificate::authority_key_identifier() const {
  return content_->authority_key_identifier;
}

bool Certificate::has_policy(const Oid& policy) const {
  return std::any_of(content_->policies.begin(), content_->policies.end(), [&](const Bytes& own) { return policy == own; });
}

bool Certificate::has_extended_usage(const Oid& usage) const {
  const auto& usages = content_->extended_usage;
  return usages && std::any_of(usages->begin(), usages->end(), [&](const Bytes& own) { return usage == own; });
}

bool Certificate::has_any_extended_usage() const {
  return content_->extended_usage.has_value();
}

bool Certificate::is_only_for_time_stamps() const {
  return content_->extended_usage_is_critical && content_->extended_usage->size() == 1 && has_extended_usage(time_stamping_usage);
}

const std::vector<std::string>& Certificate::revocation_list_addresses() const {
  return content_->revocation_list_addresses;
}
const std::vector<std::string>& Certificate::ocsp_addresses() const {
  return content_->ocsp_addresses;
}
bool Certificate::is_never_revoked() const {
  return content_->is_never_revoked;
}

bool Certificate::may_be_issued_by(const Certificate& authority) const {
  if (issuer() != authority.subject()) return false;
  const auto& wanted = authority_key_identifier();
  const auto& offered = authority.subject_key_identifier();
  return !wanted || !offered || *wanted == *offered;
}

std::vector<Certificate> read_certificates(BytesView bytes, std::string_view place) {
  if (bytes.starts_with(static_cast<char>(DerTag::sequence))) return {Certificate::read(bytes, place)};
  auto certificates = read_pem(bytes, place);
  if (certificates.empty()) throw Error(Fault::input, {"formats.certificate_none", {{"place", std::string(place)}}});
  return certificates;
}

Bytes write_pem(const Certificate& certificate) {
  constexpr std::size_t line = 64;
  const std::string text = to_base64(certificate.der());
  Bytes pem = Bytes(pem_begin) + "\n";
  for (std::size_t start = 0; start < text.size(); start += line) pem.append(text, start, line).append("\n");
  return pem.append(pem_end).append("\n");
}

}  // namespace chancery::formats
