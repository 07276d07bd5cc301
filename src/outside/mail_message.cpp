#include "outside/mail_message.h"

#include "base/sha256.h"

#include <algorithm>
#include <array>

namespace chancery::outside {
namespace {

constexpr std::string_view line_end = "\r\n";
/// RFC 2045 §6.8.
constexpr std::size_t base64_line = 76;
/// RFC 2047 §2: an encoded word has at most 75 characters, of which `=?UTF-8?B?` and `?=` take twelve; the first one shares its
/// line of 78 (RFC 5322 §2.1.1) with the name of its field.
constexpr std::size_t encoded_word_bytes = 39;
constexpr std::size_t longest_piece = 60;

bool is_letter_or_digit(char letter) {
  return (letter >= 'a' && letter <= 'z') || (letter >= 'A' && letter <= 'Z') || (letter >= '0' && letter <= '9');
}

bool is_local_letter(char letter) {
  return is_letter_or_digit(letter) || std::string_view("!#$%&'*+-/=?^_`{|}~").find(letter) != std::string_view::npos;
}

/// Words divided by single points, each of letters that `fits` admits.
template <class Fits>
bool is_dotted(std::string_view text, std::size_t longest, Fits fits) {
  std::size_t length = 0;
  for (const char letter : text) {
    if (letter == '.') {
      if (length == 0) return false;
      length = 0;
    } else if (!fits(letter) || ++length > longest) {
      return false;
    }
  }
  return length > 0;
}

bool is_plain(std::string_view text) {
  return std::all_of(text.begin(), text.end(), [](char letter) { return letter >= ' ' && letter <= '~'; });
}

/// Up to `most` bytes that do not cut a character.
std::size_t whole_characters(std::string_view text, std::size_t most) {
  std::size_t size = std::min(most, text.size());
  while (size > 0 && size < text.size() && (static_cast<unsigned char>(text[size]) & 0xC0U) == 0x80U) --size;
  return size;
}

/// A text of a header, in encoded words where it is not plain.
std::string header_text(std::string_view text) {
  if (is_plain(text) && text.size() <= base64_line && text.find("=?") == std::string_view::npos) return std::string(text);
  std::string words;
  while (!text.empty()) {
    const std::size_t size = std::max<std::size_t>(whole_characters(text, encoded_word_bytes), 1);
    if (!words.empty()) words += "\r\n ";
    words += "=?UTF-8?B?" + to_base64(text.substr(0, size)) + "?=";
    text.remove_prefix(size);
  }
  return words;
}

/// RFC 5322 §3.4. A plain name is quoted, any other one encoded.
std::string mailbox_text(const Mailbox& mailbox) {
  if (mailbox.name.empty()) return "<" + mailbox.address + ">";
  if (!is_plain(mailbox.name) || mailbox.name.size() > base64_line)
    return header_text(mailbox.name) + "\r\n <" + mailbox.address + ">";
  std::string quoted;
  for (const char letter : mailbox.name) {
    if (letter == '"' || letter == '\\') quoted += '\\';
    quoted += letter;
  }
  return "\"" + quoted + "\"\r\n <" + mailbox.address + ">";
}

std::string mailboxes_text(const std::vector<Mailbox>& mailboxes) {
  std::string list;
  for (const Mailbox& mailbox : mailboxes) list += (list.empty() ? "" : ",\r\n ") + mailbox_text(mailbox);
  return list;
}

/// RFC 5322 §3.3, in UTC.
std::string date_text(Timestamp time) {
  constexpr std::array days{"Thu", "Fri", "Sat", "Sun", "Mon", "Tue", "Wed"};  // 1970-01-01 was a Thursday
  constexpr std::array months{"Jan", "Feb", "Mar", "Apr", "May", "Jun", "Jul", "Aug", "Sep", "Oct", "Nov", "Dec"};
  constexpr std::int64_t day = 86'400'000;
  const std::int64_t since = time.milliseconds() >= 0 ? time.milliseconds() / day : (time.milliseconds() - day + 1) / day;
  const std::string text = time.text();
  const auto weekday = static_cast<std::size_t>(((since % 7) + 7) % 7);
  const auto month = static_cast<std::size_t>(std::stoi(text.substr(5, 2)) - 1);
  return std::string(days.at(weekday)) + ", " + text.substr(8, 2) + " " + months.at(month) + " " + text.substr(0, 4) + " " +
         text.substr(11, 8) + " +0000";
}

std::string base64_lines(BytesView bytes) {
  const std::string encoded = to_base64(bytes);
  std::string lines;
  lines.reserve(encoded.size() + encoded.size() / base64_line * 2 + 2);
  for (std::size_t at = 0; at < encoded.size(); at += base64_line) {
    lines.append(encoded, at, base64_line).append(line_end);
  }
  return lines;
}

/// RFC 2231 §4.
std::string percent_encoded(std::string_view text) {
  constexpr std::string_view digits = "0123456789ABCDEF";
  std::string encoded;
  for (const char letter : text) {
    const auto byte = static_cast<unsigned char>(letter);
    if (is_letter_or_digit(letter) || letter == '.' || letter == '-' || letter == '_') {
      encoded += letter;
    } else {
      encoded += {'%', digits[byte >> 4U], digits[byte & 15U]};
    }
  }
  return encoded;
}

/// A parameter in as many continuations as its lines need (RFC 2231 §3).
std::string parameter_text(std::string_view name, std::string_view value) {
  std::vector<std::string> pieces(1);
  for (std::size_t at = 0, size = 0; at < value.size(); at += size) {
    size = 1;
    while (at + size < value.size() && (static_cast<unsigned char>(value[at + size]) & 0xC0U) == 0x80U) ++size;
    const std::string letter = percent_encoded(value.substr(at, size));
    if (pieces.back().size() + letter.size() > longest_piece) pieces.emplace_back();
    pieces.back() += letter;
  }
  if (pieces.size() == 1) return ";\r\n " + std::string(name) + "*=UTF-8''" + pieces.front();
  std::string text;
  for (std::size_t i = 0; i < pieces.size(); ++i) {
    text += ";\r\n " + std::string(name) + "*" + std::to_string(i) + "*=" + (i == 0 ? "UTF-8''" : "") + pieces[i];
  }
  return text;
}

std::string text_part(std::string_view text) {
  return "Content-Type: text/plain; charset=utf-8\r\nContent-Transfer-Encoding: base64\r\n\r\n" + base64_lines(text);
}

std::string attachment_part(const MailAttachment& attachment) {
  return "Content-Type:\r\n " + attachment.media_type + "\r\nContent-Transfer-Encoding: base64\r\n" +
         "Content-Disposition: attachment" + parameter_text("filename", attachment.name) + "\r\n\r\n" +
         base64_lines(attachment.content.bytes());
}

}  // namespace

bool is_mail_address(std::string_view text) {
  const std::size_t at = text.rfind('@');
  if (at == std::string_view::npos || at > 64 || text.size() > 254) return false;
  const std::string_view domain = text.substr(at + 1);
  if (domain.empty() || domain.starts_with('-') || domain.ends_with('-')) return false;
  if (domain.find("-.") != std::string_view::npos || domain.find(".-") != std::string_view::npos) return false;
  return is_dotted(text.substr(0, at), 64, is_local_letter) &&
         is_dotted(domain, 63, [](char letter) { return is_letter_or_digit(letter) || letter == '-'; });
}

Mailbox split_mailbox(std::string_view text) {
  const std::size_t begin = text.find('<');
  if (begin == std::string_view::npos || !text.ends_with('>')) return {"", std::string(text)};
  const std::string_view before = text.substr(0, begin);
  const std::size_t last = before.find_last_not_of(' ');
  const std::string_view name = last == std::string_view::npos ? std::string_view() : before.substr(0, last + 1);
  return {std::string(name), std::string(text.substr(begin + 1, text.size() - begin - 2))};
}

/// No line of Base64 holds the underscore of the boundary, so that nothing inside can end a part.
Bytes compose(const MailMessage& message) {
  const std::string boundary = "=_" + sha256(message.id).hex().substr(0, 32);
  Bytes bytes = "Date: " + date_text(message.time) + "\r\nFrom: " + mailbox_text(message.from) +
                "\r\nTo: " + mailboxes_text(message.to) + "\r\nMessage-ID: <" + message.id +
                ">\r\nSubject: " + header_text(message.subject) +
                "\r\nMIME-Version: 1.0\r\nContent-Type: multipart/mixed;\r\n boundary=\"" + boundary + "\"\r\n\r\n";
  bytes += "--" + boundary + "\r\n" + text_part(message.text);
  for (const MailAttachment& attachment : message.attachments) {
    bytes += "--" + boundary + "\r\n" + attachment_part(attachment);
  }
  return bytes + "--" + boundary + "--\r\n";
}

}  // namespace chancery::outside
