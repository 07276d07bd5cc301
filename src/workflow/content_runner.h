#pragma once

#include "base/message.h"
#include "workflow/chart.h"
#include "workflow/data_model.h"
#include "workflow/effect.h"
#include "workflow/event.h"

#include <cstddef>
#include <functional>
#include <list>
#include <map>
#include <string>
#include <vector>

namespace chancery::workflow {

/// Runs executable content: changes the data model, raises internal events, and leaves the rest as effects.   Standard: SCXML 1.0
/// §4.
class ContentRunner {
 public:
  using Reachable = std::function<bool(std::string_view target)>;
  ContentRunner(DataModel& data, std::string session, std::size_t& next_id, const Reachable& reachable)
      : data_(data), session_(std::move(session)), next_id_(next_id), reachable_(reachable) {}

  /// An error stops the block and becomes `error.execution` (§4.9).
  void execute(const Block& block);
  /// §5.5: an error in one parameter leaves that one out.
  [[nodiscard]] std::string done_data(const Payload& payload);
  /// §6.4. Absent when its arguments are in error.
  [[nodiscard]] std::optional<Invoke> invoke(const InvokeContent& invoke, const std::string& state);

  void raise(Event event) { internal_queue_.push_back(std::move(event)); }
  void raise_error(const Message& message, const char* name = "error.execution");
  void add(Effect effect) { effects_.push_back(std::move(effect)); }

  [[nodiscard]] std::list<Event>& internal_queue() { return internal_queue_; }
  [[nodiscard]] std::vector<Effect>& effects() { return effects_; }
  [[nodiscard]] const std::optional<Message>& last_error() const { return last_error_; }

 private:
  void run(const Block& block);
  void run(const Raise& raise);
  void run(const LogContent& log);
  void run(const Assign& assign) { data_.assign(assign); }
  void run(const If& condition);
  void run(const Foreach& loop);
  void run(const SendContent& send);
  void run(const CancelContent& cancel);
  void run(const ActionContent& action);

  [[nodiscard]] std::string text(const Value& value);
  [[nodiscard]] std::string new_id(std::string_view prefix);
  [[nodiscard]] std::map<std::string, std::string> named_values(const Payload& payload);
  [[nodiscard]] std::string event_data(const Payload& payload);
  void dispatch(Send send);

  DataModel& data_;
  std::string session_;
  std::size_t& next_id_;
  const Reachable& reachable_;
  std::list<Event> internal_queue_;
  std::vector<Effect> effects_;
  std::string sendid_;  // of the `send` that runs: an error names it
  std::optional<Message> last_error_;
};

}  // namespace chancery::workflow
