#include "workflow/step.h"

#include "workflow/interpreter.h"

namespace chancery::workflow {

Decision<Step> start(const Definition& definition, const Json& facts, const StepOptions& options) {
  return Interpreter(definition, facts, options).start();
}

Decision<Step> step(const Definition& definition, const Instance& instance, const Event& event, const Json& facts,
                    const StepOptions& options) {
  check_invariant(definition.sha256() == instance.definition().sha256(), "an instance steps in its own workflow");
  return Interpreter(instance, facts, options).deliver(event);
}

}  // namespace chancery::workflow
