#include "signing/demonstration.h"

namespace chancery::signing {

bool is_demonstration(const formats::Certificate& certificate) {
  return certificate.has_policy(demonstration_policy) || certificate.issuer_name().find(demonstration_word) != std::string::npos;
}

}  // namespace chancery::signing
