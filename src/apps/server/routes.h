#pragma once

#include "apps/server/http_message.h"
#include "document/action.h"

#include <functional>
#include <map>
#include <optional>
#include <string>
#include <string_view>
#include <vector>

namespace chancery::server {

/// What a route asks of who calls it. There is no default: a route that declares no right cannot be written.
class Right {
 public:
  enum class Kind { everyone, owner, person };

  /// Nobody is asked: log-in, assets, the verifier.
  [[nodiscard]] static Right everyone() { return Right(Kind::everyone, {}); }
  /// The operating-system user who owns the office, over the local socket.
  [[nodiscard]] static Right owner() { return Right(Kind::owner, {}); }
  /// Whoever has logged in.
  [[nodiscard]] static Right person() { return Right(Kind::person, {}); }
  /// A person who has logged in and whom the rights policy allows `action`, on the document `{id}` where it concerns one.
  [[nodiscard]] static Right person(document::Action action) { return Right(Kind::person, action); }

  [[nodiscard]] Kind kind() const { return kind_; }
  [[nodiscard]] const std::optional<document::Action>& action() const { return action_; }

 private:
  Right(Kind kind, std::optional<document::Action> action) : kind_(kind), action_(action) {}

  Kind kind_;
  std::optional<document::Action> action_;
};

/// The values of a pattern's names: `/documents/{id}` gives {"id", "…"}.
using PathParameters = std::map<std::string, std::string, std::less<>>;

template <class Handler>
struct Route {
  Route(Method method_, std::string_view pattern_, Right right_, Handler handler_, std::size_t body_limit_ = 64 * 1024)
      : method(method_), pattern(pattern_), right(std::move(right_)), handler(std::move(handler_)), body_limit(body_limit_) {}

  Method method;
  std::string pattern;
  Right right;
  Handler handler;
  std::size_t body_limit;
  /// Whether the handler shows a form again that comes back from a log-in (held_form.h); others are asked for anew.
  bool restores = false;
};

/// The same route, whose form survives the end of its log-in.
template <class Handler>
[[nodiscard]] Route<Handler> restoring(Route<Handler> route) {
  route.restores = true;
  return route;
}

/// Whether a pattern (`/documents/{id}`) describes the path, and what its names then are.
[[nodiscard]] std::optional<PathParameters> match_path(std::string_view pattern, const std::vector<std::string>& path);

/// The one table of what the server answers.
template <class Handler>
class Routes {
 public:
  explicit Routes(std::vector<Route<Handler>> routes) : routes_(std::move(routes)) {}

  struct Match {
    const Route<Handler>* route;
    PathParameters parameters;
  };

  /// HEAD is answered by the route of GET.
  [[nodiscard]] std::optional<Match> find(Method method, const std::vector<std::string>& path) const {
    const auto asked = method == Method::head ? Method::get : method;
    for (const auto& route : routes_) {
      if (route.method != asked) continue;
      if (auto parameters = match_path(route.pattern, path)) return Match{&route, std::move(*parameters)};
    }
    return std::nullopt;
  }
  /// For the difference between 404 and 405.
  [[nodiscard]] bool knows(const std::vector<std::string>& path) const {
    for (const auto& route : routes_) {
      if (match_path(route.pattern, path)) return true;
    }
    return false;
  }
  [[nodiscard]] const std::vector<Route<Handler>>& all() const { return routes_; }

 private:
  std::vector<Route<Handler>> routes_;
};

}  // namespace chancery::server
