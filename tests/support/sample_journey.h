#pragma once

#include "document/facts.h"
#include "document/rights_policy.h"
#include "document/section.h"
#include "evidence/material.h"
#include "evidence/recorded_state.h"
#include "ledger/appended_range.h"
#include "ledger/checkpoint.h"
#include "ledger/heads.h"
#include "ledger/printed_checkpoint.h"
#include "support/sample_ledger.h"
#include "workflow/step.h"

#include <fstream>
#include <iterator>
#include <set>
#include <stdexcept>

namespace chancery::tests {

/// A document that goes through workflows/memorandum.scxml by the rules, as the engine writes its leaves, openings and facts; and
/// the evidence of it. Tests let it do what is not allowed, or damage what it wrote.
class SampleJourney {
 public:
  using Change = std::function<void(document::Document&)>;

  SampleJourney() : chart_(read_file(CHANCERY_SOURCE "/workflows/memorandum.scxml")), document_(begin()) {
    definition_ = workflow::read_definition(chart_, "memorandum.scxml");
    document_.workflow = definition_->sha256();
  }

  /// The way from `new` to `archived`: ten steps and two refused attempts.
  SampleJourney& whole_way() {
    act("new", "clerk", {"clerk"});
    other_document();
    act("submit", "clerk", {"clerk"});
    refuse("approve", "clerk", {"clerk"}, "workflow.role");
    act("approve", "lawyer", {"legal_reviewer"}, approve("source"));
    act("concur.mfa", "mfa", {"concurrence_mfa"});
    other_document();
    act("concur.development", "development", {"concurrence_development"});
    act("certify", "translator", {"translator"}, approve("translation:en"));
    act("close", "lawyer", {"legal_reviewer"}, [](document::Document& document) { document.closed = sha256("manifest"); });
    act("sign", "head", {"signatory"}, sign(1));
    refuse("sign", "head", {"signatory"}, "engine.party_has_signed");
    act("sign", "partner", {"signatory"}, sign(2));
    act("archive", "clerk", {"clerk"});
    return *this;
  }

  /// A step that the chart allows: what it adds to the document first, then the chart.
  SampleJourney& act(const std::string& event, const std::string& person, std::set<std::string> roles,
                     const Change& change = {}) {
    if (change) change(document_);
    const formats::Json facts = facts_for(person, std::move(roles));
    const auto stepped = instance_ ? workflow::step(*definition_, *instance_, {.name = event, .data = payload_}, facts)
                                   : workflow::start(*definition_, facts);
    if (stepped.refused()) throw std::logic_error(event + ": " + to_log(stepped.refusal().message));
    const std::vector<std::string> from = document_.configuration;
    instance_ = stepped.value().instance;
    for (const workflow::Effect& effect : stepped.value().effects) {
      const auto* action = std::get_if<workflow::Action>(&effect);
      if (action != nullptr && action->name == "freeze") freeze();
    }
    document_.instance = instance_->to_json();
    document_.configuration = instance_->configuration();
    document_.performances.push_back({event, this->person(person)});
    ++document_.revision;
    write(event, person, from, facts, std::nullopt);
    return *this;
  }

  SampleJourney& refuse(const std::string& event, const std::string& person, std::set<std::string> roles,
                        const std::string& rule) {
    payload_ = formats::Json::object();
    write(event, person, document_.configuration, facts_for(person, std::move(roles)), rule);
    return *this;
  }

  /// An entry that says whatever the test wants: what a faulty or lying office might write.
  SampleJourney& lie(const std::string& event, const std::string& person, std::set<std::string> roles,
                     std::vector<std::string> to, const Change& change = {}) {
    if (change) change(document_);
    const formats::Json facts = facts_for(person, std::move(roles));
    const std::vector<std::string> from = document_.configuration;
    document_.configuration = std::move(to);
    document_.performances.push_back({event, this->person(person)});
    ++document_.revision;
    write(event, person, from, facts, std::nullopt);
    return *this;
  }

  void other_document() { ledger_.step(77); }

  [[nodiscard]] static Change approve(const std::string& section) {
    return [section](document::Document& document) {
      document.approvals.push_back({section, *document::section_hash(document, section), "approve", "x", time()});
    };
  }
  [[nodiscard]] static Change sign(unsigned party) {
    return [party](document::Document& document) {
      document.signatures.push_back(
          {party,
           "sign",
           document::SignatureKind::verified,
           party,
           "Підписант Ґ",
           "x",
           time(),
           {"signature.p7s", "application/x-pkcs7-signature", 9, sha256("p7s" + std::to_string(party))}});
    };
  }

