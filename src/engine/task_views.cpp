#include "engine/task_views.h"

#include "engine/subjects.h"
#include "ledger/person.h"
#include "store/people.h"
#include "workflow/chart.h"
#include "workflow/instance.h"

namespace chancery::engine {
namespace {

using formats::Json;

std::string_view name_of(workflow::Assignment::Claim claim) {
  switch (claim) {
    case workflow::Assignment::Claim::no:
      return "no";
    case workflow::Assignment::Claim::allowed:
      return "allowed";
    case workflow::Assignment::Claim::required:
      return "required";
  }
  return {};
}

/// Who stands behind a name that only this document knows; absent once the person is erased.
std::optional<PersonId> person_behind(store::Database& database, const DocumentId& document, const std::string& pseudonym) {
  store::People people(database);
  for (const store::Person& person : people.persons()) {
    const auto key = people.key(person.id);
    if (key && ledger::pseudonym_in(document, *key).hex() == pseudonym) return person.id;
  }
  return std::nullopt;
}

}  // namespace

Json tasks_of(store::Database& database, const store::DocumentRow& row, const workflow::Definition& definition,
              const PersonId& reader, Timestamp now) {
  Json list = Json::array();
  const auto instance = workflow::Instance::from_json(definition, row.document.instance);
  for (const workflow::OpenTask& task : instance.tasks()) {
    const auto& assignment = definition.chart().assignments[task.assignment];
    Json view{{"id", assignment.id},
              {"label", {{"uk", assignment.label.uk}, {"en", assignment.label.en}}},
              {"roles", assignment.roles},
              {"late", !task.due.empty() && task.due <= now.text()},
              {"claim", name_of(assignment.claim)},
              {"mine", false}};
    if (!task.due.empty()) {
      view["due"] = task.due;
      view["last_day"] = task.last_day;
    }
    if (!task.claimed_by.empty()) {
      const auto person = person_behind(database, row.document.id, task.claimed_by);
      view["claimed_by"] = person ? names_of_person(database, *person) : Json::object();
      view["mine"] = person == reader;
    }
    list.push_back(std::move(view));
  }
  return list;
}

Json next_deadline(const document::Document& document) {
  Json first;
  for (const Json& task : document.instance.value("tasks", Json::array())) {
    const std::string due = task.value("due", "");
    if (due.empty() || (!first.is_null() && first.at("due") <= due)) continue;
    first = {{"due", due}, {"last_day", task.value("last_day", "")}};
  }
  return first;
}

}  // namespace chancery::engine
