#include "workflow/simulate.h"

#include "formats/xml_writer.h"

#include <algorithm>
#include <list>
#include <map>
#include <utility>

namespace chancery::workflow {
namespace {

using std::chrono::milliseconds;

constexpr std::string_view processor_name = "http://www.w3.org/TR/scxml/#SCXMLEventProcessor";
/// A chart that invokes itself would go on for ever.
constexpr std::size_t session_limit = 1'000;
constexpr std::size_t macrostep_limit = 10'000;

struct Session {
  std::string id;
  std::string parent;    // empty for the outermost
  std::string invokeid;  // by which the parent knows it
  std::optional<Instance> instance;
};

struct Pending {
  milliseconds due;
  int rank;  // errors of the platform come before other events of the same moment
  std::string session;
  Event event;
  std::string sender;
};

class Simulation {
 public:
  Simulation(const Definition& definition, const std::vector<Event>& events, const SimulationOptions& options)
      : definition_(definition), given_(events.begin(), events.end()), options_(options) {}

  std::vector<MacrostepRecord> run() {
    begin(definition_, "", "", {});
    // A chart that goes on telling itself things would never let the clock move.
    while (!done() && records_.size() + others_ < macrostep_limit && advance()) {
    }
    return std::move(records_);
  }

 private:
  [[nodiscard]] Session* find(std::string_view id) {
    const auto found = std::find_if(sessions_.begin(), sessions_.end(), [&](const Session& session) { return session.id == id; });
    return found == sessions_.end() ? nullptr : &*found;
  }
  [[nodiscard]] Session* find_child(std::string_view parent, std::string_view invokeid) {
    const auto found = std::find_if(sessions_.begin(), sessions_.end(), [&](const Session& session) {
      return session.parent == parent && session.invokeid == invokeid;
    });
    return found == sessions_.end() ? nullptr : &*found;
  }
  [[nodiscard]] const Session& outermost() const { return sessions_.front(); }
  [[nodiscard]] bool done() const { return !outermost().instance || outermost().instance->is_final(); }

  /// The next thing to happen: what is due, then what was given, then the next timer.
  bool advance() {
    const bool due = !queue_.empty() && queue_.front().due <= now_;
    if (!due && !given_.empty()) {
      const auto event = std::move(given_.front());
      given_.pop_front();
      deliver(outermost().id, event);
      return true;
    }
    if (queue_.empty() || queue_.front().due > options_.timeout) return false;
    const auto next = std::move(queue_.front());
    queue_.pop_front();
    now_ = std::max(now_, next.due);
    deliver(next.session, next.event);
    return true;
  }

  void post(Pending pending) {
    const auto later = [&](const Pending& other) {
      return std::pair(other.due, other.rank) > std::pair(pending.due, pending.rank);
    };
    queue_.insert(std::find_if(queue_.begin(), queue_.end(), later), std::move(pending));
  }

  void post_error(const Session& session, const char* name, const std::string& sendid) {
    Event event{name};
    event.type = Event::Type::platform;
    event.sendid = sendid;
    post({now_, 0, session.id, std::move(event), session.id});
  }

  /// The given facts, with the virtual clock as their time where they have one.
  const Json& facts_now() {
    const auto begin = options_.facts.find("time");
    if (begin == options_.facts.end() || !begin->is_string()) return options_.facts;
    const auto time = Timestamp::parse(begin->get_ref<const std::string&>());
    if (!time) return options_.facts;
    facts_ = options_.facts;
    facts_["time"] = time->plus(now_).text();
    return facts_;
  }

  [[nodiscard]] StepOptions step_options_of(const Session& session, const std::map<std::string, std::string>& data) {
    const auto reachable = [this, id = session.id](std::string_view target) { return find_target(*find(id), target) != nullptr; };
    return {options_.mode, session.id, data, reachable, options_.resource, nullptr, &options_.calendars};
  }

  void begin(const Definition& definition, const std::string& parent, const std::string& invokeid,
             const std::map<std::string, std::string>& data) {
    sessions_.push_back({"session." + std::to_string(++counter_), parent, invokeid, std::nullopt});
    auto& session = sessions_.back();
    const auto step_options = step_options_of(session, data);
    settle(session, "", workflow::start(definition, facts_now(), step_options), nullptr);
  }

  void deliver(const std::string& id, const Event& event) {
    auto* session = find(id);
    if (session == nullptr || !session->instance || session->instance->is_final()) return;
    const auto step_options = step_options_of(*session, {});
    settle(*session, event.name, step(session->instance->definition(), *session->instance, event, facts_now(), step_options),
           &event);
  }

