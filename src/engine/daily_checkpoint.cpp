#include "engine/daily_checkpoint.h"

#include "base/error.h"
#include "engine/checkpoint_tokens.h"
#include "engine/meta.h"
#include "ledger/checkpoint.h"
#include "ledger/printed_checkpoint.h"
#include "store/outbox.h"
#include "text/catalogue.h"
#include "text/local_time.h"

namespace chancery::engine {
namespace {

using formats::Json;

constexpr auto mailbox_name = "checkpoint_mailbox";

std::string key_of_day(Timestamp now) {
  return "checkpoint-" + text::wall_clock(now).day;
}

/// In both languages: whoever keeps such letters may not know ours.
std::string in_both(const char* key, std::vector<std::pair<std::string, Message::Argument>> arguments) {
  const Message message{key, std::move(arguments)};
  return text::say(text::Language::uk, message) + "\n\n" + text::say(text::Language::en, message);
}

outside::MailMessage letter_of(const outside::Mailbox& from, const std::string& to, const ledger::SignedNote& checkpoint,
                               const std::string& verifier_key, Timestamp now) {
  const auto head = ledger::Checkpoint::parse(checkpoint.text()).value();
  const std::string printed = ledger::PrintedCheckpoint(head).text();
  const std::string day = text::wall_clock(now).day;
  const Message subject{"engine.checkpoint_subject", {{"day", day}, {"office", from.name}}};
  return {key_of_day(now) + "." + std::to_string(head.head().size) + from.address.substr(from.address.find('@')),
          now,
          from,
          {{"", to}},
          text::say(text::Language::uk, subject) + " · " + text::say(text::Language::en, subject),
          in_both("engine.checkpoint_letter", {{"size", static_cast<std::int64_t>(head.head().size)}}) + "\n\n" + printed + "\n" +
              verifier_key + "\n",
          {{"checkpoint.txt", "text/plain", Blob(checkpoint.bytes())}}};
}

}  // namespace

std::optional<std::string> checkpoint_mailbox(store::Database& database) {
  return find_meta(database, mailbox_name);
}

void save_checkpoint_mailbox(store::Database& database, const std::string& address) {
  if (address.empty()) return forget_meta(database, mailbox_name);
  if (!outside::is_mail_address(address))
    throw Error(Fault::input, {"engine.no_mail_address_in", {{"address", address.substr(0, 254)}}});
  save_meta(database, mailbox_name, address);
}

std::optional<HeadOutside> head_outside(store::Database& database) {
  store::Statement rows = database.query(
      "SELECT payload, done FROM outbox WHERE kind = ?1 AND done IS NOT NULL ORDER BY number DESC LIMIT 1", {checkpoint_kind});
  if (!rows.next()) return std::nullopt;
  const Json payload = formats::parse_json(rows.bytes(0), checkpoint_kind);
  const auto root = Sha256::parse(payload.at("root").get<std::string>());
  check_invariant(root.has_value(), "a letter that was written names a root");
  return HeadOutside{{payload.at("size").get<ledger::TreeSize>(), *root}, rows.get<Timestamp>(1)};
}

Json outside_of(store::Database& database) {
  Json json = Json::object();
  if (const auto mailbox = checkpoint_mailbox(database)) json["mailbox"] = *mailbox;
  if (const auto last = head_outside(database)) {
    json["last"] = {{"size", last->head.size}, {"root", last->head.root.hex()}, {"time", last->time.text()}};
  }
  if (auto token = newest_token_of(database); !token.is_null()) json["token"] = std::move(token);
  return json;
}

bool is_letter_due(store::Database& database, Timestamp now) {
  return checkpoint_mailbox(database) && !store::Outbox(database).find(key_of_day(now));
}

void write_checkpoint_letter(store::Database& database, const outside::Mailbox& from, const ledger::SignedNote& checkpoint,
                             const std::string& verifier_key, Timestamp now) {
  const auto to = checkpoint_mailbox(database);
  if (!to) return;
  const auto head = ledger::Checkpoint::parse(checkpoint.text()).value().head();
  const Json payload{{"size", head.size},
                     {"root", head.root.hex()},
                     {"letter", outside::compose(letter_of(from, *to, checkpoint, verifier_key, now))}};
  store::Outbox(database).put({key_of_day(now), checkpoint_kind, payload.dump()}, now);
}

Delivery hand_over_checkpoint(const outside::MailFolder& folder, const store::Dispatch& dispatch) {
  folder.hand_over(dispatch.key, formats::parse_json(dispatch.payload, dispatch.key).at("letter").get<std::string>());
  return Delivered{};
}

}  // namespace chancery::engine
