#include "apps/server/form.h"

#include "base/error.h"

#include <algorithm>

namespace chancery::server {
namespace {

constexpr std::size_t most_fields = 1000;

std::optional<std::string> decode(std::string_view text) {
  std::string spaced(text);
  std::replace(spaced.begin(), spaced.end(), '+', ' ');
  return parse_percent_encoded(spaced);
}

/// The quoted value of a parameter: `name="…"`. Browsers write a quotation mark inside as %22, so the next one ends it.
std::optional<std::string> parameter(std::string_view header, std::string_view name) {
  const auto start = std::string("; ").append(name).append("=\"");
  const auto found = header.find(start);
  if (found == header.npos) return std::nullopt;
  const auto rest = header.substr(found + start.size());
  const auto end = rest.find('"');
  if (end == rest.npos) return std::nullopt;
  return std::string(rest.substr(0, end));
}

/// The Content-Disposition among the header lines of a part; names of fields are not case-sensitive.
std::optional<std::string_view> disposition(std::string_view headers) {
  constexpr std::string_view wanted = "content-disposition:";
  while (!headers.empty()) {
    const auto end = std::min(headers.find("\r\n"), headers.size());
    const auto line = headers.substr(0, end);
    headers.remove_prefix(std::min(end + 2, headers.size()));
    const bool same = line.size() >= wanted.size() && std::equal(wanted.begin(), wanted.end(), line.begin(), [](char a, char b) {
                        return a == (b >= 'A' && b <= 'Z' ? static_cast<char>(b - 'A' + 'a') : b);
                      });
    if (same) return line.substr(wanted.size());
  }
  return std::nullopt;
}

std::optional<FormField> read_part(std::string_view part) {
  const auto end = part.find("\r\n\r\n");
  if (end == part.npos) return std::nullopt;
  const auto header = disposition(part.substr(0, end + 2));
  if (!header || header->find("form-data") == header->npos) return std::nullopt;
  const auto name = parameter(*header, "name");
  if (!name) return std::nullopt;
  return FormField{*name, std::string(part.substr(end + 4)), parameter(*header, "filename")};
}

std::string_view boundary_of(std::string_view media_type) {
  constexpr std::string_view name = "boundary=";
  const auto found = media_type.find(name);
  auto value = found == media_type.npos ? std::string_view() : media_type.substr(found + name.size());
  value = value.substr(0, value.find(';'));
  if (value.size() >= 2 && value.front() == '"' && value.back() == '"') value = value.substr(1, value.size() - 2);
  return value;
}

}  // namespace

const std::string& Form::text(std::string_view name) const {
  static const std::string nothing;
  const auto found = std::find_if(fields_.begin(), fields_.end(), [&](const auto& field) { return field.name == name; });
  return found == fields_.end() ? nothing : found->value;
}

std::vector<std::string> Form::texts(std::string_view name) const {
  std::vector<std::string> values;
  for (const auto& field : fields_) {
    if (field.name == name) values.push_back(field.value);
  }
  return values;
}

const FormField* Form::file(std::string_view name) const {
  const auto found = std::find_if(fields_.begin(), fields_.end(), [&](const auto& field) {
    return field.name == name && field.file_name && !field.file_name->empty();
  });
  return found == fields_.end() ? nullptr : &*found;
}

std::optional<Form> parse_query(std::string_view text) {
  std::vector<FormField> fields;
  while (!text.empty()) {
    const auto end = std::min(text.find('&'), text.size());
    const std::string_view pair(text.data(), end);
    text.remove_prefix(std::min(end + 1, text.size()));
    if (pair.empty()) continue;
    const auto equals = std::min(pair.find('='), pair.size());
    auto name = decode(pair.substr(0, equals));
    auto value = decode(pair.substr(std::min(equals + 1, pair.size())));
    if (!name || !value || fields.size() == most_fields) return std::nullopt;
    fields.push_back({std::move(*name), std::move(*value), std::nullopt});
  }
  return Form(std::move(fields));
}

std::optional<Form> parse_multipart(BytesView body, std::string_view boundary) {
  if (boundary.empty() || boundary.size() > 70) return std::nullopt;  // RFC 2046 §5.1.1
  const auto first = "--" + std::string(boundary);
  const auto delimiter = "\r\n" + first;
  if (body.substr(0, first.size()) != first) return std::nullopt;
  body.remove_prefix(first.size());
  std::vector<FormField> fields;
  while (body.substr(0, 2) == "\r\n") {
    body.remove_prefix(2);
    const auto end = body.find(delimiter);
    if (end == body.npos || fields.size() == most_fields) return std::nullopt;
    auto field = read_part(body.substr(0, end));
    if (!field) return std::nullopt;
    fields.push_back(std::move(*field));
    body.remove_prefix(end + delimiter.size());
  }
  if (body.substr(0, 2) != "--") return std::nullopt;
  return Form(std::move(fields));
}

Form read_form(const Request& request) {
  const auto media_type = request.head.headers.find("content-type").value_or("");
  std::optional<Form> form;
  if (media_type.substr(0, 33) == "application/x-www-form-urlencoded") form = parse_query(request.body);
  if (media_type.substr(0, 19) == "multipart/form-data") form = parse_multipart(request.body, boundary_of(media_type));
  if (!form) throw Error(Fault::input, {"server.not_a_form", {}});
  return std::move(*form);
}

}  // namespace chancery::server
