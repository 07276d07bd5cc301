#include "apps/server/form.h"

#include "support/errors.h"

#include <catch2/catch.hpp>

using namespace chancery;
using namespace chancery::server;

namespace {

std::string part(const std::string& header, const std::string& content) {
  return "--limit\r\n" + header + "\r\n\r\n" + content + "\r\n";
}

const std::string text_header = "Content-Disposition: form-data; name=\"comment\"";
const std::string file_header =
    "content-disposition: form-data; name=\"file\"; filename=\"../../Ґ.docx\"\r\nContent-Type: application/x";

}  // namespace

TEST_CASE("a query is read field by field, in any script") {
  const auto form = parse_query("q=%D2%90%D0%B0+%2B&empty=&flag&section=a%3D1&section=b");
  REQUIRE(form);
  CHECK(form->text("q") == "Ґа +");
  CHECK(form->text("empty").empty());
  CHECK(form->text("absent").empty());
  CHECK(form->texts("section") == std::vector<std::string>{"a=1", "b"});
  CHECK(form->file("q") == nullptr);
}

TEST_CASE("a query that cannot be decoded, or has too many fields, is none") {
  CHECK_FALSE(parse_query("q=%D"));
  CHECK_FALSE(parse_query("%zz=1"));
  std::string many;
  for (int field = 0; field < 1001; ++field) many += "a=1&";
  CHECK_FALSE(parse_query(many));
}

TEST_CASE("a form with a file is read; the file's name stays what its sender wrote") {
  const std::string bytes("PK\x03\x04\r\n--limi\0\r\n", 16);
  const auto form = parse_multipart(part(text_header, "Їжак") + part(file_header, bytes) + "--limit--\r\n", "limit");
  REQUIRE(form);
  CHECK(form->text("comment") == "Їжак");
  REQUIRE(form->file("file") != nullptr);
  CHECK(form->file("file")->value == bytes);
  CHECK(form->file("file")->file_name == "../../Ґ.docx");
}

TEST_CASE("a file field that was left empty is no file") {
  const auto form =
      parse_multipart(part("Content-Disposition: form-data; name=\"file\"; filename=\"\"", "") + "--limit--", "limit");
  REQUIRE(form);
  CHECK(form->file("file") == nullptr);
}

TEST_CASE("a half or broken upload is no form") {
  const auto whole = part(text_header, "text");
  for (const auto& body :
       {std::string(), whole, "--other\r\n" + whole, whole + "--limit", whole + "--limit-", part("X: y", "z") + "--limit--",
        part("Content-Disposition: form-data; name=unquoted", "z") + "--limit--",
        part("Content-Disposition: attachment; name=\"a\"", "z") + "--limit--",
        std::string("--limit\r\nContent-Disposition: form-data; name=\"a\"\r\n--limit--")}) {
    CAPTURE(body);
    CHECK_FALSE(parse_multipart(body, "limit"));
  }
  CHECK_FALSE(parse_multipart(whole + "--limit--", ""));
  CHECK_FALSE(parse_multipart(whole + "--limit--", std::string(71, 'x')));
}

TEST_CASE("a request's form is read by its media type, and anything else is bad input") {
  Request request;
  request.body = "a=1";
  CHECK(tests::key_of([&] { (void)read_form(request); }) == "server.not_a_form");
  request.head.headers.add("content-type", "application/x-www-form-urlencoded");
  CHECK(read_form(request).text("a") == "1");
  Request upload;
  upload.head.headers.add("content-type", "multipart/form-data; boundary=\"limit\"; charset=utf-8");
  upload.body = part(text_header, "x") + "--limit--";
  CHECK(read_form(upload).text("comment") == "x");
  upload.body.resize(20);
  CHECK(tests::fault_of([&] { (void)read_form(upload); }) == Fault::input);
}
