#include "workflow/content_walk.h"

namespace chancery::workflow {
namespace {

using Visit = std::function<void(const Content&)>;

void walk(const Block& block, const Visit& visit) {
  for (const auto& content : block) {
    visit(content);
    if (const auto* condition = std::get_if<If>(&content.what)) {
      for (const auto& branch : condition->branches) walk(branch.block, visit);
    }
    if (const auto* loop = std::get_if<Foreach>(&content.what)) walk(loop->block, visit);
  }
}

}  // namespace

void for_each_content(const Chart& chart, const Visit& visit) {
  for (const auto& state : chart.states) {
    for (const auto& block : state.on_entry) walk(block, visit);
    for (const auto& block : state.on_exit) walk(block, visit);
    for (const auto& invoke : state.invokes) walk(invoke.finalize, visit);
  }
  for (const auto& transition : chart.transitions) walk(transition.block, visit);
}

}  // namespace chancery::workflow
