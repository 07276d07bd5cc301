#include "engine/dispatching.h"

#include "base/error.h"
#include "store/blobs.h"
#include "text/catalogue.h"
#include "text/normal_form.h"

#include <algorithm>

namespace chancery::engine {
namespace {

using document::Document;
using formats::Json;

constexpr std::size_t most_recipients = 50;
constexpr std::size_t longest_subject = 500;
constexpr std::size_t longest_text = 20'000;
/// Before Base64; what many receivers still take.
constexpr std::size_t largest_letter = 18'000'000;
constexpr std::string_view letter_media_type = "message/rfc822";

std::string text_at(const Json& data, const char* field, std::size_t longest) {
  std::string text = text::to_nfc(data_text(data, field));
  if (text.size() > longest) refuse_odd_field(field);
  return text;
}

outside::Mailbox mailbox_of(const Json& value) {
  const bool bare = value.is_string();
  if (!bare && (!value.is_object() || !value.contains("address") || !value.at("address").is_string()))
    refuse_odd_field("data.to");
  std::string address = bare ? value.get<std::string>() : value.at("address").get<std::string>();
  if (!outside::is_mail_address(address)) {
    throw Error(Fault::input, {"engine.mail_address_odd", {{"address", std::move(address)}}});
  }
  return {bare ? std::string() : text_at(value, "name", longest_subject), std::move(address)};
}

std::vector<outside::Mailbox> recipients_of(const Json& data) {
  const Json list = data.value("to", Json::array());
  if (!list.is_array() || list.size() > most_recipients) refuse_odd_field("data.to");
  std::vector<outside::Mailbox> recipients;
  std::transform(list.begin(), list.end(), std::back_inserter(recipients), mailbox_of);
  return recipients;
}

std::string title_in(const Document& document, std::string_view tag) {
  for (const Json& text : document.title) {
    if (text.at("language") == tag) return text.at("value");
  }
  return document.title.front().at("value");
}

Message about(const char* key, const Document& document, std::string_view tag) {
  const auto registration = document.registration.value_or(document::Registration{"—", "—"});
  return {key, {{"title", title_in(document, tag)}, {"number", registration.number}, {"date", registration.date}}};
}

std::string file_list(const std::vector<document::File>& files) {
  std::string list;
  for (const document::File& file : files) list += "\n" + file.path + "\n  SHA-256 " + file.sha256.hex();
  return list;
}

/// In both languages of the office; what is attached stands below with its hashes.
std::string words_of_letter(const Document& document, const std::vector<document::File>& files) {
  return text::say(text::Language::uk, about("engine.letter_text", document, "uk")) + "\n\n" +
         text::say(text::Language::en, about("engine.letter_text", document, "en")) + "\n" + file_list(files) + "\n";
}

std::vector<document::File> files_to_send(const Document& document) {
  std::vector<document::File> files{*document.container};
  files.insert(files.end(), document.frozen->files.begin(), document.frozen->files.end());
  return files;
}

std::vector<outside::MailAttachment> attachments_of(const Draft& draft, store::Database& database,
                                                    const std::vector<document::File>& files) {
  std::vector<outside::MailAttachment> attachments;
  for (const document::File& file : files) {
    const std::string name = file.path.substr(file.path.rfind('/') + 1);
    attachments.push_back({name, file.media_type, load_file(draft, database, file.sha256)});
  }
  return attachments;
}

std::size_t size_of(const std::vector<document::File>& files) {
  std::size_t size = 0;
  for (const document::File& file : files) size += file.size;
  return size;
}

std::vector<document::Recipient> as_recipients(const std::vector<outside::Mailbox>& mailboxes) {
  std::vector<document::Recipient> recipients;
  for (const outside::Mailbox& mailbox : mailboxes) recipients.push_back({mailbox.name, mailbox.address});
  return recipients;
}

/// A letter of a document is known by the revision that its step makes.
std::string letter_name(const Document& document) {
  return document.id.hex() + "-" + std::to_string(document.revision + 1);
}

Draft with_letter(Draft draft, const outside::MailMessage& message, const Performer& performer) {
  const std::string name = letter_name(draft.document);
  const Blob letter(outside::compose(message));
  const auto file = file_of("letter-" + std::to_string(draft.document.dispatches.size() + 1) + ".eml", letter_media_type, letter);
  draft.document.dispatches.push_back({"email", as_recipients(message.to), performer.person, performer.time, file, name});
  draft.payload = {{"channel", "email"}, {"letter", file.sha256.hex()}, {"recipients", message.to.size()}};
  draft.manifest = draft.document.frozen->manifest.sha256;
  draft.out.push_back(file);
  add_file(draft, file, letter);
  return draft;
}

}  // namespace

Decision<Draft> write_letter(Draft draft, store::Database& database, const std::optional<outside::Mailbox>& from,
                             const Performer& performer, const Command& command) {
  const Document& document = draft.document;
  if (!document.frozen || !document.container) throw Error(Fault::conflict, {"engine.not_frozen", {}});
  if (!from) return Refusal{"engine.no_mail_address", {"engine.no_mail_address", {}}};
  const auto recipients = recipients_of(command.data);
  if (recipients.empty()) return Refusal{"engine.no_recipient", {"engine.no_recipient", {}}};
  const auto files = files_to_send(document);
  if (size_of(files) > largest_letter) {
    return Refusal{
        "engine.letter_too_large",
        {"engine.letter_too_large",
         {{"limit", static_cast<std::int64_t>(largest_letter)}, {"found", static_cast<std::int64_t>(size_of(files))}}}};
  }
  std::string subject = text_at(command.data, "subject", longest_subject);
  std::string words = text_at(command.data, "text", longest_text);
  if (subject.empty()) subject = title_in(document, "uk");
  if (words.empty()) words = words_of_letter(document, files);
  const outside::MailMessage message{letter_name(document) + from->address.substr(from->address.rfind('@')),
                                     performer.time,
                                     *from,
                                     recipients,
                                     std::move(subject),
                                     std::move(words),
                                     attachments_of(draft, database, files)};
  return with_letter(std::move(draft), message, performer);
}

Decision<Draft> dispatch(Draft draft) {
  const auto& dispatches = draft.document.dispatches;
  const bool written = !dispatches.empty() && std::any_of(draft.files.begin(), draft.files.end(), [&](const NewFile& file) {
    return file.file.sha256 == dispatches.back().file.sha256;
  });
  if (!written || !dispatches.back().letter) return Refusal{"engine.no_letter", {"engine.no_letter", {}}};
  const document::Dispatch& last = dispatches.back();
  draft.dispatches.push_back({*last.letter, "mail", formats::committed_json({{"sha256", last.file.sha256.hex()}})});
  return draft;
}

Delivery hand_over(store::Database& database, const outside::MailFolder& folder, const store::Dispatch& dispatch) {
  const Json payload = formats::parse_json(dispatch.payload, dispatch.key);
  const auto hash = Sha256::parse(payload.value("sha256", ""));
  if (dispatch.kind != "mail" || !hash) return Undeliverable{{"engine.no_letter", {}}};
  folder.hand_over(dispatch.key, store::Blobs(database).get(*hash).bytes());
  return Delivered{};
}

}  // namespace chancery::engine
