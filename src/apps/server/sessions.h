#pragma once

#include <chrono>
#include <functional>
#include <optional>
#include <string>
#include <string_view>

#include "base/id.h"
#include "base/sha256.h"
#include "base/timestamp.h"

namespace chancery::server {

/// What is kept about a log-in. The token itself is only in the browser: who reads the store cannot act as anybody.
struct StoredSession {
  Sha256 token;
  PersonId person;
  Timestamp started;
  Timestamp seen;
};

/// Where sessions are kept.
struct SessionStore {
  std::function<void(const StoredSession&)> save;
  std::function<std::optional<StoredSession>(const Sha256& token)> find;
  std::function<void(const Sha256& token)> remove;
  std::function<void(PersonId person)> remove_all_of;
};

/// Sessions that live as long as the process: a restart logs everybody out.
[[nodiscard]] SessionStore sessions_in_memory();

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
  [[nodiscard]] std::string start(PersonId person, Timestamp now) const;
  [[nodiscard]] std::optional<Session> find(std::string_view token, Timestamp now) const;
  void end(std::string_view token) const;
  /// At once, on every device: new password, disabled account.
  void end_all_of(PersonId person) const { store_.remove_all_of(person); }

 private:
  [[nodiscard]] bool expired(const StoredSession& session, Timestamp now) const;

  SessionStore store_;
  std::function<Bytes(std::size_t)> entropy_;
  SessionTimes times_;
};

/// `__Host-` binds the cookie to this very host and to TLS; browsers refuse the prefix without TLS.
[[nodiscard]] std::string_view session_cookie_name(bool secure);
/// The value of Set-Cookie that gives the token to the browser, or takes it away when it is empty.   Standard: RFC 6265.
[[nodiscard]] std::string session_cookie(std::string_view token, bool secure);

}  // namespace chancery::server
