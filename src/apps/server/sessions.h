#pragma once

#include "base/id.h"
#include "base/sha256.h"
#include "base/timestamp.h"
#include "store/sessions.h"

#include <chrono>
#include <functional>
#include <optional>
#include <string>
#include <string_view>

namespace chancery::server {

/// Where log-ins are kept: `store::Sessions`, each call in a transaction of its own. The token itself is only in the browser.
struct SessionStore {
  std::function<void(const store::SessionRow&)> save;
  std::function<std::optional<store::SessionRow>(const Sha256& token)> find;
  std::function<void(const Sha256& token)> remove;
  std::function<void(const PersonId& person)> remove_all_of;
};

struct SessionTimes {
  std::chrono::milliseconds idle = std::chrono::minutes(30);
  std::chrono::milliseconds absolute = std::chrono::hours(12);
  /// How often `seen` is written at most.
  std::chrono::milliseconds touch = std::chrono::minutes(1);
};

/// Who is logged in, by one request's cookie.
struct Session {
  PersonId person;
  /// Comes back in every form; nobody else's page can know it.
  std::string csrf;
};

/// Log-ins: random tokens of 256 bits in a cookie, kept hashed, ended by time, log-out, a new password or a disabled account.
class Sessions {
 public:
  /// `entropy(n)` gives n random bytes.
  Sessions(SessionStore store, std::function<Bytes(std::size_t)> entropy, const SessionTimes& times = {})
      : store_(std::move(store)), entropy_(std::move(entropy)), times_(times) {}

  /// The new token, for the cookie. A log-in never takes over a token that was there before.
  [[nodiscard]] std::string start(const PersonId& person, Timestamp now) const;
  [[nodiscard]] std::optional<Session> find(std::string_view token, Timestamp now) const;
  void end(std::string_view token) const;
  /// At once, on every device: new password, disabled account.
  void end_all_of(const PersonId& person) const { store_.remove_all_of(person); }

 private:
  [[nodiscard]] bool expired(const store::SessionRow& session, Timestamp now) const;

  SessionStore store_;
  std::function<Bytes(std::size_t)> entropy_;
  SessionTimes times_;
};

/// `__Host-` binds the cookie to this very host and to TLS; browsers refuse the prefix without TLS.
[[nodiscard]] std::string_view session_cookie_name(bool secure);
/// The value of Set-Cookie that gives the token to the browser, or takes it away when it is empty.   Standard: RFC 6265.
[[nodiscard]] std::string session_cookie(std::string_view token, bool secure);

}  // namespace chancery::server
