// Any bytes: a chart is refused with all its problems, or it runs: started, told its own events, checked and drawn.
#include "base/error.h"
#include "workflow/check.h"
#include "workflow/drawing.h"
#include "workflow/simulate.h"

#include <cstddef>
#include <cstdint>
#include <string_view>

using namespace chancery;
using namespace chancery::workflow;

namespace {

void run(const Definition& definition) {
  std::vector<Event> events;
  for (const auto& name : definition.person_events()) events.push_back({.name = name});
  SimulationOptions options;
  options.mode = Mode::lenient;
  options.timeout = std::chrono::seconds(60);
  const auto records = simulate(definition, events, options);
  check_invariant(!records.empty(), "a simulation says at least how it began");
  static_cast<void>(check(definition));
  static_cast<void>(to_dot(definition, records.back().configuration, "uk"));
  static_cast<void>(to_outline(definition, {}, "en"));
}

}  // namespace

extern "C" int LLVMFuzzerTestOneInput(const std::uint8_t* data, std::size_t size) {
  const std::string_view bytes(reinterpret_cast<const char*>(data), size);
  for (const auto reading : {Reading::strict, Reading::lenient}) {
    try {
      run(read_definition(bytes, "fuzz", reading));
    } catch (const Error& error) {
      check_invariant(error.fault() == Fault::input, "a bad chart is the fault of who sent it");
    }
  }
  return 0;
}
