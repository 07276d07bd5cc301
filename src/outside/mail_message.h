#pragma once

#include "base/bytes.h"
#include "base/timestamp.h"

#include <string>
#include <string_view>
#include <vector>

namespace chancery::outside {

/// A mailbox. `name` is what people read, any text; `address` passed is_mail_address().
struct Mailbox {
  std::string name;
  std::string address;

  friend bool operator==(const Mailbox&, const Mailbox&) = default;
};

/// Whether the text is a plain ASCII address, LOCAL@DOMAIN of at most 254 characters: no quoted local part, no comment, nothing
/// that could begin another header field.   Standard: RFC 5321 §4.1.2 (dot-string), RFC 1123 §2.1.
[[nodiscard]] bool is_mail_address(std::string_view text);

/// `Name <address>`, or an address alone; the address is not judged.
[[nodiscard]] Mailbox split_mailbox(std::string_view text);

struct MailAttachment {
  std::string name;
  std::string media_type;
  Blob content;
};

struct MailMessage {
  std::string id;  // LEFT@DOMAIN of the Message-ID
  Timestamp time;
  Mailbox from;
  std::vector<Mailbox> to;
  std::string subject;
  std::string text;
  std::vector<MailAttachment> attachments;
};

/// The message as it is handed to a mail program. The same message gives the same bytes.   Standard: RFC 5322, 2045–2047, 2231.
[[nodiscard]] Bytes compose(const MailMessage& message);

}  // namespace chancery::outside
