#pragma once

#include "base/message.h"
#include "formats/xml_path.h"
#include "workflow/assumptions.h"
#include "workflow/calendar.h"
#include "workflow/chart.h"
#include "workflow/event.h"

#include <functional>
#include <map>
#include <memory>
#include <optional>
#include <span>
#include <string>
#include <string_view>
#include <utility>
#include <vector>

namespace chancery::workflow {

/// Values of the data model as XML bytes, in the order of their declaration.
using DataValues = std::vector<std::pair<std::string, std::string>>;

/// The tree of the variables and where each of them is.
struct DataTree {
  formats::XmlTree tree{"datamodel"};
  std::vector<std::pair<std::string, formats::XmlNode>> variables{};

  DataTree() = default;
  explicit DataTree(const DataValues& values);
  DataTree(const DataTree& other);
  DataTree(DataTree&&) = default;
  DataTree& operator=(const DataTree&) = delete;
  DataTree& operator=(DataTree&&) = delete;
  ~DataTree() = default;

  [[nodiscard]] std::optional<formats::XmlNode> find(std::string_view id) const;
  formats::XmlNode add(std::string_view id);
};

/// What an instance keeps of its data model: bytes, or the tree that the last step left, or both when they agree.
struct StoredData {
  std::shared_ptr<const DataValues> values;
  std::shared_ptr<const DataTree> tree;
};

/// The data model while a step runs: variables, system variables and facts, as XPath sees them. Trees are built when an
/// expression first asks, and the stored tree is copied when something is first written.
/// Every function throws Error{Fault::input} where the Recommendation says `error.execution`.
class DataModel {
 public:
  struct System {
    std::string session;
    std::function<bool(std::string_view)> is_in;  // In()
    const Assumptions* assumptions = nullptr;     // in place of facts
    const Calendars* calendars = nullptr;         // by one of which `w:workdays` counts
  };
  DataModel(const Chart& chart, StoredData stored, const Json& facts, System system);
  DataModel(const DataModel&) = delete;
  DataModel& operator=(const DataModel&) = delete;
  ~DataModel() = default;

  void set_event(const Event& event);

  [[nodiscard]] bool test(const Expression& expression);
  [[nodiscard]] std::string text(const Expression& expression);
  /// As test(), and never assumed.
  [[nodiscard]] bool test_exactly(std::size_t expression);
  /// The value as the content of an element.
  [[nodiscard]] std::string content(const Expression& expression);
  /// The string-values of the nodes, or the one value that is no node set.
  [[nodiscard]] std::vector<std::string> texts(const Expression& expression);
  /// As content(), and nothing selected is an error.
  [[nodiscard]] std::string location_content(const Expression& location);

  void declare(std::string_view id);
  void set(std::string_view id, std::string_view content);
  [[nodiscard]] bool has(std::string_view id);
  void assign(const Assign& assign);
  /// Puts text where `location` points.
  void assign_text(const Expression& location, std::string_view text);
  /// Calls `body` once for each node of the array; meanwhile the item is another name for the node.
  void for_each(const Foreach& loop, const std::function<void()>& body);

  /// More was written in this step than any document needs: a loop that doubles its data, which is ended and not only told.
  [[nodiscard]] bool is_exhausted() const;
  [[nodiscard]] static Message too_large();

  /// What the instance keeps after the step; the data model is not used again.
  [[nodiscard]] StoredData take_stored();

 private:
  [[nodiscard]] formats::XPathValue evaluate(const Expression& expression);
  [[nodiscard]] bool is_unknown(const Expression& expression) const;
  [[nodiscard]] std::size_t compiled(const Expression& expression) const;
  [[nodiscard]] formats::XPathEvaluator& evaluator();
  [[nodiscard]] std::optional<formats::XPathValue> call(std::string_view name,
                                                        std::span<const formats::XPathValue> arguments) const;
  [[nodiscard]] std::optional<formats::XPathValue> variable(std::string_view name);
  [[nodiscard]] std::optional<formats::XmlNode> system_variable(std::string_view name);
  [[nodiscard]] std::optional<formats::XmlNode> find(std::string_view id);
  [[nodiscard]] DataTree& writable();
  [[nodiscard]] formats::XmlNode facts();
  void provide_facts(std::size_t expression);
  [[nodiscard]] formats::XPathNodes locate(const Expression& location);
  void check_put(const formats::XmlNode& at, const Assign& assign, const formats::XPathValue& value);
  void put(const formats::XmlNode& at, const Assign& assign, const formats::XPathValue& value);
  void charge(std::size_t bytes);
  void insert(const formats::XmlNode& at, formats::XmlTree::Place place, const formats::XPathValue& value);

  const Chart& chart_;
  StoredData stored_;
  const Json& facts_;
  System system_;
  formats::XPathScope scope_;
  std::optional<formats::XPathEvaluator> evaluator_;
  std::optional<Event> event_;

  std::unique_ptr<DataTree> own_;  // written in this step
  std::size_t written_ = 0;
  std::vector<std::pair<std::string, formats::XmlNode>> aliases_;  // items of loops that run
  std::unique_ptr<formats::XmlTree> facts_tree_;
  std::vector<std::string> facts_there_;
  bool all_facts_there_ = false;
  std::unique_ptr<formats::XmlTree> system_tree_;
  std::vector<std::pair<std::string, formats::XmlNode>> system_variables_;
};

}  // namespace chancery::workflow
