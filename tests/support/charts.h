#pragma once

#include "workflow/definition.h"
#include "workflow/step.h"

#include <catch2/catch.hpp>

#include <algorithm>
#include <fstream>
#include <iterator>
#include <string>
#include <string_view>
#include <vector>

namespace chancery::tests {

/// A chart of the XPath data model around this content, with the prefix `w` for the extension.
[[nodiscard]] inline std::string chart(std::string_view content, std::string_view attributes = "") {
  return "<scxml xmlns='http://www.w3.org/2005/07/scxml' xmlns:w='urn:chancery:workflow:1' version='1.0' datamodel='xpath' " +
         std::string(attributes) + ">" + std::string(content) + "</scxml>";
}

[[nodiscard]] inline workflow::Definition definition_of(std::string_view content, std::string_view attributes = "") {
  return workflow::read_definition(chart(content, attributes), "chart.scxml");
}

/// A chart of the top-level folder `workflows`.
[[nodiscard]] inline std::string bytes_of_chart(std::string_view name) {
  std::ifstream file(std::string(CHANCERY_SOURCE) + "/workflows/" + std::string(name), std::ios::binary);
  REQUIRE(file.is_open());
  return {std::istreambuf_iterator<char>(file), {}};
}

/// The calendars that are shipped.
[[nodiscard]] inline const workflow::Calendars& calendars() {
  static const auto all = [] {
    workflow::Calendars read;
    for (const auto* name : {"martial-law", "peace"}) {
      const auto file = std::string("calendars/") + name + ".json";
      read.emplace(name, workflow::Calendar::read(workflow::Json::parse(bytes_of_chart(file)), file));
    }
    return read;
  }();
  return all;
}

/// An instance that goes along, so that a test reads as a list of events.
class Journey {
 public:
  explicit Journey(const workflow::Definition& definition, workflow::Json facts = workflow::Json::object(),
                   workflow::Mode mode = workflow::Mode::strict)
      : mode_(mode), step_(begin(definition, facts, mode)) {}

  Journey& on(const workflow::Event& event, const workflow::Json& facts = workflow::Json::object()) {
    auto next = workflow::step(instance().definition(), instance(), event, facts, options());
    if (next.refused()) FAIL("refused: " + to_log(next.refusal().message));
    step_ = std::move(next).value();
    return *this;
  }
  Journey& on(std::string name, const workflow::Json& facts = workflow::Json::object()) {
    return on(workflow::Event{.name = std::move(name)}, facts);
  }
  /// The rule that refuses the event; empty when it is allowed.
  [[nodiscard]] std::string rule_against(std::string name, const workflow::Json& facts = workflow::Json::object()) const {
    const auto next = workflow::step(instance().definition(), instance(), {.name = std::move(name)}, facts, options());
    return next.refused() ? next.refusal().rule : std::string();
  }

  [[nodiscard]] const workflow::Instance& instance() const { return step_.instance; }
  [[nodiscard]] const workflow::Step& step() const { return step_; }
  [[nodiscard]] std::vector<std::string> configuration() const { return step_.instance.configuration(); }
  [[nodiscard]] bool in(std::string_view state) const { return step_.instance.is_in(state); }

  /// The texts of `log` in this step, joined by spaces.
  [[nodiscard]] std::string logged() const {
    std::string all;
    for (const auto& effect : step_.effects) {
      if (const auto* log = std::get_if<workflow::Log>(&effect)) all += (all.empty() ? "" : " ") + log->text;
    }
    return all;
  }
  [[nodiscard]] std::vector<std::string> actions() const {
    std::vector<std::string> names;
    for (const auto& effect : step_.effects) {
      if (const auto* action = std::get_if<workflow::Action>(&effect)) names.push_back(action->name);
    }
    return names;
  }

 private:
  static workflow::Step begin(const workflow::Definition& definition, const workflow::Json& facts, workflow::Mode mode) {
    workflow::StepOptions options;
    options.mode = mode;
    options.calendars = &calendars();
    auto first = workflow::start(definition, facts, options);
    if (first.refused()) FAIL("refused: " + to_log(first.refusal().message));
    return std::move(first).value();
  }
  [[nodiscard]] workflow::StepOptions options() const {
    workflow::StepOptions options;
    options.mode = mode_;
    options.calendars = &calendars();
    return options;
  }

  workflow::Mode mode_;
  workflow::Step step_;
};

/// The facts of a memorandum as document/facts.h gives them, with what a test does not care about filled in.
class Facts {
 public:
  Facts& by(std::string person, std::vector<std::string> roles) {
    facts_["actor"] = {{"person", std::move(person)}, {"roles", std::move(roles)}};
    return *this;
  }
  /// By a delegation, in the name of somebody else.
  Facts& on_behalf_of(std::string principal) {
    facts_["actor"]["principal"] = std::move(principal);
    return *this;
  }
  Facts& at(std::string time) {
    facts_["time"] = std::move(time);
    return *this;
  }
  Facts& about(std::string person) {
    facts_["payload"]["person"] = std::move(person);
    return *this;
  }
  Facts& members(const std::vector<std::string>& persons) {
    for (const auto& person : persons) facts_["members"].push_back({{"person", person}});
    return *this;
  }
  Facts& performed(std::string event, std::string person) {
    facts_["performers"].push_back({{"event", std::move(event)}, {"person", std::move(person)}});
    return *this;
  }
  Facts& section(const std::string& name, bool stands) {
    auto& list = facts_["approvals"];
    list.erase(std::remove_if(list.begin(), list.end(), [&](const auto& one) { return one["section"] == name; }), list.end());
    list.push_back({{"section", name}, {"count", stands ? 1 : 0}, {"stands", stands ? "yes" : "no"}});
    return *this;
  }
  Facts& certified(bool yes) {
    facts_["translations"] = {{"all_present", "yes"}, {"all_fresh", "yes"}, {"all_certified", yes ? "yes" : "no"}};
    return section("translation:en", yes);
  }
  /// A translation was made from another source than the one that stands now.
  Facts& stale() {
    facts_["translations"]["all_fresh"] = "no";
    return *this;
  }
  Facts& closed() {
    facts_["closed"] = "yes";
    return *this;
  }
  Facts& ad_referendum() {
    facts_["signatures"]["ad_referendum"] = "yes";
    return *this;
  }
  Facts& signatures(int done, int required) {
    facts_["signatures"] = {
        {"required", required}, {"done", done}, {"all", done == required ? "yes" : "no"}, {"ad_referendum", "no"}};
    return *this;
  }
  Facts& comment() {
    facts_["comment"] = "yes";
    return *this;
  }
  Facts& recorded() {
    facts_["recorded"] = "yes";
    return *this;
  }
  operator const workflow::Json&() const { return facts_; }  // NOLINT(google-explicit-constructor): reads as the facts themselves

 private:
  workflow::Json facts_ = {{"author", "author"},
                           {"performers", workflow::Json::array()},
                           {"approvals", workflow::Json::array()},
                           {"translations", {{"all_present", "yes"}, {"all_fresh", "yes"}, {"all_certified", "no"}}},
                           {"signatures", {{"required", 2}, {"done", 0}, {"all", "no"}, {"ad_referendum", "no"}}},
                           {"closed", "no"},
                           {"recorded", "no"},
                           {"comment", "no"},
                           {"payload", workflow::Json::object()}};
};

}  // namespace chancery::tests
