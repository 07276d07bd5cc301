#include "formats/oid.h"

#include "base/handle.h"

#include <openssl/objects.h>

#include <array>

namespace chancery::formats {
namespace {

using ObjectHandle = Handle<ASN1_OBJECT, ASN1_OBJECT_free>;

}  // namespace

std::string oid_text(BytesView content) {
  const Bytes encoded = Bytes{'\x06', static_cast<char>(content.size())} + Bytes(content);
  const auto* start = reinterpret_cast<const unsigned char*>(encoded.data());
  const ObjectHandle object(content.size() < 128 ? d2i_ASN1_OBJECT(nullptr, &start, static_cast<long>(encoded.size())) : nullptr);
  std::array<char, 256> text{};
  const int length = object ? OBJ_obj2txt(text.data(), text.size(), object.get(), 1) : 0;
  if (length <= 0) return to_hex(content);
  return {text.data(), std::min(static_cast<std::size_t>(length), text.size() - 1)};
}

}  // namespace chancery::formats
