#include "signing/cms_check.h"

#include "base/handle.h"

#include <openssl/bio.h>
#include <openssl/cms.h>
#include <openssl/err.h>

namespace chancery::signing {
namespace {

using CmsHandle = Handle<CMS_ContentInfo, CMS_ContentInfo_free>;
using BioHandle = Handle<BIO, BIO_free_all>;

BioHandle read_only(BytesView bytes) {
  return BioHandle(BIO_new_mem_buf(bytes.data(), static_cast<int>(bytes.size())));
}

}  // namespace

bool cms_accepts(BytesView signature, BytesView content) {
  const auto* start = reinterpret_cast<const unsigned char*>(signature.data());
  const CmsHandle cms(d2i_CMS_ContentInfo(nullptr, &start, static_cast<long>(signature.size())));
  const BioHandle data = read_only(content);
  constexpr unsigned flags = CMS_BINARY | CMS_DETACHED | CMS_NO_SIGNER_CERT_VERIFY;
  const bool accepted = cms && data && CMS_verify(cms.get(), nullptr, nullptr, data.get(), nullptr, flags) == 1;
  ERR_clear_error();
  return accepted;
}

}  // namespace chancery::signing
