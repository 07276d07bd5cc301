#include "apps/cli/verify.h"

#include "evidence/container_judgement.h"

namespace chancery::cli {
namespace {

using formats::Json;
using signing::Indication;
using signing::SubIndication;

Json stamp_json(const signing::TimeStampReport& stamp, text::Language language) {
  Json json{{"indication", signing::name_of(stamp.indication)}, {"server", stamp.server}, {"sha256", stamp.sha256.hex()}};
  if (stamp.sub != SubIndication::none) json["sub"] = signing::name_of(stamp.sub);
  if (stamp.claimed_time) json["time"] = stamp.claimed_time->text();
  if (!stamp.notes.empty()) json["words"] = text::say(language, stamp.notes.front());
  return json;
}

Json signature_json(const signing::SignatureReport& signature, const std::optional<document::Statement>& statement,
                    text::Language language) {
  const bool explained = signature.sub != SubIndication::none;
  const Message why = explained ? signing::explain(signature.sub) : signing::explain(signature.indication);
  Json json{{"place", signature.place},
            {"indication", signing::name_of(signature.indication)},
            {"words", text::say(language, why)},
            {"signer", signature.signer}};
  if (explained) json["sub"] = signing::name_of(signature.sub);
  if (signature.claimed_time) json["time"] = signature.claimed_time->text();
  if (signature.proven_time) json["proven_time"] = signature.proven_time->text();
  if (signature.certificate) json["certificate"] = sha256(*signature.certificate).hex();
  if (signature.level != signing::Level::none) json["level"] = signing::name_of(signature.level);
  json["covers"] = Json::array();
  for (const signing::SignedFile& file : signature.files) json["covers"].push_back(file.path);
  json["time_stamps"] = Json::array();
  for (const signing::TimeStampReport& stamp : signature.stamps) json["time_stamps"].push_back(stamp_json(stamp, language));
  if (statement) {
    json["act"] = document::name_of(statement->act);
    json["capacity"] = statement->capacity;
    json["mode"] = statement->in_person ? "in_person" : "remote";
    if (statement->on_behalf_of) json["on_behalf_of"] = *statement->on_behalf_of;
  }
  return json;
}

}  // namespace

ExitCode exit_code_of(Indication verdict) {
  switch (verdict) {
    case Indication::total_passed:
      return ExitCode::yes;
    case Indication::indeterminate:
      return ExitCode::undecided;
    case Indication::total_failed:
      return ExitCode::no;
  }
  return ExitCode::internal;
}

FileVerdict verify_file(const FileToVerify& file, const GivenTrust& trust, Timestamp at, text::Language language) {
  const auto judgement = evidence::judge_signed_file(file.bytes, file.content, file.name, trust.material, at);
  const signing::Report& report = judgement.report;
  Json json{{"file", file.name},
            {"verdict", signing::name_of(report.verdict)},
            {"words", text::say(language, signing::explain(report.verdict))},
            {"ours", report.ours},
            {"at", at.text()},
            {"trust_lists", trust.lists},
            {"time_stamps", Json::array()},
            {"signatures", Json::array()},
            {"notes", Json::array()}};
  if (report.sub != SubIndication::none) json["sub"] = signing::name_of(report.sub);
  for (std::size_t i = 0; i < report.signatures.size(); ++i) {
    json["signatures"].push_back(signature_json(report.signatures[i], judgement.statements[i], language));
  }
  for (const auto& [place, stamp] : report.stamps) {
    Json one = stamp_json(stamp, language);
    one["place"] = place;
    json["time_stamps"].push_back(std::move(one));
  }
  for (const signing::Note& note : report.notes) {
    json["notes"].push_back({{"place", note.place}, {"text", text::say(language, note.message)}});
  }
  return {exit_code_of(report.verdict), std::move(json)};
}

}  // namespace chancery::cli
