#include "formats/certificate_chain.h"

#include "base/error.h"
#include "formats/certificate_handles.h"

#include <openssl/err.h>
#include <openssl/x509v3.h>

#include <algorithm>
#include <utility>

namespace chancery::formats {
namespace {

/// 112 bits: RSA from 2048, no SHA-1 and no MD5 in the path.
constexpr int least_security_level = 2;

X509Handle to_x509(const Certificate& certificate) {
  const auto* start = reinterpret_cast<const unsigned char*>(certificate.der().data());
  return X509Handle(d2i_X509(nullptr, &start, static_cast<long>(certificate.der().size())));
}

X509StackHandle to_stack(const std::vector<Certificate>& certificates) {
  X509StackHandle stack(sk_X509_new_null());
  check_invariant(stack != nullptr, "a list of certificates is made");
  for (const Certificate& certificate : certificates) {
    X509Handle item = to_x509(certificate);
    if (!item) continue;
    check_invariant(sk_X509_push(stack.get(), item.get()) > 0, "a certificate is listed");
    static_cast<void>(item.release());
  }
  return stack;
}

ChainResult result_of(int library_error) {
  switch (library_error) {
    case X509_V_OK:
      return ChainResult::trusted;
    case X509_V_ERR_CERT_HAS_EXPIRED:
      return ChainResult::expired;
    case X509_V_ERR_CERT_NOT_YET_VALID:
      return ChainResult::not_yet_valid;
    case X509_V_ERR_UNABLE_TO_GET_ISSUER_CERT:
    case X509_V_ERR_UNABLE_TO_GET_ISSUER_CERT_LOCALLY:
    case X509_V_ERR_UNABLE_TO_VERIFY_LEAF_SIGNATURE:
    case X509_V_ERR_DEPTH_ZERO_SELF_SIGNED_CERT:
    case X509_V_ERR_SELF_SIGNED_CERT_IN_CHAIN:
    case X509_V_ERR_CERT_UNTRUSTED:
      return ChainResult::no_anchor;
    case X509_V_ERR_INVALID_CA:
    case X509_V_ERR_PATH_LENGTH_EXCEEDED:
    case X509_V_ERR_INVALID_PURPOSE:
    case X509_V_ERR_KEYUSAGE_NO_CERTSIGN:
    case X509_V_ERR_PERMITTED_VIOLATION:
    case X509_V_ERR_EXCLUDED_VIOLATION:
    case X509_V_ERR_UNHANDLED_CRITICAL_EXTENSION:
      return ChainResult::not_authority;
    case X509_V_ERR_EE_KEY_TOO_SMALL:
    case X509_V_ERR_CA_KEY_TOO_SMALL:
    case X509_V_ERR_CA_MD_TOO_WEAK:
      return ChainResult::weak;
    default:  // the library has more reasons than a reader can act on
      return ChainResult::broken;
  }
}

Bytes to_der(X509* certificate) {
  const int size = i2d_X509(certificate, nullptr);
  Bytes der(static_cast<std::size_t>(std::max(size, 0)), '\0');
  auto* out = reinterpret_cast<unsigned char*>(der.data());
  check_invariant(size > 0 && i2d_X509(certificate, &out) == size, "a certificate is written");
  return der;
}

std::optional<Certificate> concerned(X509_STORE_CTX* context) {
  X509* current = X509_STORE_CTX_get_current_cert(context);
  return current != nullptr ? std::optional(Certificate::read(to_der(current), "chain")) : std::nullopt;
}

std::vector<Certificate> path_of(X509_STORE_CTX* context) {
  std::vector<Certificate> path;
  const auto* chain = X509_STORE_CTX_get0_chain(context);
  for (int index = 0; index < sk_X509_num(chain); ++index) {
    path.push_back(Certificate::read(to_der(sk_X509_value(chain, index)), "chain"));
  }
  return path;
}

/// A partial chain ends at any given anchor, self-signed or not: the reader said what to trust.
void set_parameters(X509_STORE_CTX* context, Timestamp at) {
  X509_VERIFY_PARAM* parameters = X509_STORE_CTX_get0_param(context);
  X509_VERIFY_PARAM_set_time(parameters, at.milliseconds() / 1000);
  X509_VERIFY_PARAM_set_auth_level(parameters, least_security_level);
  check_invariant(X509_VERIFY_PARAM_set_flags(parameters, X509_V_FLAG_PARTIAL_CHAIN) == 1, "chain parameters are set");
}

}  // namespace

bool is_signed_by(const Certificate& certificate, const Certificate& authority) {
  const X509Handle subject = to_x509(certificate);
  const X509Handle issuer = to_x509(authority);
  EVP_PKEY* key = issuer ? X509_get0_pubkey(issuer.get()) : nullptr;
  const bool signature_holds = subject && key != nullptr && X509_verify(subject.get(), key) == 1;
  ERR_clear_error();
  return signature_holds;
}

struct TrustAnchors::Store {
  StoreHandle handle{X509_STORE_new()};
};

TrustAnchors::TrustAnchors() : TrustAnchors(std::vector<Certificate>{}) {}

TrustAnchors::TrustAnchors(std::vector<Certificate> certificates) : certificates_(std::move(certificates)) {
  auto store = std::make_shared<Store>();
  check_invariant(store->handle != nullptr, "a certificate store is made");
  for (const Certificate& certificate : certificates_) {
    const X509Handle anchor = to_x509(certificate);
    if (!anchor || X509_STORE_add_cert(store->handle.get(), anchor.get()) != 1) {
      ERR_clear_error();
      throw Error(Fault::input, {"formats.anchor_unreadable", {{"subject", certificate.subject_name()}}});
    }
  }
  store_ = std::move(store);
}

bool TrustAnchors::contains(const Certificate& certificate) const {
  return std::find(certificates_.begin(), certificates_.end(), certificate) != certificates_.end();
}

ChainVerdict TrustAnchors::verify_chain(const Certificate& certificate, const std::vector<Certificate>& intermediates,
                                        Timestamp at) const {
  const X509Handle target = to_x509(certificate);
  const X509StackHandle others = to_stack(intermediates);
  const StoreContextHandle context(X509_STORE_CTX_new());
  check_invariant(context != nullptr, "a chain context is made");
  if (!target || X509_STORE_CTX_init(context.get(), store_->handle.get(), target.get(), others.get()) != 1) {
    ERR_clear_error();
    return {ChainResult::broken, {}, std::nullopt, "the certificate cannot be read"};
  }
  set_parameters(context.get(), at);
  const bool trusted = X509_verify_cert(context.get()) == 1;
  const int error = X509_STORE_CTX_get_error(context.get());
  ERR_clear_error();
  if (trusted) return {ChainResult::trusted, path_of(context.get()), std::nullopt, {}};
  return {result_of(error == X509_V_OK ? X509_V_ERR_UNSPECIFIED : error),
          {},
          concerned(context.get()),
          X509_verify_cert_error_string(error)};
}

}  // namespace chancery::formats
