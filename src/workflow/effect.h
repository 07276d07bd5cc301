#pragma once

#include <chrono>
#include <map>
#include <string>
#include <variant>

namespace chancery::workflow {

/// Something that a step asks its host to do. A step does nothing itself: the engine carries effects out durably, `simulate` in
/// memory, the checker not at all.

/// A `w:` element in executable content: `freeze`, `fill`, `register`, `archive`, `dispatch`; or `approve` with the attribute
/// `sections`, when a transition with `w:approves` was taken.
struct Action {
  std::string name;
  std::map<std::string, std::string> attributes;

  friend bool operator==(const Action&, const Action&) = default;
};

/// An event for this or another session, perhaps later.   Standard: SCXML 1.0 §6.2.
struct Send {
  std::string id;
  std::string event;
  std::string target;  // empty: the external queue of this session
  std::chrono::milliseconds delay{0};
  std::string content;  // of `_event/data`, as XML bytes

  friend bool operator==(const Send&, const Send&) = default;
};

/// §6.3
struct Cancel {
  std::string sendid;

  friend bool operator==(const Cancel&, const Cancel&) = default;
};

/// §6.4: start a child session.
struct Invoke {
  std::string id;
  std::string src;                          // or
  std::string content;                      // the chart itself, as XML bytes
  std::map<std::string, std::string> data;  // values for its top-level `data`, as XML bytes

  friend bool operator==(const Invoke&, const Invoke&) = default;
};

/// The state that invoked the child was left.
struct CancelInvoke {
  std::string id;

  friend bool operator==(const CancelInvoke&, const CancelInvoke&) = default;
};

/// The event of this step goes on to a child (`autoforward`).
struct Forward {
  std::string invokeid;

  friend bool operator==(const Forward&, const Forward&) = default;
};

/// §4.7
struct Log {
  std::string label;
  std::string text;

  friend bool operator==(const Log&, const Log&) = default;
};

/// A top-level final state was reached; whoever invoked the session is told.
struct Done {
  std::string content;  // of `donedata`, as XML bytes

  friend bool operator==(const Done&, const Done&) = default;
};

using Effect = std::variant<Action, Send, Cancel, Invoke, CancelInvoke, Forward, Log, Done>;

}  // namespace chancery::workflow
