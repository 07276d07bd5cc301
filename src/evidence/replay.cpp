#include "evidence/replay.h"

#include "base/error.h"
#include "document/action.h"
#include "document/rights_policy.h"
#include "evidence/claimed_facts.h"
#include "evidence/step_rights.h"
#include "workflow/step.h"

#include <algorithm>
#include <utility>

namespace chancery::evidence {
namespace {

using formats::Json;

Sha256 hash_in(const Json& object, const char* key) {
  return *Sha256::parse(object[key].get_ref<const std::string&>());
}

Verdict unlawful(const char* key) {
  return Verdict::invalid({key, {}});
}

Verdict missing(const char* what, const Sha256& hash) {
  return Verdict::unchecked({"evidence.replay_missing", {{"what", std::string(what)}, {"sha256", hash.hex()}}});
}

/// Why a rule of the chart refuses; its own words stand behind it.
Verdict refused_by(const Refusal& refusal) {
  return Verdict::invalid({"evidence.step_refused", {{"rule", refusal.rule}}});
}

/// Whoever acted as the leaf says it: the person behind a delegation, else the person.
std::string acting_person(const Json& who) {
  return who.contains("behind") ? who["behind"].get<std::string>() : who["person"].get<std::string>();
}

class Replayer {
 public:
  explicit Replayer(const ReplayMaterial& material) : material_(material) {}

  Replay run(std::span<const ShownStep> steps) {
    Replay replay;
    for (const ShownStep& step : steps) {
      const Verdict verdict = lost_ ? Verdict::unchecked({"evidence.replay_lost", {}}) : judge(step);
      replay.steps.push_back({step.seq, step.step["event"].get<std::string>(), verdict});
      last_leaf_ = step.leaf;
      ++doc_seq_;
    }
    if (!lost_ && instance_) replay.document = result();
    return replay;
  }

 private:
  /// From a step that could not be replayed on nobody knows where the document stands.
  Verdict lose(Verdict verdict) {
    lost_ = true;
    return verdict;
  }

  Verdict judge(const ShownStep& shown) {
    const Json& step = shown.step;
    if (!follows(step)) return lose(unlawful("evidence.step_out_of_order"));
    if (step["outcome"] == "refused") return judge_refused(shown);
    if (step["from"] != Json(configuration_)) return lose(unlawful("evidence.step_from_elsewhere"));
    if (step["revision"] != revision_ + 1) return lose(unlawful("evidence.revision_jumps"));
    const Sha256 facts_hash = hash_in(step, "facts");
    const auto found = material_.facts.find(facts_hash);
    if (found == material_.facts.end()) return lose(missing("facts", facts_hash));
    if (sha256(found->second) != facts_hash) return lose(unlawful("evidence.facts_changed"));
    return judge_with_facts(shown, formats::parse_committed_json(found->second, "facts"));
  }

  bool follows(const Json& step) {
    if (step["doc_seq"] != doc_seq_) return false;
    if (document_.empty()) document_ = step["doc"].get<std::string>();
    if (workflow_.empty()) workflow_ = step["workflow"]["sha256"].get<std::string>();
    const bool same_document = step["doc"] == document_ && step["workflow"]["sha256"] == workflow_;
    return same_document && (doc_seq_ == 0 ? !step.contains("doc_prev") : step["doc_prev"] == last_leaf_->hex());
  }

  /// A refused attempt changes nothing.
  Verdict judge_refused(const ShownStep& shown) {
    const Json& step = shown.step;
    const bool stays = step["from"] == Json(configuration_) && step["to"] == step["from"] && step["revision"] == revision_;
    return stays ? Verdict::valid() : lose(unlawful("evidence.refusal_changes"));
  }

  Verdict judge_with_facts(const ShownStep& shown, const Json& facts) {
    history_.count_act(shown.step, facts);
    if (auto claim = history_.contradiction(facts)) return lose(Verdict::invalid(*std::move(claim)));
    const Verdict person = judge_person(shown, facts);
    const Verdict rights = judge_rights_in_force(shown, facts);
    const Verdict chart = is_beside_the_chart(shown.step) ? stay(shown.step) : take_step(shown, facts);
    for (const Verdict& verdict : {chart, person, rights}) {
      if (verdict.kind() == Verdict::Kind::invalid) return lose(verdict);
    }
    if (!chart.is_valid()) return lose(chart);
    history_.count_performance(
        {shown.step["event"].get<std::string>(), facts["actor"]["person"].get<std::string>(), principal_of(facts)});
    ++revision_;
    return rights.is_valid() ? person : rights;
  }

  /// In whose name the person acted, as the facts say.
  static std::optional<std::string> principal_of(const Json& facts) {
    const Json principal = facts["actor"].value("principal", Json());
    return principal.is_string() ? std::optional(principal.get<std::string>()) : std::nullopt;
  }

  static Verdict judge_person(const ShownStep& shown, const Json& facts) {
    const Json actor = facts.value("actor", Json::object());
    if (!actor.value("person", Json()).is_string()) return unlawful("evidence.actor_differs");
    if (!shown.who) return Verdict::valid();
    const Json& who = *shown.who;
    if (acting_person(who) != actor["person"]) return unlawful("evidence.actor_differs");
    if (who.contains("behind") ? actor.value("principal", Json()) != who["person"] : actor.contains("principal"))
      return unlawful("evidence.actor_differs");
    const Json roles = actor.value("roles", Json::array());
    const bool held = who["role"] == "none" || std::find(roles.begin(), roles.end(), who["role"]) != roles.end();
    return held ? Verdict::valid() : unlawful("evidence.role_not_held");
  }

