#include "formats/revocation_list.h"

#include "base/error.h"
#include "formats/certificate_handles.h"
#include "formats/revocation_handles.h"

#include <openssl/err.h>
#include <openssl/pem.h>

#include <utility>

namespace chancery::formats {
namespace {

using BioHandle = Handle<BIO, BIO_free_all>;

Error list_refusal(const char* key, std::string_view place) {
  ERR_clear_error();
  return {Fault::input, {key, {{"place", std::string(place)}}}};
}

RevocationListHandle parse_list(BytesView bytes) {
  if (bytes.find("-----BEGIN X509 CRL-----") != BytesView::npos) {
    const BioHandle source(BIO_new_mem_buf(bytes.data(), static_cast<int>(bytes.size())));
    return RevocationListHandle(source ? PEM_read_bio_X509_CRL(source.get(), nullptr, nullptr, nullptr) : nullptr);
  }
  const auto* start = reinterpret_cast<const unsigned char*>(bytes.data());
  const auto* end = start + bytes.size();
  RevocationListHandle list(d2i_X509_CRL(nullptr, &start, static_cast<long>(bytes.size())));
  if (list && start != end) list.reset();
  return list;
}

Bytes to_der(X509_CRL* list) {
  const int size = i2d_X509_CRL(list, nullptr);
  check_invariant(size > 0, "a revocation list is written");
  Bytes der(static_cast<std::size_t>(size), '\0');
  auto* out = reinterpret_cast<unsigned char*>(der.data());
  check_invariant(i2d_X509_CRL(list, &out) == size, "a revocation list is written");
  return der;
}

bool has_only_known_critical_extensions(const X509_CRL* list) {
  for (int at = X509_CRL_get_ext_by_critical(list, 1, -1); at >= 0; at = X509_CRL_get_ext_by_critical(list, 1, at)) {
    const X509_EXTENSION* extension = X509_CRL_get_ext(list, at);
    const int nid = OBJ_obj2nid(X509_EXTENSION_get_object(const_cast<X509_EXTENSION*>(extension)));
    if (nid != NID_issuing_distribution_point) return false;  // a delta list is critical too
  }
  return X509_CRL_get_ext_by_NID(list, NID_delta_crl, -1) < 0;
}

Bytes name_of(const X509_CRL* list) {
  const unsigned char* bytes = nullptr;
  std::size_t size = 0;
  check_invariant(X509_NAME_get0_der(X509_CRL_get_issuer(list), &bytes, &size) == 1, "a name is written");
  return {reinterpret_cast<const char*>(bytes), size};
}

}  // namespace

struct RevocationList::Content {
  Bytes der;
  RevocationListHandle list;
  Bytes issuer;
  Timestamp this_update;
  std::optional<Timestamp> next_update;
  bool people_only = false;
  bool authorities_only = false;
};

namespace {

/// Whether the list can stand alone; notes whose certificates it is about.
template <class Content>
bool read_scope(X509_CRL* list, Content& content) {
  int critical = 0;
  const DistributionPointHandle point(
      static_cast<ISSUING_DIST_POINT*>(X509_CRL_get_ext_d2i(list, NID_issuing_distribution_point, &critical, nullptr)));
  if (!point) return critical == -1;  // there is none
  content.people_only = point->onlyuser > 0;
  content.authorities_only = point->onlyCA > 0;
  return point->indirectCRL <= 0 && point->onlyattr <= 0 && point->onlysomereasons == nullptr;
}

}  // namespace

RevocationList RevocationList::read(BytesView bytes, std::string_view place) {
  RevocationListHandle list = parse_list(bytes);
  if (!list) throw list_refusal("formats.revocation_list_odd", place);
  const auto from = to_timestamp(X509_CRL_get0_lastUpdate(list.get()));
  if (!from) throw list_refusal("formats.revocation_list_odd", place);
  Content content{to_der(list.get()), nullptr, name_of(list.get()), *from, to_timestamp(X509_CRL_get0_nextUpdate(list.get()))};
  const bool alone = has_only_known_critical_extensions(list.get()) && read_scope(list.get(), content) &&
                     has_strong_digest(X509_CRL_get_signature_nid(list.get()));
  if (!alone) throw list_refusal("formats.revocation_list_partial", place);
  ERR_clear_error();
  content.list = std::move(list);
  return RevocationList(std::make_shared<const Content>(std::move(content)));
}

const Bytes& RevocationList::der() const {
  return content_->der;
}
BytesView RevocationList::issuer() const {
  return content_->issuer;
}
Timestamp RevocationList::this_update() const {
  return content_->this_update;
}
std::optional<Timestamp> RevocationList::next_update() const {
  return content_->next_update;
}

bool RevocationList::covers(const Certificate& certificate) const {
  return certificate.is_authority() ? !content_->people_only : !content_->authorities_only;
}

bool RevocationList::is_signed_by(const Certificate& authority) const {
  if (authority.subject() != issuer()) return false;
  if (authority.key_usage() && !authority.key_usage()->list_signing) return false;
  const auto* start = reinterpret_cast<const unsigned char*>(authority.der().data());
  const X509Handle certificate(d2i_X509(nullptr, &start, static_cast<long>(authority.der().size())));
  EVP_PKEY* key = certificate ? X509_get0_pubkey(certificate.get()) : nullptr;
  const bool good = key != nullptr && X509_CRL_verify(content_->list.get(), key) == 1;
  ERR_clear_error();
  return good;
}

std::optional<Timestamp> RevocationList::revoked_since(const Certificate& certificate) const {
  const SerialHandle serial = to_serial(certificate.serial());
  X509_REVOKED* entry = nullptr;
  // The lookup sorts the list when it is first used: the library locks it, so a shared list may be asked by several threads.
  const int found = serial ? X509_CRL_get0_by_serial(content_->list.get(), &entry, serial.get()) : 0;
  if (found != 1) return std::nullopt;
  return to_timestamp(X509_REVOKED_get0_revocationDate(entry));
}

}  // namespace chancery::formats
