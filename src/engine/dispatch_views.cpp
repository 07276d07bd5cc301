#include "engine/dispatch_views.h"

#include "store/outbox.h"

namespace chancery::engine {
namespace {

using formats::Json;

Json recipients_json(const document::Dispatch& dispatch) {
  Json list = Json::array();
  for (const document::Recipient& recipient : dispatch.to) {
    Json entry = Json::object();
    if (!recipient.name.empty()) entry["name"] = recipient.name;
    if (!recipient.address.empty()) entry["address"] = recipient.address;
    list.push_back(std::move(entry));
  }
  return list;
}

void add_state(Json& view, store::Database& database, const std::string& letter) {
  const auto state = store::Outbox(database).find(letter);
  if (!state) return;
  if (state->done) view["sent"] = state->done->text();
  if (state->given_up) view["given_up"] = state->given_up->text();
  if (state->last_failure && !state->done) view["failure"] = *state->last_failure;
}

}  // namespace

Json dispatches_of(store::Database& database, const document::Document& document) {
  Json list = Json::array();
  for (const document::Dispatch& dispatch : document.dispatches) {
    const document::File& file = dispatch.file;
    Json view{
        {"channel", dispatch.channel},
        {"to", recipients_json(dispatch)},
        {"time", dispatch.time.text()},
        {"file", {{"path", file.path}, {"media_type", file.media_type}, {"size", file.size}, {"sha256", file.sha256.hex()}}}};
    if (dispatch.letter) add_state(view, database, *dispatch.letter);
    list.push_back(std::move(view));
  }
  return list;
}

}  // namespace chancery::engine