  Verdict judge_rights_in_force(const ShownStep& shown, const Json& facts) const {
    const auto hash = facts.contains("rights") && facts["rights"].is_string()
                          ? Sha256::parse(facts["rights"].get_ref<const std::string&>())
                          : std::nullopt;
    if (!hash) return Verdict::unchecked({"evidence.no_rights_named", {}});
    const auto found = material_.policies.find(*hash);
    if (found == material_.policies.end()) return missing("rights", *hash);
    if (sha256(found->second) != *hash) return unlawful("evidence.rights_changed");
    try {
      const auto policy = document::RightsPolicy::from_json(formats::parse_json(found->second, "rights"), "rights");
      return judge_rights(policy, shown.step["event"].get<std::string>(), facts);
    } catch (const Error& error) {
      return Verdict::unchecked(error.message());
    }
  }

  /// Links and dossiers: rights alone judge them, and the document stays where it is.
  [[nodiscard]] bool is_beside_the_chart(const Json& step) const {
    const auto action = document::action_for(step["event"].get_ref<const std::string&>());
    return instance_ && action == document::Action::link_document;
  }

  [[nodiscard]] Verdict stay(const Json& step) const {
    return step["to"] == Json(configuration_) ? Verdict::valid() : unlawful("evidence.step_to_elsewhere");
  }

  Verdict take_step(const ShownStep& shown, const Json& facts) try {
    const Json& step = shown.step;
    if (!definition_) {
      const Sha256 hash = hash_in(step["workflow"], "sha256");
      const auto found = material_.workflows.find(hash);
      if (found == material_.workflows.end()) return missing("workflow", hash);
      if (sha256(found->second) != hash) return unlawful("evidence.workflow_changed");
      definition_ = workflow::read_definition(found->second, "workflow");
    }
    if (auto lacking = read_calendars(facts)) return *std::move(lacking);
    workflow::StepOptions options;
    options.calendars = &calendars_;
    const workflow::Event event{.name = step["event"].get<std::string>(), .data = facts.value("payload", Json::object())};
    auto stepped = instance_ ? workflow::step(*definition_, *instance_, event, facts, options)
                             : workflow::start(*definition_, facts, options);
    if (stepped.refused()) return refused_by(stepped.refusal());
    return accept(step, std::move(stepped).value());
  } catch (const Error& error) {
    return Verdict::unchecked(error.message());
  }

  /// Those that the facts name, as they were then; says what is not there or is another file.
  std::optional<Verdict> read_calendars(const Json& facts) {
    calendars_.clear();
    for (const Json& named : facts.value("calendars", Json::array())) {
      const Json given = named.is_object() ? named.value("sha256", Json()) : Json();
      const auto hash = given.is_string() ? Sha256::parse(given.get_ref<const std::string&>()) : std::nullopt;
      if (!hash || !named.value("name", Json()).is_string()) return unlawful("evidence.calendar_changed");
      const auto found = material_.calendars.find(*hash);
      if (found == material_.calendars.end()) return missing("calendar", *hash);
      if (sha256(found->second) != *hash) return unlawful("evidence.calendar_changed");
      const std::string name = named["name"].get<std::string>();
      calendars_.emplace(name, workflow::Calendar::read(formats::parse_json(found->second, name), name));
    }
    return std::nullopt;
  }

  Verdict accept(const Json& step, workflow::Step stepped) {
    const auto configuration = stepped.instance.configuration();
    if (step["to"] != Json(configuration)) return unlawful("evidence.step_to_elsewhere");
    for (const workflow::Effect& effect : stepped.effects) {
      const auto* action = std::get_if<workflow::Action>(&effect);
      if (action != nullptr && action->name == "freeze") history_.freeze(manifest_of(step));
    }
    instance_ = std::move(stepped.instance);
    configuration_ = configuration;
    return Verdict::valid();
  }

  static std::optional<Sha256> manifest_of(const Json& step) {
    return step.contains("manifest") ? std::optional(hash_in(step, "manifest")) : std::nullopt;
  }

  [[nodiscard]] ReplayedDocument result() const {
    return {*DocumentId::parse(document_), doc_seq_ - 1,      *last_leaf_,          revision_,
            *Sha256::parse(workflow_),     configuration_,    instance_->to_json(), history_.author(),
            history_.performances(),       history_.frozen(), history_.closed(),    history_.signed_parties()};
  }

  const ReplayMaterial& material_;
  bool lost_ = false;
  std::string document_;
  std::string workflow_;
  std::uint64_t doc_seq_ = 0;
  std::uint64_t revision_ = 0;
  std::optional<Sha256> last_leaf_;
  std::vector<std::string> configuration_;
  std::optional<workflow::Definition> definition_;
  std::optional<workflow::Instance> instance_;
  workflow::Calendars calendars_;
  ShownHistory history_;
};

}  // namespace

Verdict Replay::verdict() const {
  for (const ReplayedStep& step : steps) {
    if (step.verdict.kind() == Verdict::Kind::invalid) return step.verdict;
  }
  for (const ReplayedStep& step : steps) {
    if (!step.verdict.is_valid()) return step.verdict;
  }
  return steps.empty() ? Verdict::unchecked({"evidence.nothing_to_replay", {}}) : Verdict::valid();
}

std::optional<ledger::TreeSize> Replay::first_unlawful() const {
  for (const ReplayedStep& step : steps) {
    if (step.verdict.kind() == Verdict::Kind::invalid) return step.seq;
  }
  return std::nullopt;
}

Replay replay(std::span<const ShownStep> steps, const ReplayMaterial& material) {
  return Replayer(material).run(steps);
}

}  // namespace chancery::evidence
