// Any bytes as the head of a request: it is refused with a status, or read into something that cannot be read in two ways. Any
// bytes as a body in chunks: read alike in whatever pieces it comes, and never above the limit.
#include "apps/server/request_head.h"
#include "base/error.h"

#include <cstddef>
#include <cstdint>

using namespace chancery;
using namespace chancery::server;

namespace {

constexpr std::size_t most_bytes = 1000;

void check_head(BytesView bytes) {
  const auto read = read_request_head(bytes, 100);
  const auto* const head = std::get_if<RequestHead>(&read);
  if (head == nullptr) return;
  check_invariant(head->headers.count("host") == 1, "a request names its host once");
  check_invariant(head->headers.count("content-length") + head->headers.count("transfer-encoding") <= 1, "a body has one length");
  for (const auto& segment : head->path) {
    check_invariant(segment != ".." && segment.find('/') == segment.npos, "a path leads nowhere else");
  }
}

/// The body when it is whole, its fault, or that it is not complete.
std::string read_chunks(BytesView bytes, std::size_t piece) {
  ChunkedBody body(most_bytes);
  while (!bytes.empty() && !body.complete()) {
    const auto taken = body.take(bytes.substr(0, piece));
    if (const auto* const fault = std::get_if<FramingFault>(&taken)) return fault->why.key;
    bytes.remove_prefix(std::get<std::size_t>(taken));
  }
  check_invariant(body.size() <= most_bytes, "a body keeps its limit");
  return body.complete() ? "whole " + std::move(body).release() : "not complete";
}

}  // namespace

extern "C" int LLVMFuzzerTestOneInput(const std::uint8_t* data, std::size_t size) {
  const BytesView bytes(reinterpret_cast<const char*>(data), size);
  check_head(bytes);
  check_invariant(read_chunks(bytes, bytes.size()) == read_chunks(bytes, 1), "chunks are read alike in any pieces");
  return 0;
}
