#pragma once

#include "formats/certificate_chain.h"
#include "formats/ocsp_response.h"
#include "formats/revocation_list.h"
#include "formats/x509.h"

#include <utility>
#include <vector>

namespace chancery::signing {

/// What a reader relies on or adds: there is nothing beside it.
struct TrustMaterial {
  TrustMaterial() = default;
  explicit TrustMaterial(formats::TrustAnchors trusted) : anchors(std::move(trusted)) {}

  formats::TrustAnchors anchors;
  std::vector<formats::Certificate>
      certificates{};  // that signatures may lack: intermediates, time servers; not trusted themselves
  std::vector<formats::RevocationList> lists{};
  std::vector<formats::OcspResponse> ocsp{};
};

}  // namespace chancery::signing
