#include "apps/server/origin.h"

#include <catch2/catch.hpp>

using namespace chancery::server;

namespace {

bool ours(std::initializer_list<std::pair<const char*, const char*>> fields) {
  Request request;
  request.head.headers.add("host", "office.example:8443");
  for (const auto& [name, value] : fields) request.head.headers.add(name, value);
  return is_from_our_pages(request);
}

}  // namespace

TEST_CASE("the browser's word about where a form comes from decides") {
  CHECK(ours({{"sec-fetch-site", "same-origin"}, {"origin", "null"}}));
  CHECK(ours({{"sec-fetch-site", "none"}}));
  CHECK_FALSE(ours({{"sec-fetch-site", "same-site"}}));
  CHECK_FALSE(ours({{"sec-fetch-site", "cross-site"}, {"origin", "https://office.example:8443"}}));
}

TEST_CASE("an older browser's origin must be our host and port") {
  CHECK(ours({{"origin", "https://office.example:8443"}}));
  CHECK_FALSE(ours({{"origin", "https://office.example"}}));
  CHECK_FALSE(ours({{"origin", "https://office.example:8443.evil.example"}}));
  CHECK_FALSE(ours({{"origin", "null"}}));
  CHECK_FALSE(ours({{"origin", ""}}));
}

TEST_CASE("a program that is no browser says nothing and is let in") {
  CHECK(ours({}));
}

TEST_CASE("two secrets are the same or not") {
  CHECK(same_secret("abc", "abc"));
  CHECK_FALSE(same_secret("abc", "abd"));
  CHECK_FALSE(same_secret("abc", "ab"));
  CHECK(same_secret("", ""));
}
