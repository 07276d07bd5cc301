#include "workflow/task_rules.h"

#include <catch2/catch.hpp>

using namespace chancery::workflow;

namespace {

Json facts() {
  return {{"actor", {{"person", "p"}, {"roles", {"clerk", "translator"}}}},
          {"author", "a"},
          {"performers", {{{"event", "record.mfa"}, {"person", "p"}}, {{"event", "submit"}, {"person", "q"}}}}};
}

std::string rule(const Task& task, const Json& given) {
  const auto objection = judge_task(task, "e", given, true);
  return objection ? objection->refusal.rule : "";
}

Task task_for(std::vector<std::string> roles) {
  Task task;
  task.roles = std::move(roles);
  return task;
}

}  // namespace

TEST_CASE("one of the roles is enough") {
  CHECK(rule(task_for({"clerk"}), facts()).empty());
  CHECK(rule(task_for({"auditor", "translator"}), facts()).empty());
  CHECK(rule(task_for({"auditor"}), facts()) == "workflow.role");
  CHECK(rule(task_for({"clerk"}), Json::object()) == "workflow.role");
  CHECK(rule(task_for({"clerk"}), nullptr) == "workflow.role");
}

TEST_CASE("an exclusion is judged on the person and the event") {
  auto task = task_for({"clerk"});
  task.exclude_performers = {"attest.mfa", "submit"};
  CHECK(rule(task, facts()).empty());
  task.exclude_performers = {"record.mfa"};
  CHECK(rule(task, facts()) == "workflow.exclusion");
  task.exclude_performers = {};
  task.exclude_author = true;
  CHECK(rule(task, facts()).empty());
  auto by_author = facts();
  by_author["author"] = "p";
  CHECK(rule(task, by_author) == "workflow.exclusion");
}

TEST_CASE("a remark and a recorded act are asked for with the act, not before") {
  auto task = task_for({"clerk"});
  task.comment_required = true;
  CHECK(rule(task, facts()) == "workflow.comment_required");
  CHECK_FALSE(judge_task(task, "e", facts(), false));
  task.recorded = Task::Recorded::required;
  CHECK(rule(task, facts()) == "workflow.recorded");
  auto given = facts();
  given["recorded"] = "yes";
  given["comment"] = "yes";
  CHECK(rule(task, given).empty());
  task.recorded = Task::Recorded::no;
  CHECK(rule(task, given) == "workflow.recorded");
  task.recorded = Task::Recorded::allowed;
  CHECK(rule(task, given).empty());
}
