#pragma once

#include "workflow/configuration.h"
#include "workflow/data_model.h"
#include "workflow/definition.h"
#include "workflow/event.h"
#include "workflow/open_task.h"

#include <map>
#include <memory>
#include <string>
#include <utility>
#include <vector>

namespace chancery::workflow {

/// Where one document stands in its workflow: configuration, histories, data model. A value: a step gives a new one.
class Instance {
 public:
  /// The ids of all active states in document order, without the root.
  [[nodiscard]] std::vector<std::string> configuration() const;
  [[nodiscard]] bool is_in(std::string_view state) const;
  /// A top-level final state was reached: nothing more will happen.
  [[nodiscard]] bool is_final() const { return final_; }
  [[nodiscard]] const Definition& definition() const { return definition_; }
  [[nodiscard]] const StoredData& data() const { return data_; }
  /// The tasks that are open now, in the order of the chart.
  [[nodiscard]] const std::vector<OpenTask>& tasks() const { return tasks_; }

  /// A value for committed_json(): {type, configuration, history, data, …}; `tasks` only where there are some.
  [[nodiscard]] Json to_json() const;
  /// The same as canonical bytes, for the row in which a document is kept.
  [[nodiscard]] Bytes to_bytes() const;
  /// Throws: Error{Fault::input} naming what does not fit the definition: an unknown state, a configuration that is none.
  [[nodiscard]] static Instance from_json(const Definition& definition, const Json& json);
  [[nodiscard]] static Instance from_bytes(const Definition& definition, BytesView bytes);

  /// The active states in document order, without the root, as the numbers of the chart.
  [[nodiscard]] const std::vector<StateIndex>& active() const { return configuration_.states(); }
  /// Two instances of one workflow with the same key go on alike: everything but the ids that they gave out
  /// and who has spoken to open tasks.
  [[nodiscard]] std::string key() const;

  friend bool operator==(const Instance& a, const Instance& b) { return a.to_json() == b.to_json(); }

 private:
  friend class Interpreter;
  Instance(Definition definition, std::string session) : definition_(std::move(definition)), session_(std::move(session)) {}

  /// A child session: the state that invoked it and which of its `invoke` elements did.
  struct Invocation {
    StateIndex state;
    std::size_t number;
  };

  Definition definition_;
  std::string session_;
  StateSet configuration_;  // without the root
  History history_;
  StateSet bound_;  // late binding: states whose data has its values
  std::map<std::string, Invocation> invoked_;
  StoredData data_;
  std::vector<OpenTask> tasks_;  // by assignment
  std::size_t next_id_ = 1;
  bool final_ = false;
};

}  // namespace chancery::workflow
