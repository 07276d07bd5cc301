#include "apps/server/sessions.h"

#include "base/error.h"

namespace chancery::server {
namespace {

constexpr std::size_t token_bytes = 32;

std::optional<Bytes> read_token(std::string_view token) {
  auto bytes = token.size() == 2 * token_bytes ? parse_hex(token) : std::nullopt;
  return bytes;
}

}  // namespace

std::string Sessions::start(const PersonId& person, Timestamp now) const {
  const auto token = entropy_(token_bytes);
  if (token.size() != token_bytes) throw Error(Fault::environment, {"server.no_entropy", {}});
  store_.save({sha256(token), person, now, now});
  return to_hex(token);
}

std::optional<Session> Sessions::find(std::string_view token, Timestamp now) const {
  const auto bytes = read_token(token);
  if (!bytes) return std::nullopt;
  auto stored = store_.find(sha256(*bytes));
  if (!stored) return std::nullopt;
  if (expired(*stored, now)) {
    store_.remove(stored->token);
    return std::nullopt;
  }
  if (now > stored->seen.plus(times_.touch)) {
    stored->seen = now;
    store_.save(*stored);
  }
  return Session{stored->person, hmac_sha256(*bytes, "chancery.csrf/1").hex()};
}

void Sessions::end(std::string_view token) const {
  if (const auto bytes = read_token(token)) store_.remove(sha256(*bytes));
}

bool Sessions::expired(const store::SessionRow& session, Timestamp now) const {
  return now > session.seen.plus(times_.idle) || now > session.started.plus(times_.absolute);
}

std::string_view session_cookie_name(bool secure) {
  return secure ? "__Host-chancery" : "chancery";
}

std::string session_cookie(std::string_view token, bool secure) {
  std::string cookie(session_cookie_name(secure));
  cookie.append("=").append(token).append("; Path=/; HttpOnly; SameSite=Lax");
  if (secure) cookie.append("; Secure");
  if (token.empty()) cookie.append("; Max-Age=0");
  return cookie;
}

}  // namespace chancery::server
