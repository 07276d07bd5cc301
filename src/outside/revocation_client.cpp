#include "outside/revocation_client.h"

#include "base/error.h"
#include "formats/der.h"
#include "formats/ocsp_request.h"
#include "formats/ocsp_response.h"
#include "formats/revocation_list.h"

#include <utility>

namespace chancery::outside {
namespace {

using formats::Certificate;
using formats::OcspResponse;
using formats::RevocationList;

Error useless(const std::string& address) {
  return {Fault::unavailable, {"outside.revocation_useless", {{"server", address}}}};
}

Bytes ask_ocsp(const std::string& address, const Certificate& certificate, const Certificate& issuer, const HttpLimits& limits) {
  const Bytes request = formats::compose_ocsp_request(certificate, issuer);
  const auto answer = OcspResponse::read(ask({address, "application/ocsp-request", request}, limits), address);
  const auto status = answer.status_of(certificate, issuer);
  if (!status || status->state == OcspResponse::State::unknown || !answer.is_signed_for(issuer, {})) throw useless(address);
  if (answer.certificate_count() > 1) throw useless(address);  // one that nobody vouches for would go into the signature
  formats::check_der(answer.der(), address);
  return answer.der();
}

Bytes ask_list(const std::string& address, const Certificate& certificate, const Certificate& issuer, const HttpLimits& limits) {
  const auto list = RevocationList::read(ask({address, {}, {}}, limits), address);
  if (!list.covers(certificate) || !list.is_signed_by(issuer)) throw useless(address);
  formats::check_der(list.der(), address);
  return list.der();
}

/// The first address that gives something useful.
template <class Ask>
bool ask_any(const std::vector<std::string>& addresses, std::vector<Bytes>& into, std::vector<Message>& failures, Ask one) {
  for (const std::string& address : addresses) {
    try {
      into.push_back(one(address));
      return true;
    } catch (const Error& error) {  // the next address may do better
      failures.push_back(error.message());
    }
  }
  return false;
}

}  // namespace

RevocationAnswers ask_revocation(const std::vector<Certificate>& path, const HttpLimits& limits) {
  RevocationAnswers answers;
  for (std::size_t index = 0; index + 1 < path.size(); ++index) {
    const Certificate& certificate = path[index];
    const Certificate& issuer = path[index + 1];
    const bool answered = ask_any(certificate.ocsp_addresses(), answers.ocsp, answers.failures,
                                  [&](const std::string& address) { return ask_ocsp(address, certificate, issuer, limits); });
    if (answered) continue;
    static_cast<void>(ask_any(certificate.revocation_list_addresses(), answers.lists, answers.failures,
                              [&](const std::string& address) { return ask_list(address, certificate, issuer, limits); }));
  }
  return answers;
}

}  // namespace chancery::outside
