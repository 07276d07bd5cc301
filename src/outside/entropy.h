#pragma once

#include "base/bytes.h"
#include "base/id.h"
#include "base/salt.h"
#include "base/secret_bytes.h"

#include <cstddef>

namespace chancery::outside {

/// From the operating system's generator through OpenSSL.
/// Throws: Error{Fault::environment} when it does not answer.
[[nodiscard]] Bytes random_bytes(std::size_t size);
[[nodiscard]] SecretBytes random_secret(std::size_t size);
[[nodiscard]] Salt random_salt();

template <class AnyId>
[[nodiscard]] AnyId random_id() {
  return *AnyId::from_bytes(random_bytes(AnyId::size));
}

}  // namespace chancery::outside