  [[nodiscard]] SampleLedger& ledger() { return ledger_; }
  [[nodiscard]] const document::Document& document() const { return document_; }
  [[nodiscard]] const std::vector<evidence::ShownStep>& shown() const { return shown_; }
  [[nodiscard]] const evidence::ReplayMaterial& stored() const { return stored_; }
  [[nodiscard]] const std::vector<evidence::StepRow>& rows() const { return rows_; }
  [[nodiscard]] evidence::DocumentRow row() const { return {document_, shown_.size() - 1, shown_.back().leaf}; }

  /// The evidence of the document, with the map of last leaves taken before it.
  [[nodiscard]] evidence::Material material() {
    if (!heads_) take_heads();
    ledger::AppendedRange tree{ledger::Frontier()};
    for (const Bytes& leaf : ledger_.leaves()) tree.append(ledger::hash_leaf(leaf));
    const ledger::Checkpoint checkpoint(SampleLedger::origin, tree.frontier().head());
    evidence::Material material{document_.id, time(), ledger_.signer().note(checkpoint.text()), ledger_.signer().verifier_key()};
    for (const evidence::ShownStep& step : shown_) material.entries.push_back(entry(tree, step.seq));
    material.office.push_back(entry(tree, *heads_));
    material.heads = {*heads_, ledger::prove_head(last_leaves(), document_.id)};
    material.earlier.push_back(earlier(tree, 3));
    material.facts = stored_.facts;
    material.rights = stored_.policies;
    material.workflows = stored_.workflows;
    for (const auto& [hash, content] : files_) {
      material.files.push_back({{"file.txt", "text/plain", content.size(), hash}, Blob(Bytes(content))});
    }
    return material;
  }
  [[nodiscard]] ledger::PrintedCheckpoint printed() {
    return ledger::PrintedCheckpoint(*ledger::Checkpoint::parse(material().checkpoint.text()));
  }

 private:
  [[nodiscard]] static Bytes read_file(const char* path) {
    std::ifstream in(path, std::ios::binary);
    return {std::istreambuf_iterator<char>(in), {}};
  }
  [[nodiscard]] static Timestamp time() { return *Timestamp::parse("2026-11-21T09:00:00.000Z"); }
  [[nodiscard]] std::string person(const std::string& name) const {
    return ledger::pseudonym_in(document_.id, SecretBytes(std::string(sha256(name).view()))).hex();
  }

  [[nodiscard]] document::Document begin() {
    const document::File file{"memorandum.docx", "application/octet-stream", 4, keep("docx")};
    const auto uk = *LanguageTag::parse("uk");
    const auto en = *LanguageTag::parse("en");
    const Sha256 source = sha256("джерело");
    document::Document made{.id = SampleLedger::document(1),
                            .kind = "memorandum",
                            .title = formats::Json::array({{{"language", "uk"}, {"value", "Меморандум ЗРАЗОК"}}}),
                            .organisation = *OrganisationId::parse("00112233445566778899aabbccddeeff"),
                            .author = {},
                            .created = time(),
                            .specimen = true,
                            .workflow = sha256("none"),
                            .template_hash = sha256("template"),
                            .data = file,
                            .data_commitment = sha256("data"),
                            .parties = {"Область Ґ", "County"},
                            .texts = {{uk, file, source, std::nullopt, document::TranslationStatus::authentic},
                                      {en, file, sha256("translation"), source, document::TranslationStatus::authentic}},
                            .annexes = {},
                            .evidence = {},
                            .approvals = {},
                            .performances = {},
                            .unconfirmed = {},
                            .registration = {},
                            .frozen = {},
                            .closed = {},
                            .container = {},
                            .signatures = {},
                            .instance = formats::Json::object(),
                            .configuration = {},
                            .revision = 0};
    made.author = ledger::pseudonym_in(made.id, SecretBytes(std::string(sha256("clerk").view()))).hex();
    return made;
  }

  Sha256 keep(const Bytes& content) {
    const Sha256 hash = sha256(content);
    files_.emplace(hash, content);
    return hash;
  }

  void freeze() {
    document_.frozen = document::Frozen{{"manifest.json", "application/json", 8, keep("manifest")}, {}};
    document_.closed.reset();
  }

  [[nodiscard]] formats::Json facts_for(const std::string& person, std::set<std::string> roles) {
    payload_ = formats::Json::object();
    if (!document_.signatures.empty()) payload_ = {{"party", document_.signatures.back().party}};
    const auto& policy = document::RightsPolicy::standard();
    stored_.policies[policy.sha256()] = formats::committed_json(policy.to_json());
    stored_.workflows[document_.workflow] = chart_;
    formats::Json facts = document::facts_of(document_, {this->person(person), roles, time(), false, false, payload_});
    facts["rights"] = policy.sha256().hex();
    role_ = *roles.begin();
    return facts;
  }

