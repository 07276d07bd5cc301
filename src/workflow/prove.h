#pragma once

#include "workflow/course.h"
#include "workflow/definition.h"

#include <cstddef>
#include <string>
#include <vector>

namespace chancery::workflow {

struct ProofLimits {
  std::size_t configurations = 10'000;  // DESIGN §11
  std::size_t work = 6'000'000;         // microsteps and what happens in them
};

/// A defect and the shortest way to it, which replay() goes (workflow/walk.h). The way is empty where the defect is that none
/// leads somewhere.
struct Finding {
  Problem problem;
  std::vector<Move> way{};
  std::vector<std::string> configuration{};
};

struct Proof {
  std::vector<Finding> findings;  // in the order of the file
  std::size_t configurations = 0;
  std::size_t obligations = 0;  // that the chart has
  bool complete = false;        // every configuration was explored; without that the absence of findings proves nothing

  [[nodiscard]] bool proved() const { return complete && findings.empty(); }
};

/// Judges a chart before it is published: check(), and then every configuration that some course of events, timers and facts
/// leads to, with histories, pending timers and the queue. Conditions over declared data and In() are judged exactly; what only
/// facts say is supposed both ways, the same for the whole of a step. Found: states and transitions that nothing reaches,
/// configurations that nothing leads out of or from which no end is in reach, loops without end, events and errors that nothing
/// handles, and broken obligations, each with a shortest way.
/// Cost: linear in configurations × the suppositions that their guards ask for.
[[nodiscard]] Proof prove(const Definition& definition, const ProofLimits& limits = {});

}  // namespace chancery::workflow
