#include "apps/server/container_verdict.h"

#include "base/error.h"
#include "evidence/container_judgement.h"
#include "formats/zip_archive.h"

namespace chancery::server {
namespace {

using formats::Json;
using signing::SubIndication;

Json signature_json(const signing::SignatureReport& signature, const std::optional<document::Statement>& statement,
                    text::Language language) {
  const bool explained = signature.sub != SubIndication::none;
  Json json{{"place", signature.place},
            {"indication", signing::name_of(signature.indication)},
            {"words", text::say(language, explained ? signing::explain(signature.sub) : signing::explain(signature.indication))},
            {"signer", signature.signer}};
  if (signature.claimed_time) json["time"] = signature.claimed_time->text();
  if (statement) {
    json["act"] = document::name_of(statement->act);
    json["capacity"] = statement->capacity;
    json["mode"] = statement->in_person ? "in_person" : "remote";
  }
  return json;
}

/// The files by hash, so that a reader can compare; none of what cannot be read.
Json files_json(const Blob& container, std::string_view name) try {
  Json list = Json::array();
  const auto archive = formats::ZipArchive::read(container, name);
  for (const formats::ZipEntry& entry : archive.entries()) {
    if (entry.name == "mimetype" || entry.name.starts_with("META-INF/")) continue;
    list.push_back({{"path", entry.name}, {"size", entry.size}, {"sha256", sha256(archive.content(entry)).hex()}});
  }
  return list;
} catch (const Error&) {
  return Json::array();
}

}  // namespace

Json container_verdict(const Blob& container, std::string_view name, const formats::TrustAnchors& anchors, Timestamp at,
                       text::Language language) {
  const auto judgement = evidence::judge_container(container, name, anchors, at);
  const signing::Report& report = judgement.report;
  Json json{{"verdict", signing::name_of(report.verdict)},
            {"words", text::say(language, signing::explain(report.verdict))},
            {"ours", report.ours},
            {"signatures", Json::array()},
            {"notes", Json::array()},
            {"files", files_json(container, name)}};
  for (std::size_t i = 0; i < report.signatures.size(); ++i) {
    json["signatures"].push_back(signature_json(report.signatures[i], judgement.statements[i], language));
  }
  for (const signing::Note& note : report.notes) {
    json["notes"].push_back({{"place", note.place}, {"text", text::say(language, note.message)}});
  }
  return json;
}

}  // namespace chancery::server
