#pragma once

#include "workflow/instance.h"

#include <map>
#include <optional>
#include <string>
#include <vector>

namespace chancery::workflow {

/// Where the states of the old chart lead in the new one. What is not named keeps its id.
using StateMap = std::map<std::string, std::string, std::less<>>;

/// What would become of one instance under another definition.
struct Migration {
  std::optional<Instance> migrated;  // absent: it would stand nowhere
  std::vector<Message> obstacles;    // why it would not
  std::vector<Message> changes;      // what people will notice: stage, tasks, deadlines, remembered states, data
};

/// `workflow migrate --dry-run` for one document; changes nothing. Timers are the host's: a task that is named as opened has to
/// get its deadline, one that is named as closed loses it.
[[nodiscard]] Migration migrate(const Definition& from, const Definition& to, const Instance& instance, const StateMap& map = {});

}  // namespace chancery::workflow
