#pragma once

#include "document/statement.h"
#include "evidence/signing_offer.h"
#include "formats/json.h"
#include "support/signed_container.h"

#include <string>
#include <utility>
#include <vector>

namespace chancery::tests {

/// A frozen document of a test as an office holds it: files, manifest, container, and what it offers for signing.
struct SigningOffice {
  std::vector<signing::DataFile> files = sample_files();
  Bytes manifest = manifest_over(files);
  Bytes container = signing::create_container(manifest, files);
  TestAuthority authority{};
  TestSigner signer = authority.issue();
  RequestId request = *RequestId::parse(std::string(32, 'a'));

  static Bytes manifest_over(const std::vector<signing::DataFile>& files) {
    const auto file = [](const signing::DataFile& one) {
      return formats::Json{{"path", one.path},
                           {"media_type", one.media_type},
                           {"size", one.content.size()},
                           {"sha256", sha256(one.content).hex()}};
    };
    formats::Json listed = file(files[0]);
    listed["shown"] = file(files[1]);
    return formats::committed_json(
        {{"type", "chancery.manifest/1"}, {"files", formats::Json::array({listed})}, {"annexes", formats::Json::array()}});
  }

  [[nodiscard]] document::Statement statement() const {
    return {sha256(manifest),
            document::Act::sign,
            "Голова",
            std::nullopt,
            std::nullopt,
            std::nullopt,
            true,
            {},
            "office/1/e1\n1\nx\n",
            request,
            signing_day.plus(std::chrono::hours(1))};
  }

  [[nodiscard]] signing::SigningRequest offer(const document::Statement& said, unsigned slot = 1) const {
    return signing::prepare({signer.certificate, document::compose_statement(said), signing::Commitment::proof_of_approval,
                             signing::signed_files(manifest, files), *signing::SlotNumber::from(slot), signing_day});
  }

  [[nodiscard]] Bytes signed_container(const Bytes& before, unsigned slot = 1) const {
    const auto offered = offer(statement(), slot);
    const Bytes p7s = signing::finish(offered, signer.sign(offered.signed_attributes()), {authority.certificate()});
    return signing::add_signature(before, offered.slot(), offered.asic_manifest(), p7s);
  }
};

}  // namespace chancery::tests
