// Any bytes as a query and as a form with files: no form, or fields that all lie inside the input.
#include "apps/server/form.h"
#include "base/error.h"

#include <cstddef>
#include <cstdint>

using namespace chancery;
using namespace chancery::server;

namespace {

void check(const std::optional<Form>& form, std::size_t size) {
  if (!form) return;
  std::size_t all = 0;
  for (const auto& field : form->all()) all += field.name.size() + field.value.size();
  check_invariant(all <= size, "a form holds no more than what was sent");
}

}  // namespace

extern "C" int LLVMFuzzerTestOneInput(const std::uint8_t* data, std::size_t size) {
  const BytesView bytes(reinterpret_cast<const char*>(data), size);
  check(parse_query(bytes), size);
  check(parse_multipart(bytes, "limit"), size);
  return 0;
}
