#include "signing/cms_check.h"

#include "base/handle.h"
#include "formats/certificate_handles.h"

#include <openssl/bio.h>
#include <openssl/cms.h>
#include <openssl/err.h>

namespace chancery::signing {
namespace {

using formats::X509Handle;
using CmsHandle = Handle<CMS_ContentInfo, CMS_ContentInfo_free>;
using BioHandle = Handle<BIO, BIO_free_all>;

/// The bytes behind a filter that does nothing: CMS_verify makes itself a copy of a bare memory BIO, and loses it when the
/// content info is odd.
BioHandle read_only(BytesView bytes) {
  BioHandle filter(BIO_new(BIO_f_null()));
  BIO* source = filter ? BIO_new_mem_buf(bytes.data(), static_cast<int>(bytes.size())) : nullptr;
  if (source == nullptr) return nullptr;
  BIO_push(filter.get(), source);
  return filter;
}

CmsHandle parse(BytesView signature) {
  const auto* start = reinterpret_cast<const unsigned char*>(signature.data());
  return CmsHandle(d2i_CMS_ContentInfo(nullptr, &start, static_cast<long>(signature.size())));
}

}  // namespace

bool cms_accepts(BytesView signature, BytesView content) {
  const CmsHandle cms = parse(signature);
  const BioHandle data = read_only(content);
  constexpr unsigned flags = CMS_BINARY | CMS_DETACHED | CMS_NO_SIGNER_CERT_VERIFY;
  const bool accepted = cms && data && CMS_verify(cms.get(), nullptr, nullptr, data.get(), nullptr, flags) == 1;
  ERR_clear_error();
  return accepted;
}

bool cms_accepts_value(BytesView signature, std::size_t signer, const formats::Certificate& certificate) {
  const CmsHandle cms = parse(signature);
  const auto* der = reinterpret_cast<const unsigned char*>(certificate.der().data());
  const X509Handle own(d2i_X509(nullptr, &der, static_cast<long>(certificate.der().size())));
  auto* signers = cms ? CMS_get0_SignerInfos(cms.get()) : nullptr;
  CMS_SignerInfo* info = sk_CMS_SignerInfo_value(signers, static_cast<int>(signer));
  bool accepted = false;
  if (own && info != nullptr) {
    CMS_SignerInfo_set1_signer_cert(info, own.get());
    accepted = CMS_SignerInfo_verify(info) == 1;
  }
  ERR_clear_error();
  return accepted;
}

}  // namespace chancery::signing
