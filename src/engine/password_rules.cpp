#include "engine/password_rules.h"

#include "engine/search_words.h"
#include "text/characters.h"
#include "text/normal_form.h"

#include <algorithm>
#include <array>
#include <set>
#include <string>

namespace chancery::engine {
namespace {

constexpr std::size_t least_characters = 12;
/// Argon2 would take more; nobody types more.
constexpr std::size_t most_bytes = 1024;
constexpr std::size_t least_different = 5;

/// Of the passwords that lists of leaked ones begin with, those long enough for the rule above, and what local habit adds.
constexpr std::array<std::string_view, 34> common{
    "123456789012",  "1234567890123",  "123456789123",   "1234567890qwerty", "q1w2e3r4t5y6",     "1q2w3e4r5t6y",
    "1qaz2wsx3edc",  "qwertyuiop12",   "qwertyuiop123",  "qwertyuiop[]",     "qwerty123456",     "qwerty1234567",
    "asdfghjkl123",  "zaq12wsxcde3",   "password1234",   "password12345",    "passwordpassword", "adminadmin12",
    "administrator", "administrator1", "changemeplease", "letmeinletmein",   "iloveyou1234",     "welcome12345",
    "chancery1234",  "йцукенгшщзхї",   "йцукенгшщз12",   "фівапролджє1",     "пароль123456",     "парольпароль",
    "адміністратор", "славаукраїні",   "слава україні",  "канцелярія123"};

Refusal refusal(std::string key, std::vector<std::pair<std::string, Message::Argument>> arguments = {}) {
  Message message{key, std::move(arguments)};
  return {std::move(key), std::move(message)};
}

std::size_t count_different(std::string_view text) {
  return std::set<char>(text.begin(), text.end()).size();
}

}  // namespace

Decision<Allowed> judge_new_password(const SecretBytes& password, std::string_view log_in_name) {
  const std::string_view text = password.reveal();
  if (text::find_bad_character(text)) return refusal("people.password_not_text");
  if (text.size() > most_bytes) return refusal("people.password_long", {{"limit", static_cast<std::int64_t>(most_bytes)}});
  const auto characters = static_cast<std::int64_t>(text::count_characters(normal_password(password).reveal()));
  if (characters < static_cast<std::int64_t>(least_characters)) {
    return refusal("people.password_short", {{"found", characters}, {"least", static_cast<std::int64_t>(least_characters)}});
  }
  if (count_different(text) < least_different) return refusal("people.password_monotonous");
  const SecretBytes small(folded(normal_password(password).reveal()));
  if (!log_in_name.empty() && small.reveal().find(folded(log_in_name)) != std::string_view::npos) {
    return refusal("people.password_is_name");
  }
  if (std::find(common.begin(), common.end(), small.reveal()) != common.end()) return refusal("people.password_common");
  return Allowed{};
}

SecretBytes normal_password(const SecretBytes& password) {
  return SecretBytes(text::to_nfc(password.reveal()));
}

}  // namespace chancery::engine
