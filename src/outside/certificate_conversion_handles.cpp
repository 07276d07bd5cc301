#include "outside/certificate_conversion_handles.h"

#include "base/error.h"

#include <openssl/err.h>

namespace chancery::outside {

X509Handle to_x509(const formats::Certificate& certificate) {
  const auto* start = reinterpret_cast<const unsigned char*>(certificate.der().data());
  X509Handle result(d2i_X509(nullptr, &start, static_cast<long>(certificate.der().size())));
  ERR_clear_error();
  if (!result) throw Error(Fault::input, {"outside.certificate_unreadable", {{"subject", certificate.subject_name()}}});
  return result;
}

formats::Certificate from_x509(X509* certificate) {
  const int size = i2d_X509(certificate, nullptr);
  check_invariant(size > 0, "a certificate is written");
  Bytes der(static_cast<std::size_t>(size), '\0');
  auto* out = reinterpret_cast<unsigned char*>(der.data());
  check_invariant(i2d_X509(certificate, &out) == size, "a certificate is written");
  return formats::Certificate::read(der, "certificate");
}

}  // namespace chancery::outside
