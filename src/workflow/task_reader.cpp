#include "workflow/task_reader.h"

#include "workflow/chart_vocabulary.h"

namespace chancery::workflow {
namespace {

using formats::XmlElement;

constexpr std::string_view xml_namespace = "http://www.w3.org/XML/1998/namespace";

void refuse_value(const XmlElement& element, std::string_view attribute, const std::string& value, std::string_view expected,
                  ProblemList& problems) {
  problems.add(element.line(), "workflow.bad_value",
               {{"attribute", "w:" + std::string(attribute)}, {"value", value}, {"expected", std::string(expected)}});
}

Task::Carries read_carries(const XmlElement& element, ProblemList& problems) {
  const auto value = element.attribute("carries", extension_namespace).value_or("revision");
  if (value == "sections") return Task::Carries::sections;
  if (value == "manifest") return Task::Carries::manifest;
  if (value != "revision") refuse_value(element, "carries", value, "revision sections manifest", problems);
  return Task::Carries::revision;
}

Task::Recorded read_recorded(const XmlElement& element, ProblemList& problems) {
  const auto value = element.attribute("recorded", extension_namespace);
  if (!value) return Task::Recorded::no;
  if (*value == "required") return Task::Recorded::required;
  if (*value != "allowed") refuse_value(element, "recorded", *value, "required allowed", problems);
  return Task::Recorded::allowed;
}

void read_approval(const XmlElement& element, Task& task, ProblemList& problems) {
  task.approves = element.attribute("approves", extension_namespace).value_or("");
  if (task.approves.empty() || task.carries == Task::Carries::sections) return;
  refuse_value(element, "carries", element.attribute("carries", extension_namespace).value_or("revision"), "sections", problems);
}

void read_veto(const XmlElement& element, Task& task, ProblemList& problems) {
  const auto veto = element.attribute("veto", extension_namespace);
  task.veto = veto == "yes";
  if (veto && (*veto != "yes" || task.assignment_id.empty())) refuse_value(element, "veto", *veto, "yes (w:task)", problems);
}

bool has_extension_attribute(const XmlElement& element) {
  for (const auto& attribute : element.attributes()) {
    if (attribute.namespace_uri == extension_namespace) return true;
  }
  return false;
}

}  // namespace

void read_exclusion(const XmlElement& element, const std::optional<std::string>& value, bool& author,
                    std::vector<std::string>& performers, ProblemList& problems) {
  if (!value) return;
  auto words = split_words(*value);
  if (!words.empty() && words.front() == "author") {
    author = true;
    words.erase(words.begin());
  }
  if (words.empty() && author) return;
  if (words.size() < 3 || words[0] != "performers" || words[1] != "of") {
    return refuse_value(element, "exclude", *value, "author | performers of EVENT…", problems);
  }
  performers.assign(words.begin() + 2, words.end());
}

Label read_label(const XmlElement& element, ProblemList& problems) {
  Label label;
  for (const auto& child : element.children("label", extension_namespace)) {
    const auto language = child.attribute("lang", xml_namespace).value_or("");
    if (language != "uk" && language != "en") {
      problems.add(child.line(), "workflow.bad_value", {{"attribute", "xml:lang"}, {"value", language}, {"expected", "uk en"}});
      continue;
    }
    auto& words = language == "uk" ? label.uk : label.en;
    if (!words.empty()) problems.add(child.line(), "workflow.doubled_label", {{"language", language}});
    words = data_content(child);
  }
  return label;
}

std::optional<Task> read_task(const XmlElement& element, ProblemList& problems) {
  const auto role = element.attribute("role", extension_namespace);
  const auto assignment = element.attribute("task", extension_namespace);
  if (!role && !assignment) {
    if (has_extension_attribute(element)) {
      problems.add(element.line(), "workflow.missing_attribute", {{"attribute", "w:role"}, {"element", "transition"}});
    }
    return std::nullopt;
  }
  Task task;
  const auto exclude = element.attribute("exclude", extension_namespace);
  if (assignment && (role || exclude)) {
    problems.add(element.line(), "workflow.exclusive_attributes",
                 {{"first", "w:task"}, {"second", role ? "w:role" : "w:exclude"}});
  }
  task.assignment_id = assignment.value_or("");
  task.roles = split_words(role.value_or(""));
  if (role && task.roles.empty()) refuse_value(element, "role", *role, "ROLE…", problems);
  task.carries = read_carries(element, problems);
  task.recorded = read_recorded(element, problems);
  read_approval(element, task, problems);
  const auto comment = element.attribute("comment", extension_namespace);
  task.comment_required = comment.has_value();
  if (comment && *comment != "required") refuse_value(element, "comment", *comment, "required", problems);
  read_veto(element, task, problems);
  read_exclusion(element, exclude, task.exclude_author, task.exclude_performers, problems);
  return task;
}

}  // namespace chancery::workflow
