#include "signing/xml_signature_methods.h"

#include "base/openssl_handles.h"
#include "formats/der.h"
#include "signing/key_handles.h"

#include <openssl/err.h>
#include <openssl/rsa.h>
#include <openssl/x509.h>

#include <array>
#include <sstream>

namespace chancery::signing {
namespace {

using formats::Canonicalization;
using formats::XmlElement;

constexpr std::string_view exclusive = "http://www.w3.org/2001/10/xml-exc-c14n#";

enum class Scheme { rsa, rsa_pss, ecdsa };

struct Method {
  std::string_view uri;
  Scheme scheme;
  const char* digest;
  XmlMethodStrength strength;
};

constexpr std::array methods{
    Method{"http://www.w3.org/2001/04/xmldsig-more#rsa-sha256", Scheme::rsa, "SHA256", XmlMethodStrength::accepted},
    Method{"http://www.w3.org/2001/04/xmldsig-more#rsa-sha384", Scheme::rsa, "SHA384", XmlMethodStrength::accepted},
    Method{"http://www.w3.org/2001/04/xmldsig-more#rsa-sha512", Scheme::rsa, "SHA512", XmlMethodStrength::accepted},
    Method{"http://www.w3.org/2007/05/xmldsig-more#sha256-rsa-MGF1", Scheme::rsa_pss, "SHA256", XmlMethodStrength::accepted},
    Method{"http://www.w3.org/2007/05/xmldsig-more#sha384-rsa-MGF1", Scheme::rsa_pss, "SHA384", XmlMethodStrength::accepted},
    Method{"http://www.w3.org/2007/05/xmldsig-more#sha512-rsa-MGF1", Scheme::rsa_pss, "SHA512", XmlMethodStrength::accepted},
    Method{"http://www.w3.org/2001/04/xmldsig-more#ecdsa-sha256", Scheme::ecdsa, "SHA256", XmlMethodStrength::accepted},
    Method{"http://www.w3.org/2001/04/xmldsig-more#ecdsa-sha384", Scheme::ecdsa, "SHA384", XmlMethodStrength::accepted},
    Method{"http://www.w3.org/2001/04/xmldsig-more#ecdsa-sha512", Scheme::ecdsa, "SHA512", XmlMethodStrength::accepted},
    Method{"http://www.w3.org/2000/09/xmldsig#rsa-sha1", Scheme::rsa, "SHA1", XmlMethodStrength::weak},
    Method{"http://www.w3.org/2001/04/xmldsig-more#ecdsa-sha1", Scheme::ecdsa, "SHA1", XmlMethodStrength::weak},
    Method{"http://www.w3.org/2001/04/xmldsig-more#rsa-md5", Scheme::rsa, "MD5", XmlMethodStrength::weak},
};

const Method* find_method(std::string_view uri) {
  for (const Method& method : methods) {
    if (method.uri == uri) return &method;
  }
  return nullptr;
}

const unsigned char* octets(BytesView bytes) {
  return reinterpret_cast<const unsigned char*>(bytes.data());
}

/// XML writes r and s side by side, the library wants them in DER.
Bytes der_pair(BytesView value) {
  using namespace formats;
  const std::size_t half = value.size() / 2;
  return der_sequence({der_integer(value.substr(0, half)), der_integer(value.substr(half))});
}

bool fits(Scheme scheme, const formats::Certificate& certificate) {
  using formats::KeyAlgorithm;
  const KeyAlgorithm key = certificate.key_algorithm();
  if (scheme != Scheme::ecdsa) return key == KeyAlgorithm::rsa;
  return key != KeyAlgorithm::rsa && key != KeyAlgorithm::dstu4145 && key != KeyAlgorithm::ed25519;
}

bool set_padding(EVP_PKEY_CTX* context, Scheme scheme) {
  if (scheme != Scheme::rsa_pss) return true;
  return EVP_PKEY_CTX_set_rsa_padding(context, RSA_PKCS1_PSS_PADDING) == 1 &&
         EVP_PKEY_CTX_set_rsa_pss_saltlen(context, RSA_PSS_SALTLEN_DIGEST) == 1;
}

/// The words of a list that white space separates; `#default` names the default namespace.
std::vector<std::string> words_of(const std::string& text) {
  std::istringstream stream(text);
  std::vector<std::string> words;
  for (std::string word; stream >> word;) words.push_back(word);
  return words;
}

}  // namespace

std::optional<Canonicalization> read_canonicalization(const XmlElement& method) {
  using How = Canonicalization::Method;
  std::string uri = method.attribute("Algorithm").value_or("");
  Canonicalization result{How::inclusive, false, {}};
  constexpr std::string_view with_comments = "WithComments";
  if (uri.ends_with(with_comments)) {
    result.comments = true;
    uri.resize(uri.size() - with_comments.size());
    if (!uri.empty() && uri.back() == '#' && uri != exclusive) uri.pop_back();
  }
  if (uri == "http://www.w3.org/TR/2001/REC-xml-c14n-20010315") return result;
  if (uri == "http://www.w3.org/2006/12/xml-c14n11") return Canonicalization{How::inclusive_11, result.comments, {}};
  if (uri != exclusive) return std::nullopt;
  result.method = How::exclusive;
  if (const auto list = method.child("InclusiveNamespaces", exclusive)) {
    result.prefixes = words_of(list->attribute("PrefixList").value_or(""));
  }
  return result;
}

XmlMethodStrength strength_of_method(std::string_view uri) {
  const Method* method = find_method(uri);
  return method == nullptr ? XmlMethodStrength::unknown : method->strength;
}

bool verifies(std::string_view uri, const formats::Certificate& certificate, BytesView bytes, BytesView value) {
  const Method* method = find_method(uri);
  if (method == nullptr || !fits(method->scheme, certificate)) return false;
  const bool is_pair = method->scheme == Scheme::ecdsa;
  if (value.empty() || (is_pair && value.size() % 2 != 0)) return false;
  const Bytes encoded = is_pair ? der_pair(value) : Bytes(value);
  const BytesView info = certificate.public_key_info();
  const auto* start = octets(info);
  const KeyHandle key(d2i_PUBKEY(nullptr, &start, static_cast<long>(info.size())));
  const DigestContext context(EVP_MD_CTX_new());
  EVP_PKEY_CTX* parameters = nullptr;
  const bool good =
      key && context &&
      EVP_DigestVerifyInit_ex(context.get(), &parameters, method->digest, nullptr, nullptr, key.get(), nullptr) == 1 &&
      set_padding(parameters, method->scheme) &&
      EVP_DigestVerify(context.get(), octets(encoded), encoded.size(), octets(bytes), bytes.size()) == 1;
  ERR_clear_error();
  return good;
}

}  // namespace chancery::signing
