#pragma once

#include "base/bytes.h"
#include "base/sha256.h"
#include "base/timestamp.h"
#include "formats/x509.h"

#include <cstdint>
#include <optional>
#include <string>
#include <string_view>
#include <vector>

namespace chancery::signing {

/// A service of a trust list, as it stood when the list was issued.
struct TrustedService {
  enum class Kind { certificates, time_stamps, other };
  Kind kind;
  std::string name;
  bool granted;  // by its status now; earlier states are not read
  std::vector<formats::Certificate> certificates;
};

/// A national list of trust service providers, imported as a file. Its own signature is not judged here: compare the hash with
/// one from elsewhere.   Standard: ETSI TS 119 612.
struct TrustList {
  std::string territory;   // UA
  std::uint64_t sequence;  // TSLSequenceNumber: its version
  Timestamp issued;
  std::optional<Timestamp> next_update;
  Sha256 sha256;  // of the file
  std::vector<TrustedService> services;

  /// Of the services that are granted and issue certificates or time stamps.
  [[nodiscard]] std::vector<formats::Certificate> anchors() const;
};

/// Throws: Error{Fault::input} when it is not a trust list.
[[nodiscard]] TrustList read_trust_list(BytesView bytes, std::string_view place);

}  // namespace chancery::signing
