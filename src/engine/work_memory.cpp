#include "engine/work_memory.h"

namespace chancery::engine {
namespace {

std::string key_of(const DocumentState& state) {
  return std::string(state.document.view()) + std::string(state.last_leaf.view());
}

}  // namespace

std::shared_ptr<const formats::Json> WorkMemory::line(const DocumentState& state, const std::function<formats::Json()>& make) {
  const auto key = key_of(state);
  if (auto known = lines_.find(key)) return known;
  return lines_.put(key, make());
}

std::shared_ptr<const Waiting> WorkMemory::waiting(const DocumentState& state, const std::string& subject,
                                                   const std::function<Made()>& make) {
  const auto key = key_of(state) + subject;
  if (auto known = waiting_.find(key)) return known;
  auto made = make();
  if (!made.lasts) return std::make_shared<const Waiting>(std::move(made.waiting));
  return waiting_.put(key, std::move(made.waiting));
}

}  // namespace chancery::engine
