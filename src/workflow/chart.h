#pragma once

#include "formats/xml_path.h"
#include "workflow/assignment.h"
#include "workflow/expression.h"
#include "workflow/guard.h"
#include "workflow/label.h"

#include <cstdint>
#include <memory>
#include <optional>
#include <string>
#include <utility>
#include <variant>
#include <vector>

namespace chancery::workflow {

/// The compiled chart behind a Definition: states are numbers in document order, so that the descendants of a state are the
/// numbers from its own to its `end`. Nothing changes it after reading.
using StateIndex = std::uint32_t;
using TransitionIndex = std::uint32_t;

struct Content;
using Block = std::vector<Content>;

struct Raise {
  std::string event;
};
struct LogContent {
  std::string label;
  std::optional<Expression> expression;
};
/// §B.2.3 of the XPath data model: what happens to the nodes that `location` names.
enum class AssignType {
  replace_children,
  first_child,
  last_child,
  previous_sibling,
  next_sibling,
  replace,
  erase,
  add_attribute
};
struct Assign {
  Expression location;
  AssignType type = AssignType::replace_children;
  std::string attribute;
  std::optional<Expression> expression;
  std::string inner;  // in place of an expression
};
struct Branch {
  std::optional<Expression> condition;  // absent: else
  Block block;
};
struct If {
  std::vector<Branch> branches;
};
struct Foreach {
  Expression array;
  std::string item;
  std::string index;
  Block block;
};
/// A value given as it stands, or as an expression.
using Value = std::variant<std::string, Expression>;
struct Parameter {
  std::string name;
  Expression expression;
  bool is_location = false;
};
/// What `send`, `invoke` and `donedata` put into an event.
struct Payload {
  std::vector<Expression> namelist;
  std::vector<Parameter> parameters;
  std::optional<Value> content;
};
struct SendContent {
  Value event;
  Value target;
  Value type;
  Value delay;
  std::string id;
  std::optional<Expression> id_location;
  Payload payload;
};
struct CancelContent {
  Value sendid;
};
struct ActionContent {
  std::string name;
  std::vector<std::pair<std::string, std::string>> attributes;
};

struct Content {
  std::variant<Raise, LogContent, Assign, If, Foreach, SendContent, CancelContent, ActionContent> what;
  long line = 0;
};

/// A person's act, from the `w:` attributes of a transition. Without a role nobody but the system raises the event.
struct Task {
  enum class Carries { revision, sections, manifest };
  enum class Recorded { no, allowed, required };

  std::vector<std::string> roles;
  Carries carries = Carries::revision;
  bool exclude_author = false;
  std::vector<std::string> exclude_performers;  // of these events
  bool comment_required = false;
  Recorded recorded = Recorded::no;
  std::string approves;                   // a section, or `translation:*`
  std::string assignment_id;              // of `w:task`
  std::optional<std::size_t> assignment;  // number in Chart::assignments
  bool veto = false;                      // one such act is enough, whatever the quorum
  bool takes_quorum = false;
};

struct Transition {
  StateIndex source = 0;
  std::vector<std::string> events;  // descriptors without `.*`; empty: eventless
  std::optional<Expression> condition;
  std::vector<StateIndex> targets;
  bool internal = false;
  Block block;
  std::optional<Task> task;
  Label label;
  long line = 0;
};

struct DataDeclaration {
  std::string id;
  std::optional<Expression> expression;
  std::string inner;
  std::string src;
  long line = 0;
};

struct InvokeContent {
  Value type;
  Value src;
  std::string id;
  std::optional<Expression> id_location;
  bool autoforward = false;
  Payload payload;
  Block finalize;
  bool has_finalize = false;
  long line = 0;
};

enum class StateKind { atomic, compound, parallel, final, shallow_history, deep_history };

struct State {
  std::string id;
  StateKind kind = StateKind::atomic;
  StateIndex parent = 0;
  StateIndex end = 0;                // one behind the last descendant
  std::vector<StateIndex> children;  // without histories
  std::vector<StateIndex> histories;
  std::vector<TransitionIndex> transitions;
  bool may_go_on = false;                  // it or a state around it has a transition without event
  std::optional<TransitionIndex> initial;  // of a compound state; of a history its default
  std::vector<Block> on_entry;
  std::vector<Block> on_exit;
  std::vector<DataDeclaration> data;
  std::vector<InvokeContent> invokes;
  std::vector<std::size_t> assignments;  // numbers in Chart::assignments
  std::optional<Payload> done_data;
  Label label;
  bool has_own_id = true;
  long line = 0;
};

enum class DataModelKind { null, xpath };

/// What must hold in every course of a chart: a `w:verify` element.
struct Obligation {
  enum class Kind {
    never,           // `condition` does not hold when a step enters `states` or takes `events`; without both, in no configuration
    always_reaches,  // from wherever `from` are active (from everywhere without them) `states` stay in reach
    before           // `states` are not entered and `events` not taken before `earlier`, since `since` were entered last
  };

  Kind kind = Kind::never;
  std::optional<Expression> condition;
  std::vector<StateIndex> states;
  std::vector<std::string> events;
  std::vector<StateIndex> from;
  std::vector<StateIndex> earlier_states;
  std::vector<std::string> earlier_events;
  std::vector<StateIndex> since;
  std::string text;  // as the author wrote it
  Label label;
  long line = 0;
};

struct Chart {
  static constexpr StateIndex root = 0;  // the `scxml` element

  std::string name;
  std::string place;
  std::string calendar;  // by which `w:workdays` counts; empty where nothing says which
  DataModelKind data_model = DataModelKind::null;
  bool late_binding = false;
  bool lenient = false;
  std::vector<State> states;
  std::vector<Transition> transitions;
  std::vector<Assignment> assignments;
  formats::XPathSet expressions;
  std::vector<long> expression_lines;
  std::vector<std::optional<std::vector<std::string>>> fact_keys;  // by expression
  std::vector<std::shared_ptr<const Guard>> guards;                // by expression; only conditions have one
  std::vector<bool> is_atom;                                       // by expression: a part of a condition
  std::vector<Obligation> obligations;

  [[nodiscard]] bool is_descendant(StateIndex state, StateIndex of) const { return state > of && state < states[of].end; }
  [[nodiscard]] bool is_history(StateIndex state) const {
    return states[state].kind == StateKind::shallow_history || states[state].kind == StateKind::deep_history;
  }
  [[nodiscard]] std::optional<StateIndex> find(std::string_view id) const;
  [[nodiscard]] std::optional<std::size_t> find_assignment(std::string_view id) const;
};

}  // namespace chancery::workflow