  void write(const std::string& event, const std::string& name, const std::vector<std::string>& from, const formats::Json& facts,
             const std::optional<std::string>& refused_by) {
    const Bytes facts_bytes = formats::committed_json(facts);
    stored_.facts[sha256(facts_bytes)] = facts_bytes;
    const std::uint64_t doc_seq = shown_.size();
    ledger::Step step{.doc = document_.id,
                      .doc_seq = doc_seq,
                      .doc_prev = shown_.empty() ? std::nullopt : std::optional(shown_.back().leaf),
                      .event = event,
                      .refused_by = refused_by,
                      .revision = document_.revision,
                      .from = from,
                      .to = document_.configuration,
                      .workflow = {document_.workflow},
                      .facts = sha256(facts_bytes),
                      .manifest = document_.frozen ? std::optional(document_.frozen->manifest.sha256) : std::nullopt,
                      .sections = {},
                      .in = {},
                      .out = {},
                      .signatures = {},
                      .recorded = {},
                      .parent = {}};
    const bool approves = (event == "approve" || event == "certify") && !refused_by;
    if (approves) step.sections = {{document_.approvals.back().section, document_.approvals.back().sha256}};
    if (event == "sign" && !refused_by) step.signatures = {ledger::PaperSignature{"sign", sha256("scan")}};
    if (event == "new") step.out = {ledger::OpenFile{"file.txt", "text/plain", 4, sha256("docx")}};
    const auto state =
        evidence::state_opening(document_, *BlobId::parse("000102030405060708090a0b0c0d0e0f"), ledger_.next_salt());
    step.out.emplace_back(ledger::ClosedFile{state.commitment()});
    const formats::Json who = ledger::to_json(
        ledger::Who{ledger::Actor(*ledger::Pseudonym::parse(person(name))), {}, role_, "region", {}, {"password", {}, {}}});
    const ledger::Opening what(ledger::Label::step(), ledger_.next_salt(), ledger::to_json(step));
    const ledger::Opening by(ledger::Label::who(), ledger_.next_salt(), who);
    const ledger::Opening note(ledger::Label::note(), ledger_.next_salt(),
                               ledger::to_json(ledger::Note{"Єва Ґалаґан <i>", {}, {}, {}}));
    const auto place = ledger_.place();
    ledger_.add(ledger::StepLeaf{place, what.commitment(), by.commitment(), note.commitment()}, {what, by, note, state});
    shown_.push_back({place.seq, ledger::hash_leaf(ledger_.leaves().back()), what.value(), who});
    rows_.push_back({place.seq, document_.id, doc_seq, document_.revision, event, refused_by.has_value(), person(name),
                     place.time, facts_bytes});
  }

  [[nodiscard]] std::vector<ledger::DocumentHead> last_leaves() const {
    std::vector<ledger::DocumentHead> heads{{document_.id, shown_.back().leaf}};
    for (ledger::TreeSize seq = *heads_; seq > 0; --seq) {
      const bool own = std::any_of(shown_.begin(), shown_.end(), [&](const auto& step) { return step.seq == seq - 1; });
      if (own) continue;
      heads.push_back({SampleLedger::document(77), ledger::hash_leaf(ledger_.leaves()[seq - 1])});
      break;
    }
    return heads;
  }

  void take_heads() {
    heads_ = ledger_.leaves().size();
    ledger_.event(ledger::HeadsTaken{{*heads_, ledger::root_of_heads(last_leaves())}});
  }

  [[nodiscard]] evidence::ProvenEntry entry(const ledger::AppendedRange& tree, ledger::TreeSize seq) {
    return {seq, ledger_.leaves()[seq], tree.prove(seq), ledger_.openings(seq)};
  }

  [[nodiscard]] evidence::EarlierCheckpoint earlier(const ledger::AppendedRange& tree, ledger::TreeSize size) const {
    const auto nodes = [&](const ledger::NodeId& node) { return tree.nodes().at(node); };
    const ledger::TreeHead head{size, ledger::root_of(size, nodes)};
    return {ledger_.signer().note(ledger::Checkpoint(SampleLedger::origin, head).text()),
            ledger::make_consistency_proof(size, tree.frontier().size(), nodes)};
  }

  SampleLedger ledger_;
  Bytes chart_;
  std::map<Sha256, Bytes> files_;
  document::Document document_;
  std::optional<workflow::Definition> definition_;
  std::optional<workflow::Instance> instance_;
  evidence::ReplayMaterial stored_;
  std::vector<evidence::ShownStep> shown_;
  std::vector<evidence::StepRow> rows_;
  std::optional<ledger::TreeSize> heads_;
  formats::Json payload_ = formats::Json::object();
  std::string role_;
};

}  // namespace chancery::tests
