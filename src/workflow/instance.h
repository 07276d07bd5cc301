#pragma once

#include "formats/xml_tree.h"
#include "workflow/chart.h"
#include "workflow/definition.h"
#include "workflow/event.h"

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

  /// A value for committed_json(): {type, configuration, history, data, …}.
  [[nodiscard]] Json to_json() const;
  /// Throws: Error{Fault::input} naming what does not fit the definition: an unknown state, a configuration that is none.
  [[nodiscard]] static Instance from_json(const Definition& definition, const Json& json);

  friend bool operator==(const Instance& a, const Instance& b) { return a.to_json() == b.to_json(); }

 private:
  friend class Interpreter;
  friend class DataModel;
  explicit Instance(Definition definition) : definition_(std::move(definition)) {}

  Definition definition_;
  std::string session_;
  std::vector<StateIndex> configuration_;                              // sorted, without the root
  std::map<StateIndex, std::vector<StateIndex>> history_;              // recorded states by history
  std::vector<StateIndex> bound_;                                      // late binding: states whose data has its values
  std::map<std::string, std::pair<StateIndex, std::size_t>> invoked_;  // invoke id → state and its number there
  std::vector<std::pair<std::string, std::string>> values_;            // the data model as XML bytes, or
  std::shared_ptr<const formats::XmlTree> tree_;                       // the tree that the last step left
  std::size_t next_id_ = 1;
  bool final_ = false;
};

}  // namespace chancery::workflow
