#include "review/finding.h"

#include "base/sha256.h"

namespace chancery::review {

std::string key_of(const Finding& finding) {
  return sha256({finding.segment, "\n", to_log(finding.message)}).hex().substr(0, 32);
}

}  // namespace chancery::review
