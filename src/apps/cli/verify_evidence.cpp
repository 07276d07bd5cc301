#include "apps/cli/verify_evidence.h"

#include "base/error.h"
#include "evidence/page.h"
#include "ledger/checkpoint.h"
#include "ledger/hash_words.h"
#include "outside/files.h"

#include <filesystem>

namespace chancery::cli {
namespace {

/// The answer in one sentence, before anything else.
Message sentence(signing::Indication verdict) {
  switch (verdict) {
    case signing::Indication::total_passed:
      return {"cli.evidence_passed", {}};
    case signing::Indication::indeterminate:
      return {"cli.evidence_undecided", {}};
    case signing::Indication::total_failed:
      return {"cli.evidence_failed", {}};
  }
  return {"cli.evidence_undecided", {}};
}

using formats::Json;
using signing::Indication;

ExitCode exit_code_of(Indication verdict) {
  if (verdict == Indication::total_passed) return ExitCode::yes;
  return verdict == Indication::total_failed ? ExitCode::no : ExitCode::undecided;
}

void add_material(Json& json, const evidence::Material& material) {
  const auto checkpoint = ledger::Checkpoint::parse(material.checkpoint.text());
  json["doc"] = material.document.hex();
  json["log"] = checkpoint->origin();
  json["size"] = checkpoint->head().size;
  json["root"] = checkpoint->head().root.hex();
  json["root_words"] = ledger::hash_words(checkpoint->head().root);
}

void add_container(Json& json, const evidence::Judgement& judgement, text::Language language) {
  for (const signing::SignatureReport& signature : judgement.report.signatures) {
    json["signatures"].push_back({{"place", signature.place},
                                  {"indication", signing::name_of(signature.indication)},
                                  {"sub", signing::name_of(signature.sub)},
                                  {"signer", signature.signer},
                                  {"words", text::say(language, signing::explain(signature.indication))}});
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

void rely_on(evidence::Reliance& reliance, const std::string& option) {
  if (option.empty()) return;
  std::string text = std::filesystem::is_regular_file(option) ? outside::read_file(option, 4096) : option;
  while (!text.empty() && text.back() == '\n') text.pop_back();
  if (auto key = ledger::VerifierKey::parse(text)) {
    reliance.keys.push_back(*std::move(key));
  } else if (auto words = ledger::parse_hash_words(text)) {
    reliance.key_words.push_back(*std::move(words));
  } else if (auto printed = ledger::PrintedCheckpoint::parse(text)) {
    reliance.printed.push_back(*std::move(printed));
  } else {
    throw Error(Fault::input, {"cli.reliance_odd", {{"text", text.substr(0, 100)}}});
  }
}

FileVerdict verify_evidence_file(const Blob& bytes, std::string_view name, const evidence::Reliance& reliance, Timestamp at,
                                 text::Language language) {
  const auto report = evidence::verify_evidence(bytes, name, reliance, at);
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
  return {exit_code_of(report.verdict), std::move(json)};
}

}  // namespace chancery::cli
