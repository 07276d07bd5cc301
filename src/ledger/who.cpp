#include "ledger/who.h"

#include "ledger/shape.h"

namespace chancery::ledger {
namespace {

using formats::Json;

Json as_json(const Authentication& authentication) {
  Json json{{"method", authentication.method}};
  if (authentication.session) json["session"] = authentication.session->hex();
  if (authentication.proof) json["proof"] = authentication.proof->hex();
  return json;
}

Shape make_who_shape() {
  return object_shape(
      {{"person", actor_shape()},
       optional_key("behind", id_shape()),
       {"role", text_shape()},
       {"org", text_shape()},
       optional_key("instrument", hash_shape()),
       {"auth",
        object_shape({{"method", text_shape()}, optional_key("session", hash_shape()), optional_key("proof", hash_shape())})}});
}

Shape make_note_shape() {
  return object_shape({optional_key("name", text_shape()), optional_key("reason", text_shape()),
                       optional_key("client", text_shape()), optional_key("request", text_shape())});
}

}  // namespace

Json to_json(const Who& who) {
  Json json{{"person", who.person.text()}, {"role", who.role}, {"org", who.org}, {"auth", as_json(who.auth)}};
  if (who.behind) json["behind"] = who.behind->hex();
  if (who.instrument) json["instrument"] = who.instrument->hex();
  return json;
}

Json to_json(const Note& note) {
  Json json = Json::object();
  if (note.name) json["name"] = *note.name;
  if (note.reason) json["reason"] = *note.reason;
  if (note.client) json["client"] = *note.client;
  if (note.request) json["request"] = *note.request;
  return json;
}

std::optional<Message> why_not_a_who(const Json& value) {
  static const Shape shape = make_who_shape();
  return shape(value, "who");
}

std::optional<Message> why_not_a_note(const Json& value) {
  static const Shape shape = make_note_shape();
  return shape(value, "note");
}

}  // namespace chancery::ledger
