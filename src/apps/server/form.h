#pragma once

#include "apps/server/http_message.h"
#include "base/bytes.h"

#include <optional>
#include <string>
#include <string_view>
#include <vector>

namespace chancery::server {

/// One field of a form; a file carries the name that its sender gave it, which is never used as a path.
struct FormField {
  std::string name;
  std::string value;
  std::optional<std::string> file_name;
};

/// The fields of a posted form or of a query, in the order in which they came.
class Form {
 public:
  explicit Form(std::vector<FormField> fields) : fields_(std::move(fields)) {}

  /// The first field of that name; empty when there is none, as browsers send it for a field that was left alone.
  [[nodiscard]] const std::string& text(std::string_view name) const;
  [[nodiscard]] std::vector<std::string> texts(std::string_view name) const;
  /// The file of that name, absent also when the reader chose none.
  [[nodiscard]] const FormField* file(std::string_view name) const;
  [[nodiscard]] const std::vector<FormField>& all() const { return fields_; }

 private:
  std::vector<FormField> fields_;
};

/// `application/x-www-form-urlencoded`; at most 1,000 fields.   Standard: WHATWG URL §5.1.
[[nodiscard]] std::optional<Form> parse_query(std::string_view text);
/// `multipart/form-data`, strictly: every part named, every part ended; at most 1,000 parts.   Standard: RFC 7578.
[[nodiscard]] std::optional<Form> parse_multipart(BytesView body, std::string_view boundary);
/// By the request's media type.
/// Throws: Error{Fault::input} for a body that is no form.
[[nodiscard]] Form read_form(const Request& request);

}  // namespace chancery::server
