#pragma once

#include "formats/xml_document.h"
#include "formats/zip_writer.h"
#include "signing/algorithms.h"
#include "support/test_authority.h"

#include <optional>
#include <string>
#include <utility>
#include <vector>

namespace chancery::tests {

/// A XAdES signature over files, as other programs write it; everything that a rule could be about can be set.
struct XadesMaker {
  const TestSigner& signer;
  std::vector<std::pair<std::string, std::string>> files{{"договір.txt", "Ґ Є І Ї ’"}};  // path, content
  std::string uri = "%D0%B4%D0%BE%D0%B3%D0%BE%D0%B2%D1%96%D1%80.txt";
  std::string canonicalization = "http://www.w3.org/2001/10/xml-exc-c14n#";
  std::string method = "http://www.w3.org/2001/04/xmldsig-more#ecdsa-sha256";
  std::string digest_uri = "http://www.w3.org/2001/04/xmlenc#sha256";
  std::string properties_type = "http://uri.etsi.org/01903#SignedProperties";
  std::string unsigned_properties{};  // XML, may hold @VALUE-STAMP@
  std::string more_in_root{};
  bool with_certificate = true;

  [[nodiscard]] std::string digest(BytesView bytes) const {
    return to_base64(signing::digest_of(signing::digest_algorithm_by_uri(digest_uri), bytes));
  }

  [[nodiscard]] std::string compose(const std::string& properties_digest, const std::string& value) const {
    const std::string digest_method = "<ds:DigestMethod Algorithm=\"" + digest_uri + "\"/>";
    const std::string certificate = with_certificate
                                        ? "<ds:KeyInfo><ds:X509Data><ds:X509Certificate>" + to_base64(signer.certificate.der()) +
                                              "</ds:X509Certificate></ds:X509Data></ds:KeyInfo>"
                                        : std::string();
    std::string references;
    for (std::size_t index = 0; index < files.size(); ++index) {
      references += "<ds:Reference Id=\"r" + std::to_string(index) + "\" URI=\"" + (index == 0 ? uri : files[index].first) +
                    "\">" + digest_method + "<ds:DigestValue>" + digest(files[index].second) + "</ds:DigestValue></ds:Reference>";
    }
    return "<?xml version=\"1.0\" encoding=\"UTF-8\"?>\n<asic:XAdESSignatures xmlns:asic=\"http://uri.etsi.org/02918/v1.2.1#\" "
           "xmlns:ds=\"http://www.w3.org/2000/09/xmldsig#\" xmlns:xades=\"http://uri.etsi.org/01903/v1.3.2#\">\n"
           "<ds:Signature Id=\"S0\"><ds:SignedInfo><ds:CanonicalizationMethod Algorithm=\"" +
           canonicalization + "\"/><ds:SignatureMethod Algorithm=\"" + method + "\"/>" + references + "<ds:Reference Type=\"" +
           properties_type + "\" URI=\"#P0\"><ds:Transforms><ds:Transform Algorithm=\"" + canonicalization +
           "\"/></ds:Transforms>" + digest_method + "<ds:DigestValue>" + properties_digest +
           "</ds:DigestValue></ds:Reference></ds:SignedInfo><ds:SignatureValue>" + value + "</ds:SignatureValue>" + certificate +
           "<ds:Object><xades:QualifyingProperties Target=\"#S0\"><xades:SignedProperties Id=\"P0\">"
           "<xades:SignedSignatureProperties><xades:SigningTime>2026-11-21T12:30:00+02:00</xades:SigningTime>"
           "<xades:SigningCertificateV2><xades:Cert><xades:CertDigest><ds:DigestMethod "
           "Algorithm=\"http://www.w3.org/2001/04/xmlenc#sha256\"/><ds:DigestValue>" +
           to_base64(signer.certificate.sha256().view()) +
           "</ds:DigestValue></xades:CertDigest></xades:Cert></xades:SigningCertificateV2></xades:SignedSignatureProperties>"
           "<xades:SignedDataObjectProperties><xades:DataObjectFormat ObjectReference=\"#r0\"><xades:MimeType>text/plain"
           "</xades:MimeType></xades:DataObjectFormat></xades:SignedDataObjectProperties></xades:SignedProperties>" +
           (unsigned_properties.empty() ? std::string()
                                        : "<xades:UnsignedProperties><xades:UnsignedSignatureProperties>" + unsigned_properties +
                                              "</xades:UnsignedSignatureProperties></xades:UnsignedProperties>") +
           "</xades:QualifyingProperties></ds:Object></ds:Signature>" + more_in_root + "</asic:XAdESSignatures>";
  }

  [[nodiscard]] formats::Canonicalization how() const {
    using Method = formats::Canonicalization::Method;
    return {canonicalization.find("exc") != std::string::npos ? Method::exclusive : Method::inclusive, false, {}};
  }

  static formats::XmlElement signature_in(const formats::XmlDocument& document) { return document.root().children().front(); }

  /// The value that the signer makes, as XML writes it.
  [[nodiscard]] Bytes value_over(BytesView signed_info) const {
    const Bytes value = signer.sign(signed_info);
    if (signer.certificate.key_algorithm() == formats::KeyAlgorithm::rsa) return value;
    formats::DerReader pair = formats::DerReader(value, "value").enter(formats::DerTag::sequence);
    const auto padded = [](BytesView number, std::size_t size) { return Bytes(size - number.size(), '\0') + Bytes(number); };
    const std::size_t size = (signer.certificate.key_bits() + 7) / 8;
    const Bytes r = padded(pair.unsigned_integer(), size);
    return r + padded(pair.unsigned_integer(), size);
  }

  [[nodiscard]] std::string properties_digest() const {
    const auto draft = formats::XmlDocument::read(compose("", ""), "draft");
    const auto objects = signature_in(draft).children("Object", "http://www.w3.org/2000/09/xmldsig#");
    return digest(objects.front().children().front().children().front().canonical(how()));
  }

  /// The file `META-INF/signatures*.xml`.
  [[nodiscard]] std::string write() const {
    const std::string properties = properties_digest();
    const auto draft = formats::XmlDocument::read(compose(properties, ""), "draft");
    return compose(properties, to_base64(value_over(signature_in(draft).children().front().canonical(how()))));
  }

  /// The bytes that a signature time stamp is over, when it is made by Canonical XML 1.0.
  [[nodiscard]] static Bytes stamped_bytes(const std::string& file) {
    const auto document = formats::XmlDocument::read(file, "file");
    return signature_in(document).children()[1].canonical({formats::Canonicalization::Method::inclusive, false, {}});
  }

  [[nodiscard]] Bytes container(const std::string& signatures) const {
    formats::ZipWriter writer;
    writer.add("mimetype", "application/vnd.etsi.asic-e+zip", formats::Compression::stored);
    for (const auto& [path, content] : files) writer.add(path, content);
    writer.add("META-INF/signatures0.xml", signatures);
    return writer.finish();
  }
  [[nodiscard]] Bytes container() const { return container(write()); }
};

}  // namespace chancery::tests
