#pragma once

#include "workflow/calendar.h"
#include "workflow/instance.h"
#include "workflow/label.h"

#include <optional>
#include <string>
#include <string_view>
#include <vector>

namespace chancery::workflow {

/// What stands in the way of an act: the rule and the reason, with the values on which it rests.
struct Reason {
  std::string rule;
  Message message;
};

/// One way out of the present configuration, as the actor of the facts has it.
struct Explanation {
  std::string event;
  Label label;
  std::string source;           // the state whose transition it is
  std::vector<Reason> against;  // empty: it is open
  std::vector<Message> needs;   // what has to come with the act: a remark, evidence of an act outside
  std::vector<Message> will;    // of an open act: what follows from it, as far as the facts of now say
};

/// Why can I, why can I not: every act that some transition of the present configuration offers. Of a guard each part that says
/// no is told in words with what is the case now; XPath only beside them. Names of states and tasks are in `language`.
/// Pure; a step is tried and thrown away for `will`.
[[nodiscard]] std::vector<Explanation> explain(const Definition& definition, const Instance& instance, const Json& facts,
                                               std::string_view language, const Calendars* calendars = nullptr);

}  // namespace chancery::workflow
