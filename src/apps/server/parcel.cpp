#include "apps/server/parcel.h"

#include "base/error.h"

#include <charconv>

namespace chancery::server {
namespace {

constexpr std::string_view place = "local socket";

[[noreturn]] void refuse() {
  throw Error(Fault::input, {"server.not_a_parcel", {}});
}

std::vector<std::size_t> read_sizes(std::string_view line) {
  std::vector<std::size_t> sizes;
  const auto* at = line.data();
  const auto* const end = at + line.size();
  while (at != end) {
    std::size_t size = 0;
    const auto [stopped, problem] = std::from_chars(at, end, size);
    if (problem != std::errc{} || (stopped != end && *stopped != ' ')) refuse();
    sizes.push_back(size);
    at = stopped == end ? end : stopped + 1;
  }
  return sizes;
}

BytesView take(BytesView& rest, std::size_t size) {
  if (size > rest.size()) refuse();
  const auto part = rest.substr(0, size);
  rest.remove_prefix(size);
  return part;
}

}  // namespace

Bytes write_parcel(const Parcel& parcel) {
  const auto json = parcel.json.dump();
  auto bytes = std::to_string(json.size());
  for (const auto& file : parcel.files) bytes.append(" ").append(std::to_string(file.size()));
  bytes.append("\n").append(json);
  for (const auto& file : parcel.files) bytes.append(file.bytes());
  return bytes;
}

Parcel read_parcel(BytesView bytes) {
  const auto line_end = bytes.find('\n');
  if (line_end == bytes.npos) refuse();
  const auto sizes = read_sizes(bytes.substr(0, line_end));
  if (sizes.empty()) refuse();
  auto rest = bytes.substr(line_end + 1);
  Parcel parcel{formats::parse_json(take(rest, sizes.front()), place), {}};
  for (std::size_t at = 1; at < sizes.size(); ++at) parcel.files.emplace_back(Bytes(take(rest, sizes[at])));
  if (!rest.empty()) refuse();
  return parcel;
}

}  // namespace chancery::server
