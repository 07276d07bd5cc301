#include "apps/server/http_message.h"

#include <catch2/catch.hpp>

using namespace chancery::server;

TEST_CASE("a cookie is found by its whole name") {
  Request request;
  request.head.headers.add("cookie", "a=1; chancery=xyz;b=2; empty=");
  CHECK(request.cookie("chancery") == "xyz");
  CHECK(request.cookie("b") == "2");
  CHECK(request.cookie("empty") == "");
  CHECK_FALSE(request.cookie("ancery"));
  CHECK_FALSE(Request().cookie("a"));
}

TEST_CASE("a path is written back with everything unusual encoded") {
  Request request;
  CHECK(request.path() == "/");
  request.head.path = {"documents", "Ґ ?#"};
  CHECK(request.path() == "/documents/%D2%90%20%3F%23");
}

TEST_CASE("text goes through percent encoding and back") {
  const std::string text = "Ґ Є/І?Ї&’%\r\n";
  CHECK(parse_percent_encoded(percent_encode(text)) == text);
  CHECK_FALSE(parse_percent_encoded("%"));
  CHECK_FALSE(parse_percent_encoded("%4"));
  CHECK_FALSE(parse_percent_encoded("%4g"));
}

TEST_CASE("a redirect and a download say what they are") {
  const auto redirect = Response::see_other("/x");
  CHECK(redirect.status == 303);
  CHECK(redirect.headers.find("location") == "/x");
  const auto file = Response::download("a\r\nb\".docx", "application/x", "PK");
  CHECK(file.headers.find("content-disposition") == "attachment; filename=\"a__b_.docx\"; filename*=UTF-8''a%0D%0Ab%22.docx");
}
