#include "apps/server/evidence_verdict.h"

#include "base/error.h"
#include "document/statement.h"
#include "evidence/page.h"
#include "ledger/checkpoint.h"
#include "ledger/hash_words.h"

namespace chancery::server {
namespace {

/// The answer in one sentence, before anything else.
Message sentence(signing::Indication verdict) {
  switch (verdict) {
    case signing::Indication::total_passed:
      return {"server.evidence_passed", {}};
    case signing::Indication::indeterminate:
      return {"server.evidence_undecided", {}};
    case signing::Indication::total_failed:
      return {"server.evidence_failed", {}};
  }
  return {"server.evidence_undecided", {}};
}

using formats::Json;
using signing::Indication;

void add_material(Json& json, const evidence::Material& material) {
  const auto checkpoint = ledger::Checkpoint::parse(material.checkpoint.text());
  json["doc"] = material.document.hex();
  json["log"] = checkpoint->origin();
  json["size"] = checkpoint->head().size;
  json["root"] = checkpoint->head().root.hex();
  json["root_words"] = ledger::hash_words(checkpoint->head().root);
}

/// What the signer signed besides the files; of one who signed with another program it is the office's word alone.
std::string statement_words(const std::optional<document::Statement>& statement, text::Language language) {
  if (!statement) return text::say(language, {"server.statement_recorded", {}});
  const std::string act = text::say(language, {"server.act", {{"code", std::string(document::name_of(statement->act))}}});
  return text::say(language, {"server.statement_signed", {{"act", act}, {"capacity", statement->capacity}}});
}

void add_container(Json& json, const evidence::Judgement& judgement, text::Language language) {
  for (std::size_t i = 0; i < judgement.report.signatures.size(); ++i) {
    const signing::SignatureReport& signature = judgement.report.signatures[i];
    json["signatures"].push_back({{"place", signature.place},
                                  {"indication", signing::name_of(signature.indication)},
                                  {"sub", signing::name_of(signature.sub)},
                                  {"signer", signature.signer},
                                  {"words", text::say(language, signing::explain(signature.indication)) + " " +
                                                statement_words(judgement.statements.at(i), language)}});
  }
  for (const signing::Note& note : judgement.report.notes) {
    json["notes"].push_back({{"place", note.place}, {"text", text::say(language, note.message)}});
  }
}

Json check_json(const evidence::Check& check, text::Language language) {
  Json json{{"check", check.name}, {"result", evidence::name_of(check.result)}, {"text", text::say(language, check.message)}};
  if (check.entry) json["entry"] = *check.entry;
  return json;
}

}  // namespace

void rely_on(evidence::Reliance& reliance, std::string_view known) {
  while (!known.empty() && (known.back() == '\n' || known.back() == '\r' || known.back() == ' ')) known.remove_suffix(1);
  if (known.empty()) return;
  const std::string text(known);
  if (auto key = ledger::VerifierKey::parse(text)) {
    reliance.keys.push_back(*std::move(key));
  } else if (auto words = ledger::parse_hash_words(text)) {
    reliance.key_words.push_back(*std::move(words));
  } else if (auto printed = ledger::PrintedCheckpoint::parse(text)) {
    reliance.printed.push_back(*std::move(printed));
  } else {
    throw Error(Fault::input, {"server.reliance_odd", {{"text", text.substr(0, 100)}}});
  }
}

Json evidence_verdict(const evidence::EvidenceReport& report, std::string_view name, text::Language language) {
  Json json{{"file", name},
            {"verdict", signing::name_of(report.verdict)},
            {"words", text::say(language, sentence(report.verdict))},
            {"result", ledger::name_of(report.result)},
            {"checks", Json::array()},
            {"signatures", Json::array()},
            {"notes", Json::array()},
            {"page_sha256", evidence::verifier_page_sha256().hex()}};
  if (report.material) add_material(json, *report.material);
  for (const evidence::Check& check : report.checks) json["checks"].push_back(check_json(check, language));
  for (const evidence::Judgement& judgement : report.containers) add_container(json, judgement, language);
  return json;
}

}  // namespace chancery::server