  void settle(Session& session, const std::string& name, Decision<Step> decision, const Event* event) {
    const bool is_outermost = session.parent.empty();
    others_ += is_outermost ? 0 : 1;
    if (decision.refused()) {
      if (!is_outermost) return post_error(*find(session.parent), "error.communication", "");
      const auto before = session.instance ? session.instance->configuration() : std::vector<std::string>();
      records_.push_back({name, before, false, {}, decision.refusal()});
      return;
    }
    auto done = std::move(decision).value();
    if (is_outermost)
      records_.push_back({name, done.instance.configuration(), done.instance.is_final(), done.effects, std::nullopt});
    session.instance = std::move(done.instance);
    const auto id = session.id;
    for (const auto& effect : done.effects) {
      auto* still_there = find(id);
      if (still_there == nullptr) return;
      std::visit([&](const auto& what) { apply(*still_there, what, event); }, effect);
    }
  }

  void apply(Session&, const Action&, const Event*) {}
  void apply(Session&, const Log&, const Event*) {}

  /// §C.1
  [[nodiscard]] Session* find_target(Session& session, std::string_view target) {
    if (target.empty()) return &session;
    if (target == "#_parent") return find(session.parent);
    if (target.starts_with("#_scxml_")) return find(target.substr(8));
    return find_child(session.id, target.substr(2));
  }

  void apply(Session& session, const Send& send, const Event*) {
    const auto* target = find_target(session, send.target);
    if (target == nullptr) return post_error(session, "error.communication", send.id);
    Event event{send.event};
    event.content = send.content;
    event.sendid = send.id;
    event.origin = "#_scxml_" + session.id;
    event.origintype = processor_name;
    if (send.target == "#_parent") event.invokeid = session.invokeid;
    post({now_ + send.delay, 1, target->id, std::move(event), session.id});
  }

  void apply(Session& session, const Cancel& cancel, const Event*) {
    std::erase_if(queue_, [&](const Pending& pending) {
      return pending.sender == session.id && !cancel.sendid.empty() && pending.event.sendid == cancel.sendid &&
             pending.due > now_;
    });
  }

  void apply(Session& session, const Invoke& invoke, const Event*) {
    const auto id = session.id;
    try {
      if (counter_ >= session_limit) return post_error(session, "error.communication", "");
      const auto chart = invoke.src.empty() ? std::optional(invoke.content) : load(invoke.src);
      if (!chart) return post_error(session, "error.communication", "");
      const auto reading = options_.mode == Mode::lenient ? Reading::lenient : Reading::strict;
      begin(read_definition(*chart, invoke.src.empty() ? invoke.id : invoke.src, reading), id, invoke.id, invoke.data);
    } catch (const Error&) {
      post_error(*find(id), "error.communication", "");
    }
  }

  [[nodiscard]] std::optional<std::string> load(std::string_view src) const {
    return options_.resource ? options_.resource(src) : std::nullopt;
  }

  void apply(Session& session, const CancelInvoke& cancel, const Event*) {
    if (const auto* child = find_child(session.id, cancel.id)) end(child->id);
  }

  /// Nothing is heard any more of a child that was cancelled, nor of its children.
  void end(const std::string& id) {
    for (std::vector<std::string> ending{id}; !ending.empty();) {
      const auto next = std::move(ending.back());
      ending.pop_back();
      for (const auto& session : sessions_) {
        if (session.parent == next) ending.push_back(session.id);
      }
      std::erase_if(queue_, [&](const Pending& pending) { return pending.session == next || pending.sender == next; });
      sessions_.remove_if([&](const Session& session) { return session.id == next; });
    }
  }

  void apply(Session& session, const Forward& forward, const Event* event) {
    const auto* child = find_child(session.id, forward.invokeid);
    if (child != nullptr && event != nullptr) post({now_, 1, child->id, *event, session.id});
  }

  void apply(Session& session, const Done& done, const Event*) {
    if (session.parent.empty()) return;
    // What it would have sent later is sent by nobody (§6.2.4).
    std::erase_if(queue_, [&](const Pending& pending) { return pending.sender == session.id && pending.due > now_; });
    Event event{"done.invoke." + session.invokeid};
    event.content = done.content;
    event.invokeid = session.invokeid;
    event.origin = "#_scxml_" + session.id;
    // The child is gone, so nothing that ends it later may take this event back.
    post({now_, 1, session.parent, std::move(event), ""});
    sessions_.remove_if([id = session.id](const Session& other) { return other.id == id; });
  }

  const Definition& definition_;
  std::list<Event> given_;
  const SimulationOptions& options_;
  std::list<Session> sessions_;  // the outermost first; references stay good
  std::list<Pending> queue_;     // by due time
  milliseconds now_{0};
  Json facts_;
  std::size_t counter_ = 0;
  std::size_t others_ = 0;  // macrosteps of children
  std::vector<MacrostepRecord> records_;
};

}  // namespace

std::vector<MacrostepRecord> simulate(const Definition& definition, const std::vector<Event>& events,
                                      const SimulationOptions& options) {
  return Simulation(definition, events, options).run();
}

}  // namespace chancery::workflow
