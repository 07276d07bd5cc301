#pragma once

#include "apps/server/desk.h"
#include "apps/server/http_server.h"
#include "apps/server/routes.h"
#include "apps/server/sessions.h"
#include "apps/server/site.h"

namespace chancery::server {

/// The office as a web site: log-in, pages, API and the local socket's operations, all through one table of routes.
class Application {
 public:
  /// `secure`: browsers reach us through TLS, ours or a proxy's.
  Application(Desk desk, SessionStore sessions, bool secure);

  [[nodiscard]] Response answer(const Request& request);
  [[nodiscard]] std::size_t body_limit(const RequestHead& head) const;
  /// Words for a request that could not be read; `head` may be null.
  [[nodiscard]] Response refuse(int status, const Message& why, const RequestHead* head) const;

  /// For HttpServer; this object outlives it.
  [[nodiscard]] Service service();
  /// A person's sessions end at once: new password, disabled account.
  void end_sessions_of(const PersonId& person) { site_.sessions.end_all_of(person); }

  [[nodiscard]] const Routes<Handler>& routes() const { return routes_; }

 private:
  [[nodiscard]] Visit visit_of(const Request& request, PathParameters parameters) const;
  [[nodiscard]] Response answer_route(const Route<Handler>& route, const Visit& visit);
  [[nodiscard]] Decision<Allowed> authorize(const Route<Handler>& route, const Visit& visit) const;
  [[nodiscard]] Decision<Allowed> authorize_person(const Route<Handler>& route, const Visit& visit) const;
  [[nodiscard]] static bool comes_back(const Route<Handler>& route, const Visit& visit, const Refusal& refusal);
  [[nodiscard]] Response show_refusal(const Visit& visit, const Refusal& refusal) const;

  Site site_;
  Routes<Handler> routes_;
};

}  // namespace chancery::server
