#pragma once

#include "apps/server/assets.h"
#include "apps/server/desk.h"
#include "apps/server/http_message.h"
#include "apps/server/login_throttle.h"
#include "apps/server/page.h"
#include "apps/server/routes.h"
#include "apps/server/sessions.h"

#include <optional>
#include <string>

namespace chancery::server {

/// Everything that answering a request needs. Many threads use it at once.
struct Site {
  Desk desk;
  Sessions sessions;
  LoginThrottle throttle;
  Pages pages;
  Assets assets;
  /// Whether browsers reach us through TLS, ours or a proxy's.
  bool secure;
};

/// One request and what is known about who sent it.
struct Visit {
  const Request& request;
  PathParameters parameters;
  text::Language language;
  std::optional<Session> session;

  /// Requires: a session.
  [[nodiscard]] engine::Caller caller() const;
  /// The document that the path names.
  /// Throws: Error{Fault::absent} for what is no id, worded like a document that does not exist.
  [[nodiscard]] DocumentId document() const;
};

using Handler = Response (*)(Site&, const Visit&);

/// Whether some of these roles, as `Desk::person` lists them, are granted the action: for what pages offer. What is done is
/// judged by the office alone.
[[nodiscard]] bool may(const formats::Json& roles, document::Action action);

/// Where somebody with these roles begins: the first page of the navigation, or their own account.
[[nodiscard]] std::string home_of(const formats::Json& roles);

/// The page `name` with the parts that stand on every page.
/// `model` gives at least `title`.
[[nodiscard]] Response show_page(const Site& site, const Visit& visit, int status, std::string_view name, formats::Json model);
/// Words for what went wrong, as a page, or as JSON where JSON was asked for.
[[nodiscard]] Response show_problem(const Site& site, const Visit& visit, int status, const Message& why);

}  // namespace chancery::server
