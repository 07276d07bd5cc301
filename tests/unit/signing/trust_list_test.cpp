#include "signing/trust_list.h"

#include "support/errors.h"
#include "support/test_authority.h"

#include <catch2/catch.hpp>

using namespace chancery;
using namespace chancery::signing;
using namespace chancery::tests;

namespace {

std::string service(const TestAuthority& authority, const std::string& type, const std::string& status) {
  return "<TSPService><ServiceInformation><ServiceTypeIdentifier>http://uri.etsi.org/TrstSvc/Svctype/" + type +
         "</ServiceTypeIdentifier><ServiceName><Name xml:lang=\"uk\">Надавач Ґ</Name></ServiceName><ServiceDigitalIdentity>"
         "<DigitalId><X509Certificate>\n" +
         to_base64(authority.certificate().der()) +
         "\n</X509Certificate></DigitalId></ServiceDigitalIdentity><ServiceStatus>http://uri.etsi.org/TrstSvc/TrustedList/"
         "Svcstatus/" +
         status + "</ServiceStatus></ServiceInformation></TSPService>";
}

std::string list_with(const std::string& services) {
  return "<TrustServiceStatusList "
         "xmlns=\"http://uri.etsi.org/02231/v2#\"><SchemeInformation><TSLSequenceNumber>57</TSLSequenceNumber>"
         "<SchemeTerritory>UA</SchemeTerritory><ListIssueDateTime>2026-10-01T09:00:00Z</ListIssueDateTime><NextUpdate><dateTime>"
         "2027-04-01T09:00:00Z</dateTime></NextUpdate></SchemeInformation><TrustServiceProviderList><TrustServiceProvider>"
         "<TSPServices>" +
         services + "</TSPServices></TrustServiceProvider></TrustServiceProviderList></TrustServiceStatusList>";
}

}  // namespace

TEST_CASE("of a trust list the services that are granted and issue certificates or time stamps are anchors") {
  const TestAuthority people("А");
  const TestAuthority time("Б");
  const TestAuthority withdrawn("В");
  const TestAuthority other("Г");
  const TrustList list = read_trust_list(list_with(service(people, "CA/QC", "granted") + service(time, "TSA/QTST", "granted") +
                                                   service(withdrawn, "CA/QC", "withdrawn") +
                                                   service(other, "EDS/REM/Q", "granted") + service(people, "CA/QC", "granted")),
                                         "TL-UA.xml");
  CHECK(list.sequence == 57);
  CHECK(list.territory == "UA");
  CHECK(list.issued.text() == "2026-10-01T09:00:00.000Z");
  CHECK(list.next_update->text() == "2027-04-01T09:00:00.000Z");
  CHECK(list.services.front().name == "Надавач Ґ");
  CHECK(list.anchors() == std::vector<formats::Certificate>{people.certificate(), time.certificate()});
}

TEST_CASE("what is no trust list is refused, with its line") {
  const TestAuthority authority;
  const std::string good = list_with(service(authority, "CA/QC", "granted"));
  const auto refusal = [&](std::string from, const std::string& to) {
    std::string text = good;
    text.replace(text.find(from), from.size(), to);
    return key_of([&] { static_cast<void>(read_trust_list(text, "list.xml")); });
  };
  CHECK(key_of([] { static_cast<void>(read_trust_list("<a/>", "list.xml")); }) == "signing.trust_list_odd");
  CHECK(refusal("57", "57x") == "signing.trust_list_odd");
  CHECK(refusal("2026-10-01T09:00:00Z", "yesterday") == "signing.trust_list_odd");
  CHECK(refusal("\n</X509", "!</X509") == "signing.trust_list_odd");
}
