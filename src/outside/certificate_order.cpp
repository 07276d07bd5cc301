#include "outside/certificate_order.h"

#include <algorithm>

namespace chancery::outside {

using formats::Certificate;

std::vector<Certificate> chain_of(const std::vector<Certificate>& certificates) {
  std::vector<Certificate> chain;
  const Certificate* last = &certificates.front();
  while (last != nullptr && !last->self_issued() && chain.size() < certificates.size()) {
    const auto issuer = std::find_if(certificates.begin() + 1, certificates.end(),
                                     [&](const Certificate& other) { return last->may_be_issued_by(other); });
    last = issuer == certificates.end() ? nullptr : &*issuer;
    if (last != nullptr) chain.push_back(*last);
  }
  return chain;
}

}  // namespace chancery::outside
