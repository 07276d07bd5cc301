#include "signing/signature_value.h"

#include "base/error.h"
#include "formats/der.h"

namespace chancery::signing {
namespace {

using namespace formats;

bool is_der_pair(BytesView value) {
  try {
    check_der(value, "signature value");
    DerReader pair = DerReader(value, "signature value").enter(DerTag::sequence);
    static_cast<void>(pair.unsigned_integer());
    static_cast<void>(pair.unsigned_integer());
    pair.expect_end();
    return true;
  } catch (const Error&) {  // a question with two answers, not a failure
    return false;
  }
}

std::optional<Bytes> parse_ec_value(BytesView value, std::size_t size) {
  if (is_der_pair(value)) return Bytes(value);
  if (value.size() != 2 * size) return std::nullopt;
  return der_sequence({der_integer(value.substr(0, size)), der_integer(value.substr(size))});
}

}  // namespace

std::optional<Bytes> parse_signature_value(BytesView value, const Certificate& certificate) {
  const std::size_t size = (certificate.key_bits() + 7) / 8;
  switch (certificate.key_algorithm()) {
    case KeyAlgorithm::ec_p256:
    case KeyAlgorithm::ec_p384:
      return parse_ec_value(value, size);
    case KeyAlgorithm::rsa:
      return value.size() == size ? std::optional(Bytes(value)) : std::nullopt;
    case KeyAlgorithm::ed25519:
    case KeyAlgorithm::dstu4145:
    case KeyAlgorithm::other:
      return std::nullopt;
  }
  return std::nullopt;
}

}  // namespace chancery::signing
