#include "outside/mail_message.h"

#include <catch2/catch.hpp>

#include <sstream>

using namespace chancery;
using namespace chancery::outside;

namespace {

MailMessage letter() {
  return {"0123-4@example.org",
          *Timestamp::parse("2026-02-03T04:05:06.789Z"),
          {"Київська обласна державна адміністрація", "office@example.org"},
          {{"State of \"Washington\"", "washington@example.org"}, {"", "utah@example.org"}},
          "ЗРАЗОК: звернення щодо підтримки, Ґ Є І Ї ’",
          "Текст листа: Ґ Є І Ї ’.\n",
          {{"звернення.txt", "text/plain", Blob("вміст")}, {"appeal.asice", "application/vnd.etsi.asic-e+zip", Blob("PK")}}};
}

/// The value of a header field, unfolded.
std::string field(const Bytes& message, const std::string& name) {
  const std::size_t begin = message.find("\r\n" + name + ": ");
  REQUIRE(begin != Bytes::npos);
  std::string value = message.substr(begin + name.size() + 4);
  std::size_t end = value.find("\r\n");
  while (value[end + 2] == ' ') end = value.find("\r\n", end + 2);
  value.resize(end);
  return value;
}

/// What the encoded words of a field say.
std::string decoded(std::string value) {
  std::string text;
  for (std::size_t at = value.find("=?UTF-8?B?"); at != std::string::npos; at = value.find("=?UTF-8?B?", at)) {
    const std::size_t end = value.find("?=", at + 10);
    text += parse_base64(value.substr(at + 10, end - at - 10)).value();
    at = end;
  }
  return text;
}

}  // namespace

TEST_CASE("a letter has the header that mail programs ask for") {
  const Bytes message = compose(letter());
  CHECK(message.starts_with("Date: Tue, 03 Feb 2026 04:05:06 +0000\r\n"));
  CHECK(field(message, "Message-ID") == "<0123-4@example.org>");
  CHECK(field(message, "MIME-Version") == "1.0");
  CHECK(decoded(field(message, "Subject")) == letter().subject);
  CHECK(decoded(field(message, "From")) == letter().from.name);
  CHECK(field(message, "From").ends_with("<office@example.org>"));
  CHECK(field(message, "To") == "\"State of \\\"Washington\\\"\"\r\n <washington@example.org>,\r\n <utah@example.org>");
}

TEST_CASE("a mailbox as people write it is a name and an address") {
  CHECK(split_mailbox("utah@example.org") == Mailbox{"", "utah@example.org"});
  CHECK(split_mailbox("Штат Юта  <utah@example.org>") == Mailbox{"Штат Юта", "utah@example.org"});
  CHECK(split_mailbox("<utah@example.org>") == Mailbox{"", "utah@example.org"});
  CHECK(split_mailbox("Utah <utah@example.org") == Mailbox{"", "Utah <utah@example.org"});
}

TEST_CASE("a long name of a file goes on over several lines, no letter cut") {
  MailMessage message = letter();
  std::string name;
  for (int i = 0; i < 40; ++i) name += "Ґє";
  message.attachments = {{name, "text/plain", Blob("x")}};
  const Bytes bytes = compose(message);
  std::string joined;
  for (int piece = 0;; ++piece) {
    const std::string start = "\r\n filename*" + std::to_string(piece) + "*=";
    const auto at = bytes.find(start);
    if (at == Bytes::npos) break;
    const auto end = bytes.find_first_of(";\r", at + start.size());
    joined += bytes.substr(at + start.size(), end - at - start.size());
  }
  std::string expected = "UTF-8''";
  for (int i = 0; i < 40; ++i) expected += "%D2%90%D1%94";
  CHECK(joined == expected);
}

TEST_CASE("a letter is ASCII in lines of at most 78 characters, whatever it says") {
  MailMessage message = letter();
  message.subject = std::string(300, 'x') + " Їжак";
  message.text = std::string(5'000, '.');
  std::istringstream lines(compose(message));
  for (std::string line; std::getline(lines, line, '\n');) {
    CHECK(line.size() <= 79);  // the carriage return still stands
    CHECK(line.ends_with('\r'));
    for (const char letter : line) CHECK(static_cast<unsigned char>(letter) < 128);
  }
}

TEST_CASE("every file is attached under its own name") {
  const Bytes message = compose(letter());
  CHECK(message.find("filename*=UTF-8''%D0%B7%D0%B2%D0%B5%D1%80%D0%BD%D0%B5%D0%BD%D0%BD%D1%8F.txt\r\n\r\n" +
                     to_base64("вміст")) != Bytes::npos);
  CHECK(message.find("Content-Type:\r\n application/vnd.etsi.asic-e+zip\r\n") != Bytes::npos);
  CHECK(message.find(to_base64("Текст листа: Ґ Є І Ї ’.\n")) != Bytes::npos);
}

TEST_CASE("the same letter is the same bytes, and its boundary stands nowhere inside") {
  CHECK(compose(letter()) == compose(letter()));
  MailMessage message = letter();
  const Bytes before = compose(message);
  const std::string boundary = before.substr(before.find("=_"), 34);
  message.text += boundary;
  message.attachments.push_back({"x", "text/plain", Blob("\r\n--" + boundary + "--\r\n")});
  const Bytes bytes = compose(message);
  std::size_t parts = 0;
  for (std::size_t at = bytes.find("--" + boundary); at != Bytes::npos; at = bytes.find("--" + boundary, at + 1)) ++parts;
  CHECK(parts == message.attachments.size() + 2);
}

TEST_CASE("a letter of any year has its own weekday") {
  const auto day_of = [](const char* time) {
    MailMessage message = letter();
    message.time = *Timestamp::parse(time);
    return compose(message).substr(6, 3);
  };
  CHECK(day_of("1970-01-01T00:00:00.000Z") == "Thu");
  CHECK(day_of("1969-12-31T23:59:59.999Z") == "Wed");
  CHECK(day_of("2000-02-29T12:00:00.000Z") == "Tue");
  CHECK(day_of("2024-11-21T12:00:00.000Z") == "Thu");
}

TEST_CASE("an address is plain, or it is none") {
  for (const char* good : {"a@b", "office@example.org", "first.last+tag@sub.example.org", "o'brien@example.org"}) {
    CHECK(is_mail_address(good));
  }
  for (const char* bad :
       {"",     "@",    "a@",   "@b",   "a b@c",  "a@b c",  "a@b\r\nBcc: x@y", "a,b@c@d", "a..b@c",           ".a@b",      "a.@b",
        "a@.b", "a@b.", "a@-b", "a@b-", "a@b-.c", "a@b.-c", "\"a\"@b",         "<a@b>",   "їжак@example.org", "a@їжак.укр"}) {
    INFO(bad);
    CHECK_FALSE(is_mail_address(bad));
  }
  CHECK_FALSE(is_mail_address(std::string(65, 'a') + "@b"));
  CHECK_FALSE(is_mail_address("a@" + std::string(64, 'b')));
  CHECK_FALSE(is_mail_address("a@" + std::string(300, '.')));
}
