#include "base/secret_bytes.h"

#include <catch2/catch.hpp>

#include <type_traits>
#include <utility>

using namespace chancery;

static_assert(!std::is_copy_constructible_v<SecretBytes> && !std::is_copy_assignable_v<SecretBytes>);
static_assert(std::is_nothrow_move_constructible_v<SecretBytes> && std::is_nothrow_move_assignable_v<SecretBytes>);
static_assert(!std::is_convertible_v<SecretBytes, std::string_view>, "a secret is revealed by name only");

TEST_CASE("taking a secret wipes where it came from") {
  std::string source = "пароль для ключа Ґ";
  const char* const place = source.data();
  const std::size_t length = source.size();
  const SecretBytes secret(std::move(source));
  CHECK(secret.reveal() == "пароль для ключа Ґ");
  CHECK(source.empty());  // NOLINT(bugprone-use-after-move): that it is empty is the promise
  CHECK(std::string_view(place + 1, length - 1).find_first_not_of('\0') == std::string_view::npos);
}

TEST_CASE("a secret that is moved is wiped where it was, short or long") {
  for (const std::size_t length : {std::size_t{1}, std::size_t{15}, std::size_t{16}, std::size_t{4000}}) {
    SecretBytes first(std::string(length, 'x'));
    const char* const place = first.reveal().data();
    const SecretBytes second(std::move(first));
    CHECK(second.reveal() == std::string(length, 'x'));
    CHECK(first.reveal().empty());  // NOLINT(bugprone-use-after-move): that it is empty is the promise
    CHECK(place != second.reveal().data());
    CHECK(std::string_view(place, length).find('x') == std::string_view::npos);
  }
}

TEST_CASE("a secret is replaced by another and survives its own assignment") {
  SecretBytes secret(std::string("old"));
  secret = SecretBytes(std::string("new"));
  CHECK(secret.reveal() == "new");
  SecretBytes& same = secret;
  secret = std::move(same);
  CHECK(secret.reveal() == "new");
}

TEST_CASE("an empty secret is a secret too") {
  CHECK(SecretBytes(std::string()).reveal().empty());
}
