#include "apps/server/request_head.h"

#include <algorithm>
#include <charconv>

namespace chancery::server {
namespace {

constexpr std::string_view line_end = "\r\n";
/// A chunk-size line: 8 digits of size and room for an extension that nobody sends.
constexpr std::size_t longest_chunk_line = 256;

FramingFault fault(int status, std::string key, std::vector<std::pair<std::string, Message::Argument>> arguments = {}) {
  return {status, {std::move(key), std::move(arguments)}};
}

/// `tchar` of RFC 9110 §5.6.2.
bool is_token_character(char character) {
  constexpr std::string_view marks = "!#$%&'*+-.^_`|~";
  return (character >= '0' && character <= '9') || (character >= 'a' && character <= 'z') ||
         (character >= 'A' && character <= 'Z') || marks.find(character) != marks.npos;
}

bool is_token(std::string_view text) {
  return !text.empty() && std::all_of(text.begin(), text.end(), is_token_character);
}

bool is_control(char character) {
  const auto code = static_cast<unsigned char>(character);
  return code < 0x20 || code == 0x7f;
}

bool is_field_value(std::string_view text) {
  return std::none_of(text.begin(), text.end(), [](char character) { return character != '\t' && is_control(character); });
}

bool is_visible_ascii(std::string_view text) {
  return std::all_of(text.begin(), text.end(), [](char character) { return character > 0x20 && character < 0x7f; });
}

std::string to_lower(std::string_view text) {
  std::string lower(text);
  for (auto& character : lower) {
    if (character >= 'A' && character <= 'Z') character = static_cast<char>(character - 'A' + 'a');
  }
  return lower;
}

std::string_view without_white_space(std::string_view text) {
  const auto begin = text.find_first_not_of(" \t");
  if (begin == text.npos) return {};
  return text.substr(begin, text.find_last_not_of(" \t") - begin + 1);
}

template <class Number>
std::optional<Number> read_number(std::string_view digits, int base) {
  Number number = 0;
  const auto* const end = digits.data() + digits.size();
  const auto [stopped, problem] = std::from_chars(digits.data(), end, number, base);
  if (problem != std::errc{} || stopped != end) return std::nullopt;
  return number;
}

/// Takes the next line from `rest`; lines end in CR LF and contain neither alone.
std::optional<std::string_view> take_line(std::string_view& rest) {
  const auto end = rest.find(line_end);
  if (end == rest.npos) return std::nullopt;
  const auto line = rest.substr(0, end);
  rest.remove_prefix(end + line_end.size());
  if (line.find_first_of("\r\n") != line.npos) return std::nullopt;
  return line;
}

Method method_of(std::string_view name) {
  if (name == "GET") return Method::get;
  if (name == "HEAD") return Method::head;
  if (name == "POST") return Method::post;
  return Method::other;
}

/// Segments that could lead elsewhere once decoded are refused, not repaired.
std::optional<std::vector<std::string>> read_path(std::string_view path) {
  if (path.empty() || path.front() != '/') return std::nullopt;
  std::vector<std::string> segments;
  if (path.size() == 1) return segments;
  while (!path.empty()) {
    path.remove_prefix(1);
    const auto length = std::min(path.find('/'), path.size());
    const auto segment = parse_percent_encoded(path.substr(0, length));
    if (!segment || segment->empty() || *segment == "." || *segment == "..") return std::nullopt;
    if (segment->find('/') != segment->npos || std::any_of(segment->begin(), segment->end(), is_control)) return std::nullopt;
    segments.push_back(*segment);
    path.remove_prefix(length);
  }
  return segments;
}

std::optional<FramingFault> read_version(std::string_view version, RequestHead& head) {
  if (version == "HTTP/1.1" || version == "HTTP/1.0") {
    head.minor_version = version.back() - '0';
    return std::nullopt;
  }
  return fault(version.substr(0, 5) == "HTTP/" ? 505 : 400, "server.framing_version");
}

std::optional<FramingFault> read_start_line(std::string_view line, RequestHead& head) {
  const auto first = line.find(' ');
  const auto last = line.rfind(' ');
  if (first == line.npos || first == last) return fault(400, "server.framing_start_line");
  const auto method = line.substr(0, first);
  const auto target = line.substr(first + 1, last - first - 1);
  if (!is_token(method) || target.empty() || !is_visible_ascii(target)) return fault(400, "server.framing_start_line");
  head.method = method_of(method);
  const auto question = std::min(target.find('?'), target.size());
  auto path = read_path(target.substr(0, question));
  if (!path) return fault(400, "server.framing_path");
  head.path = std::move(*path);
  head.query = target.substr(std::min(question + 1, target.size()));
  return read_version(line.substr(last + 1), head);
}

/// RFC 9112 §5.1: no white space before the colon; §5.2: a folded line begins with white space and is refused here too.
std::optional<FramingFault> read_field(std::string_view line, Headers& headers) {
  const auto colon = line.find(':');
  if (colon == line.npos || !is_token(line.substr(0, colon))) return fault(400, "server.framing_header");
  const auto value = without_white_space(line.substr(colon + 1));
  if (!is_field_value(value)) return fault(400, "server.framing_header");
  headers.add(to_lower(line.substr(0, colon)), std::string(value));
  return std::nullopt;
}

std::optional<FramingFault> read_fields(std::string_view rest, std::size_t most_fields, Headers& headers) {
  while (true) {
    const auto line = take_line(rest);
    if (!line) return fault(400, "server.framing_line_end");
    if (line->empty()) return rest.empty() ? std::nullopt : std::optional(fault(400, "server.framing_line_end"));
    if (headers.all().size() == most_fields) {
      return fault(431, "server.framing_header_count", {{"limit", static_cast<std::int64_t>(most_fields)}});
    }
    if (auto problem = read_field(*line, headers)) return problem;
  }
}

/// RFC 9112 §6.1 and §6.3: a length beside chunks, or two lengths, is how one request is smuggled inside another.
std::optional<FramingFault> read_body_framing(RequestHead& head) {
  const auto& headers = head.headers;
  const auto coding = headers.find("transfer-encoding");
  const auto length = headers.find("content-length");
  if (coding && length) return fault(400, "server.framing_two_lengths");
  if (headers.count("content-length") > 1 || headers.count("transfer-encoding") > 1) {
    return fault(400, "server.framing_two_lengths");
  }
  if (coding) {
    if (head.minor_version == 0 || to_lower(*coding) != "chunked") return fault(400, "server.framing_coding");
    head.content_length = std::nullopt;
  }
  if (length) {
    head.content_length = read_number<std::size_t>(*length, 10);
    if (!head.content_length) return fault(400, "server.framing_length");
  }
  const bool has_body = head.content_length != std::optional<std::size_t>(0);
  if (has_body && head.method != Method::post) return fault(400, "server.framing_body_not_expected");
  return std::nullopt;
}

std::optional<FramingFault> read_connection(RequestHead& head) {
  if (head.headers.count("host") != 1) return fault(400, "server.framing_host");
  const auto connection = to_lower(head.headers.find("connection").value_or(""));
  head.keep_alive = head.minor_version == 1 && connection.find("close") == connection.npos;
  const auto expectation = head.headers.find("expect");
  if (expectation && to_lower(*expectation) != "100-continue") return fault(417, "server.framing_expectation");
  return std::nullopt;
}

}  // namespace

std::variant<RequestHead, FramingFault> read_request_head(BytesView bytes, std::size_t most_fields) {
  RequestHead head;
  auto rest = bytes;
  const auto start_line = take_line(rest);
  if (!start_line) return fault(400, "server.framing_line_end");
  if (auto problem = read_start_line(*start_line, head)) return *problem;
  if (auto problem = read_fields(rest, most_fields, head.headers)) return *problem;
  if (auto problem = read_body_framing(head)) return *problem;
  if (auto problem = read_connection(head)) return *problem;
  return head;
}

std::variant<std::size_t, FramingFault> ChunkedBody::take(BytesView bytes) {
  std::size_t taken = 0;
  while (taken < bytes.size() && !complete()) {
    if (state_ == State::data) {
      taken += take_data(bytes.substr(taken));
      continue;
    }
    line_.push_back(bytes[taken++]);
    if (line_.size() > longest_chunk_line) return fault(400, "server.framing_chunk");
    if (line_.back() != '\n') continue;
    if (auto problem = take_line()) return *problem;
  }
  return taken;
}

/// One whole line with its end: a size, the end of a chunk's data, or the empty line after the last chunk.
std::optional<FramingFault> ChunkedBody::take_line() {
  if (line_.size() < 2 || line_[line_.size() - 2] != '\r') return fault(400, "server.framing_chunk");
  line_.resize(line_.size() - 2);
  if (state_ == State::size_line) return take_size();
  if (!line_.empty()) return fault(400, "server.framing_chunk");
  state_ = state_ == State::data_end ? State::size_line : State::complete;
  return std::nullopt;
}

std::optional<FramingFault> ChunkedBody::take_size() {
  const auto line = std::string_view(line_);
  const auto digits = line.substr(0, std::min(line.find(';'), line.size()));
  const auto size = digits.size() <= 8 ? read_number<std::uint32_t>(digits, 16) : std::nullopt;
  if (!size || !is_field_value(line)) return fault(400, "server.framing_chunk");
  if (*size > most_bytes_ - body_.size()) {
    return fault(413, "server.body_too_large", {{"limit", static_cast<std::int64_t>(most_bytes_)}});
  }
  left_ = *size;
  line_.clear();
  state_ = left_ == 0 ? State::last_line : State::data;
  return std::nullopt;
}

std::size_t ChunkedBody::take_data(BytesView bytes) {
  const auto piece = bytes.substr(0, left_);
  body_.append(piece);
  left_ -= piece.size();
  if (left_ == 0) state_ = State::data_end;
  return piece.size();
}

}  // namespace chancery::server
