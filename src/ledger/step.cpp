#include "ledger/step.h"

#include "base/error.h"
#include "ledger/shape.h"

#include <utility>

namespace chancery::ledger {
namespace {

using formats::Json;

Json hashes(const std::vector<Sha256>& values) {
  Json list = Json::array();
  for (const Sha256& value : values) list.push_back(value.hex());
  return list;
}

Json as_json(const OpenFile& file) {
  return to_json(file);
}

Json as_json(const ClosedFile& file) {
  return {{"commitment", file.commitment.hex()}};
}

Json as_json(const File& file) {
  return std::visit([](const auto& kind) { return as_json(kind); }, file);
}

Json as_json(const SectionHash& section) {
  return {{"name", section.name}, {"sha256", section.sha256.hex()}};
}

Json as_json(const PaperSignature& signature) {
  return {{"act", signature.act}, {"kind", "paper"}, {"file_sha256", signature.file_sha256.hex()}};
}

Json as_json(const FileSignature& signature) {
  Json json{{"act", signature.act},
            {"kind", signature.kind == FileSignature::Kind::verified ? "verified" : "unverifiable"},
            {"value_sha256", signature.value_sha256.hex()},
            {"file_sha256", signature.file_sha256.hex()},
            {"signed_sha256", signature.signed_sha256.hex()},
            {"cert_sha256", signature.cert_sha256.hex()},
            {"chain_sha256", hashes(signature.chain_sha256)},
            {"tokens_sha256", hashes(signature.tokens_sha256)},
            {"revocation_sha256", hashes(signature.revocation_sha256)},
            {"indication", signature.indication},
            {"policy_sha256", signature.policy_sha256.hex()}};
  if (signature.sub) json["sub"] = *signature.sub;
  return json;
}

Json as_json(const Signature& signature) {
  return std::visit([](const auto& kind) { return as_json(kind); }, signature);
}

Json as_json(const RecordedAct& act) {
  return {
      {"capacity", act.capacity}, {"body", act.body},     {"acted", act.acted.text()},      {"place", act.place},
      {"channel", act.channel},   {"number", act.number}, {"evidence", act.evidence.hex()}, {"recorder", act.recorder.text()}};
}

template <class T>
Json list_of(const std::vector<T>& values) {
  Json list = Json::array();
  for (const T& value : values) list.push_back(as_json(value));
  return list;
}

void add_what_applies(const Step& step, Json& json) {
  if (step.doc_prev) json["doc_prev"] = step.doc_prev->hex();
  if (step.refused_by) json["rule"] = *step.refused_by;
  if (step.manifest) json["manifest"] = step.manifest->hex();
  if (step.recorded) json["recorded"] = as_json(*step.recorded);
  if (step.parent) json["parent"] = step.parent->hex();
}

Shape file_shape() {
  return either_shape(
      "commitment", object_shape({{"commitment", hash_shape()}}),
      object_shape({{"name", text_shape()}, {"media_type", text_shape()}, {"size", integer_shape()}, {"sha256", hash_shape()}}));
}

Shape paper_signature_shape() {
  return object_shape({{"act", text_shape()}, {"kind", word_shape({"paper"})}, {"file_sha256", hash_shape()}});
}

Shape file_signature_shape() {
  return object_shape({{"act", text_shape()},
                       {"kind", word_shape({"verified", "unverifiable"})},
                       {"value_sha256", hash_shape()},
                       {"file_sha256", hash_shape()},
                       {"signed_sha256", hash_shape()},
                       {"cert_sha256", hash_shape()},
                       {"chain_sha256", list_shape(hash_shape())},
                       {"tokens_sha256", list_shape(hash_shape())},
                       {"revocation_sha256", list_shape(hash_shape())},
                       {"indication", text_shape()},
                       optional_key("sub", text_shape()),
                       {"policy_sha256", hash_shape()}});
}

Shape recorded_shape() {
  return object_shape({{"capacity", text_shape()},
                       {"body", text_shape()},
                       {"acted", moment_shape()},
                       {"place", text_shape()},
                       {"channel", text_shape()},
                       {"number", text_shape()},
                       {"evidence", hash_shape()},
                       {"recorder", actor_shape()}});
}

Shape make_step_shape() {
  return object_shape({{"doc", id_shape()},
                       {"doc_seq", integer_shape()},
                       optional_key("doc_prev", hash_shape()),
                       {"event", text_shape()},
                       {"outcome", word_shape({"done", "refused"})},
                       optional_key("rule", text_shape()),
                       {"revision", integer_shape()},
                       {"from", list_shape(text_shape())},
                       {"to", list_shape(text_shape())},
                       {"workflow", object_shape({{"sha256", hash_shape()}, {"engine", word_shape({"scxml/1"})}})},
                       {"facts", hash_shape()},
                       optional_key("manifest", hash_shape()),
                       {"sections", list_shape(object_shape({{"name", text_shape()}, {"sha256", hash_shape()}}))},
                       {"in", list_shape(file_shape())},
                       {"out", list_shape(file_shape())},
                       {"sig", list_shape(either_shape("value_sha256", file_signature_shape(), paper_signature_shape()))},
                       optional_key("recorded", recorded_shape()),
                       optional_key("parent", hash_shape())});
}

}  // namespace

Json to_json(const OpenFile& file) {
  return {{"name", file.name}, {"media_type", file.media_type}, {"size", file.size}, {"sha256", file.sha256.hex()}};
}

Json to_json(const Step& step) {
  if (step.doc_prev.has_value() != (step.doc_seq > 0)) {
    throw Error(Fault::input,
                {"ledger.doc_prev", {{"doc", step.doc.hex()}, {"doc_seq", static_cast<std::int64_t>(step.doc_seq)}}});
  }
  Json json{{"doc", step.doc.hex()},
            {"doc_seq", step.doc_seq},
            {"event", step.event},
            {"outcome", step.refused_by ? "refused" : "done"},
            {"revision", step.revision},
            {"from", step.from},
            {"to", step.to},
            {"workflow", {{"sha256", step.workflow.sha256.hex()}, {"engine", step.workflow.engine}}},
            {"facts", step.facts.hex()},
            {"sections", list_of(step.sections)},
            {"in", list_of(step.in)},
            {"out", list_of(step.out)},
            {"sig", list_of(step.signatures)}};
  add_what_applies(step, json);
  return json;
}

std::optional<Message> why_not_a_step(const Json& value) {
  static const Shape shape = make_step_shape();
  if (auto why = shape(value, "step")) return why;
  if (value.contains("rule") != (value["outcome"] == "refused")) return unknown_value("step.rule");
  if (value.contains("doc_prev") != (value["doc_seq"] != 0)) return unknown_value("step.doc_prev");
  return std::nullopt;
}

}  // namespace chancery::ledger
