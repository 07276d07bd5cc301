#include "workflow/data_model.h"

#include "base/error.h"
#include "formats/xml_writer.h"
#include "workflow/chart_vocabulary.h"
#include "workflow/data_tree.h"
#include "workflow/fact_functions.h"
#include "workflow/workdays.h"

#include <algorithm>
#include <cstdint>

namespace chancery::workflow {

using formats::XmlNode;
using formats::XmlTree;
using formats::XPathNodes;
using formats::XPathValue;

namespace {

/// In one step; a document's own data is a page or two.
constexpr std::size_t write_limit = 4'000'000;

constexpr std::string_view processor_name = "http://www.w3.org/TR/scxml/#SCXMLEventProcessor";

[[noreturn]] void fail(const char* key, std::string name) {
  throw Error(Fault::input, {key, {{"name", std::move(name)}}});
}

bool is_system_name(std::string_view name) {
  return name == "_event" || name == "_sessionid" || name == "_name" || name == "_ioprocessors";
}

XmlNode append_variable(XmlTree& tree, std::string_view id) {
  const auto element = tree.append_element(tree.root(), "data");
  tree.set_attribute(element, "id", id);
  return element;
}

bool holds_elements(const XPathValue& value) {
  const auto* nodes = std::get_if<XPathNodes>(&value);
  return nodes != nullptr &&
         std::any_of(nodes->begin(), nodes->end(), [](const XmlNode& node) { return node.kind() == XmlNode::Kind::element; });
}

template <class Pairs>
auto find_in(Pairs& pairs, std::string_view name) {
  return std::find_if(pairs.begin(), pairs.end(), [&](const auto& pair) { return pair.first == name; });
}

}  // namespace

DataModel::DataModel(const Chart& chart, StoredData stored, const Json& facts, System system)
    : chart_(chart), stored_(std::move(stored)), facts_(facts), system_(std::move(system)) {
  scope_.variable = [this](std::string_view name) { return variable(name); };
  scope_.call = [this](std::string_view name, std::string_view uri, std::span<const XPathValue> arguments) {
    if (uri == extension_namespace) return call(name, arguments);
    const bool is_in = name == "In" && uri.empty() && arguments.size() == 1;
    return is_in ? std::optional<XPathValue>(system_.is_in(formats::to_string(arguments.front()))) : std::nullopt;
  };
}

std::optional<XPathValue> DataModel::call(std::string_view name, std::span<const XPathValue> arguments) const {
  if (name != "workdays" || arguments.size() != 2) return call_fact_function(name, arguments, facts_);
  return count_workdays(formats::to_string(arguments[0]), formats::to_string(arguments[1]),
                        counting_calendar(chart_, system_.calendars), chart_.calendar);
}

void DataModel::set_event(const Event& event) {
  event_ = event;
  std::erase_if(system_variables_, [](const auto& variable) { return variable.first == "_event"; });
}

std::size_t DataModel::compiled(const Expression& expression) const {
  if (!expression.compiled) fail("workflow.expression_unusable", expression.text);
  return *expression.compiled;
}

formats::XPathEvaluator& DataModel::evaluator() {
  if (!evaluator_) evaluator_.emplace(chart_.expressions.evaluator());
  return *evaluator_;
}

bool DataModel::test(const Expression& expression) {
  const auto number = compiled(expression);
  const auto& guard = chart_.guards[number];
  if (system_.assumptions == nullptr || !guard) return test_exactly(number);
  return system_.assumptions->guard(*guard, [this](std::size_t atom) { return test_exactly(atom); });
}

bool DataModel::test_exactly(std::size_t expression) {
  provide_facts(expression);
  return evaluator().test(expression, scope_);
}

bool DataModel::is_unknown(const Expression& expression) const {
  return system_.assumptions != nullptr && expression.compiled && system_.assumptions->is_unknown(*expression.compiled);
}

XPathValue DataModel::evaluate(const Expression& expression) {
  if (is_unknown(expression)) return std::string();
  const auto number = compiled(expression);
  provide_facts(number);
  return evaluator().evaluate(number, scope_);
}

std::string DataModel::text(const Expression& expression) {
  return formats::to_string(evaluate(expression));
}

std::vector<std::string> DataModel::texts(const Expression& expression) {
  const auto value = evaluate(expression);
  const auto* nodes = std::get_if<XPathNodes>(&value);
  if (nodes == nullptr) return {formats::to_string(value)};
  std::vector<std::string> all;
  for (const auto& node : *nodes) all.push_back(node.value());
  return all;
}

std::string DataModel::content(const Expression& expression) {
  const auto value = evaluate(expression);
  const auto* nodes = std::get_if<XPathNodes>(&value);
  if (nodes == nullptr) return formats::escape_xml(formats::to_string(value));
  XmlTree copy("content");
  for (const auto& node : *nodes) copy.insert_copy(node, XmlTree::Place::last_child, copy.root());
  return copy.inner(copy.root());
}

std::string DataModel::location_content(const Expression& location) {
  if (is_unknown(location)) return {};
  const auto value = evaluate(location);
  const auto* nodes = std::get_if<XPathNodes>(&value);
  if (nodes == nullptr || nodes->empty()) fail("workflow.no_location", location.text);
  return content(location);
}

std::optional<XPathValue> DataModel::variable(std::string_view name) {
  const auto as_value = [](const XmlNode& node) { return std::optional<XPathValue>(XPathNodes{node}); };
  if (const auto alias = find_in(aliases_, name); alias != aliases_.end()) return as_value(alias->second);
  if (name == "facts") return as_value(facts());
  if (const auto system = system_variable(name)) return as_value(*system);
  const auto found = find(name);
  return found ? as_value(*found) : std::nullopt;
}

XmlNode DataModel::facts() {
  if (!facts_tree_) facts_tree_ = std::make_unique<XmlTree>("facts");
  return facts_tree_->root();
}

/// Only what the expression can look at: most guards ask for one or two keys of many.
void DataModel::provide_facts(std::size_t expression) {
  const auto& keys = chart_.fact_keys[expression];
  if (all_facts_there_ || !facts_.is_object() || (keys && keys->empty())) return;
  if (!keys) {
    facts_tree_ = std::make_unique<XmlTree>("facts");  // from the beginning, so that the order is that of the keys
    append_json(*facts_tree_, facts_tree_->root(), facts_);
    all_facts_there_ = true;
    return;
  }
  for (const auto& key : *keys) {
    if (std::find(facts_there_.begin(), facts_there_.end(), key) != facts_there_.end()) continue;
    facts_there_.push_back(key);
    const auto root = facts();
    if (const auto found = facts_.find(key); found != facts_.end()) append_json(*facts_tree_, root, key, *found);
  }
}

std::optional<XmlNode> DataModel::system_variable(std::string_view name) {
  if (!is_system_name(name)) return std::nullopt;
  if (const auto known = find_in(system_variables_, name); known != system_variables_.end()) return known->second;
  if (!system_tree_) system_tree_ = std::make_unique<XmlTree>("datamodel");
  auto& tree = *system_tree_;
  const auto element = append_variable(tree, name);
  // Before the first event `_event` is there and empty (§B.2.8).
  if (name == "_event" && event_) append_event(tree, element, *event_);
  if (name == "_sessionid") tree.append_text(element, system_.session);
  if (name == "_name") tree.append_text(element, chart_.name);
  if (name == "_ioprocessors") {
    const auto processor = tree.append_element(element, "processor");
    tree.set_attribute(processor, "name", processor_name);
    tree.append_text(tree.append_element(processor, "location"), "#_scxml_" + system_.session);
  }
  system_variables_.emplace_back(std::string(name), element);
  return element;
}

DataTree::DataTree(const DataValues& values) {
  for (const auto& [id, content] : values) tree.append_inner(add(id), content, id);
}

DataTree::DataTree(const DataTree& other) : tree(other.tree) {
  for (const auto& element : tree.children(tree.root())) variables.emplace_back(tree.attribute(element, "id"), element);
}

std::optional<XmlNode> DataTree::find(std::string_view id) const {
  const auto found = find_in(variables, id);
  return found == variables.end() ? std::nullopt : std::optional(found->second);
}

XmlNode DataTree::add(std::string_view id) {
  const auto element = append_variable(tree, id);
  variables.emplace_back(std::string(id), element);
  return element;
}

DataTree& DataModel::writable() {
  if (!own_) {
    own_ = stored_.tree ? std::make_unique<DataTree>(*stored_.tree)
                        : std::make_unique<DataTree>(stored_.values ? *stored_.values : DataValues());
    stored_ = {};
  }
  return *own_;
}

std::optional<XmlNode> DataModel::find(std::string_view id) {
  if (own_) return own_->find(id);
  if (!stored_.tree && stored_.values) stored_.tree = std::make_shared<const DataTree>(*stored_.values);
  return stored_.tree ? stored_.tree->find(id) : std::nullopt;
}

bool DataModel::has(std::string_view id) {
  return find(id).has_value();
}

void DataModel::declare(std::string_view id) {
  if (!has(id)) writable().add(id);
}

void DataModel::set(std::string_view id, std::string_view content) {
  declare(id);
  charge(content.size());
  auto& data = writable();
  const auto element = *data.find(id);
  data.tree.clear(element);
  data.tree.append_inner(element, content, id);
}

/// Facts, `_event` and the other system variables are read-only (§5.10).
XPathNodes DataModel::locate(const Expression& location) {
  auto& tree = writable().tree;
  const auto value = evaluate(location);
  const auto* nodes = std::get_if<XPathNodes>(&value);
  if (nodes == nullptr || nodes->empty()) fail("workflow.no_location", location.text);
  for (const auto& node : *nodes) {
    if (!tree.owns(node)) fail("workflow.read_only", location.text);
  }
  return *nodes;
}

/// What doubles itself in a loop would fill the memory before the loop is stopped.
void DataModel::charge(std::size_t bytes) {
  written_ += bytes;
  if (is_exhausted()) throw Error(Fault::input, too_large());
}

bool DataModel::is_exhausted() const {
  return written_ > write_limit;
}

Message DataModel::too_large() {
  return {"workflow.data_too_large", {{"limit", static_cast<std::int64_t>(write_limit)}}};
}

void DataModel::insert(const XmlNode& at, XmlTree::Place place, const XPathValue& value) {
  auto& tree = writable().tree;
  if (const auto* nodes = std::get_if<XPathNodes>(&value)) {
    for (const auto& node : *nodes) charge(XmlTree::weight(node));
    // Several nodes that go in at the front or behind one place keep their order when they go in from the last.
    const bool backwards = place == XmlTree::Place::first_child || place == XmlTree::Place::after;
    if (backwards) {
      for (auto node = nodes->rbegin(); node != nodes->rend(); ++node) tree.insert_copy(*node, place, at);
      return;
    }
    for (const auto& node : *nodes) tree.insert_copy(node, place, at);
    return;
  }
  XmlTree text("text");
  text.append_text(text.root(), formats::to_string(value));
  charge(XmlTree::weight(text.root()));
  for (const auto& node : text.contents(text.root())) tree.insert_copy(node, place, at);
}

/// An attribute or a text holds no elements and has no place inside; what stands beside a variable would be another variable.
void DataModel::check_put(const XmlNode& at, const Assign& assign, const XPathValue& value) {
  const auto type = assign.type;
  const bool beside = type == AssignType::previous_sibling || type == AssignType::next_sibling || type == AssignType::replace ||
                      type == AssignType::erase;
  const bool is_element = at.kind() == XmlNode::Kind::element;
  const bool only_text = type == AssignType::erase || (type == AssignType::replace_children && !holds_elements(value));
  if ((!is_element && !only_text) || (beside && writable().tree.is_top(at))) fail("workflow.bad_location", assign.location.text);
  if (type == AssignType::add_attribute && !formats::is_xml_name(assign.attribute)) fail("workflow.bad_name", assign.attribute);
}

void DataModel::put(const XmlNode& at, const Assign& assign, const XPathValue& value) {
  auto& tree = writable().tree;
  switch (assign.type) {
    case AssignType::replace_children:
      if (at.kind() != XmlNode::Kind::element) return tree.set_text(at, formats::to_string(value));
      tree.clear(at);
      return insert(at, XmlTree::Place::last_child, value);
    case AssignType::first_child:
      return insert(at, XmlTree::Place::first_child, value);
    case AssignType::last_child:
      return insert(at, XmlTree::Place::last_child, value);
    case AssignType::previous_sibling:
      return insert(at, XmlTree::Place::before, value);
    case AssignType::next_sibling:
      return insert(at, XmlTree::Place::after, value);
    case AssignType::replace:
      insert(at, XmlTree::Place::before, value);
      return tree.remove(at);
    case AssignType::erase:
      return tree.remove(at);
    case AssignType::add_attribute:
      return tree.set_attribute(at, assign.attribute, formats::to_string(value));
  }
}

void DataModel::assign(const Assign& assign) {
  if (is_unknown(assign.location)) return;
  const auto nodes = locate(assign.location);
  XmlTree inner("content");
  XPathValue value = std::string();
  if (assign.expression) {
    value = evaluate(*assign.expression);
  } else {
    inner.append_inner(inner.root(), assign.inner, assign.location.text);
    value = inner.contents(inner.root());
  }
  // Judged before anything is changed: an illegal assignment has no side effects (§B.2.6).
  for (const auto& node : nodes) check_put(node, assign, value);
  for (const auto& node : nodes) put(node, assign, value);
}

void DataModel::assign_text(const Expression& location, std::string_view text) {
  if (is_unknown(location)) return;
  for (const auto& node : locate(location)) writable().tree.set_text(node, text);
}

void DataModel::for_each(const Foreach& loop, const std::function<void()>& body) {
  for (const auto* name : {&loop.item, &loop.index}) {
    const bool valid =
        formats::is_xml_name(*name) && name->find(':') == std::string::npos && !is_system_name(*name) && *name != "facts";
    if (!valid && (name == &loop.item || !name->empty())) fail("workflow.bad_name", *name);
  }
  if (is_unknown(loop.array)) return;
  static_cast<void>(writable());
  const auto value = evaluate(loop.array);
  const auto* nodes = std::get_if<XPathNodes>(&value);
  if (nodes == nullptr) fail("workflow.not_an_array", loop.array.text);
  declare(loop.item);
  std::size_t position = 0;
  for (const auto& node : *nodes) {
    if (!loop.index.empty()) set(loop.index, std::to_string(++position));
    aliases_.insert(aliases_.begin(), {loop.item, node});
    struct Scope {
      std::vector<std::pair<std::string, XmlNode>>& aliases;
      ~Scope() { aliases.erase(aliases.begin()); }
    } const scope{aliases_};
    body();
  }
  // What the item was last stays when the loop is over, as a value of its own.
  if (nodes->empty()) return;
  XmlTree last("content");
  last.insert_copy(nodes->back(), XmlTree::Place::last_child, last.root());
  set(loop.item, last.inner(last.root()));
}

StoredData DataModel::take_stored() {
  if (!own_) return std::move(stored_);
  return {nullptr, std::make_shared<const DataTree>(std::move(*own_))};
}

}  // namespace chancery::workflow
