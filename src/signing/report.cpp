#include "signing/report.h"

namespace chancery::signing {
namespace {

formats::Json hex_list(const std::vector<Sha256>& hashes) {
  auto list = formats::Json::array();
  for (const Sha256& hash : hashes) list.push_back(hash.hex());
  return list;
}

std::vector<Sha256> tokens_of(const SignatureReport& report) {
  std::vector<Sha256> tokens;
  for (const TimeStampReport& stamp : report.stamps) tokens.push_back(stamp.sha256);
  return tokens;
}

}  // namespace

std::string_view name_of(Level level) {
  switch (level) {
    case Level::none:
      return {};
    case Level::b_b:
      return "B-B";
    case Level::b_t:
      return "B-T";
    case Level::b_lt:
      return "B-LT";
    case Level::b_lta:
      return "B-LTA";
  }
  return {};
}

formats::Json sig_record(const SignatureReport& report, std::string_view act, const Sha256& policy) {
  formats::Json record{{"act", act},
                       {"kind", report.verifiable ? "verified" : "unverifiable"},
                       {"file_sha256", report.file_sha256.hex()},
                       {"chain_sha256", hex_list(report.chain_sha256)},
                       {"tokens_sha256", hex_list(tokens_of(report))},
                       {"revocation_sha256", hex_list(report.revocation_sha256)},
                       {"indication", name_of(report.indication)},
                       {"policy_sha256", policy.hex()}};
  if (report.value_sha256) record["value_sha256"] = report.value_sha256->hex();
  if (report.signed_sha256) record["signed_sha256"] = report.signed_sha256->hex();
  if (report.certificate) record["cert_sha256"] = sha256(*report.certificate).hex();
  if (report.sub != SubIndication::none) record["sub"] = name_of(report.sub);
  return record;
}

bool says_revoked(const SignatureReport& report) {
  return std::any_of(report.notes.begin(), report.notes.end(),
                     [](const Note& note) { return note.message.key == "signing.revoked"; });
}

bool waits_for_revocation(const SignatureReport& report) {
  return report.indication == Indication::indeterminate && report.sub == SubIndication::try_later && !says_revoked(report);
}

}  // namespace chancery::signing
