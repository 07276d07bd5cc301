#pragma once

#include "base/bytes.h"
#include "base/sha256.h"
#include "base/timestamp.h"
#include "formats/oid.h"

#include <chrono>
#include <optional>
#include <string>
#include <string_view>

namespace chancery::formats {

inline constexpr Oid id_tst_info{"1.2.840.113549.1.9.16.1.4"};

/// What a time server signs.   Standard: RFC 3161 §2.4.2.
struct TimeStampInfo {
  Bytes policy;      // content of the OBJECT IDENTIFIER
  Bytes digest_oid;  // of the imprint
  Bytes imprint;
  Bytes serial;  // content of the INTEGER
  Timestamp time;
  std::chrono::milliseconds accuracy;  // zero where the server does not say; fractions of a millisecond are rounded up
  std::optional<Bytes> nonce;          // without leading zeros
};

/// `der` is the content of the token (eContent).
/// Throws: Error{Fault::input} when it is not a TSTInfo of version 1, or holds an extension that is critical.
[[nodiscard]] TimeStampInfo read_time_stamp_info(BytesView der, std::string_view place);

/// What is asked of a time server; the imprint is SHA-256.   Standard: RFC 3161 §2.4.1.
struct TimeStampRequest {
  Sha256 imprint;
  Bytes nonce;            // big-endian, not empty
  bool want_certificate;  // certReq
};

[[nodiscard]] Bytes compose_time_stamp_request(const TimeStampRequest& request);
/// For a server of tests.   Throws: Error{Fault::input}.
[[nodiscard]] TimeStampRequest read_time_stamp_request(BytesView der, std::string_view place);

/// What a time server answers.   Standard: RFC 3161 §2.4.2.
struct TimeStampResponse {
  unsigned status;     // PKIStatus: 0 granted, 1 granted with changes
  std::string reason;  // the server's words; empty when it says nothing
  Bytes token;         // empty when there is none

  [[nodiscard]] bool granted() const { return status <= 1 && !token.empty(); }
};

/// Throws: Error{Fault::input} when the bytes are not one TimeStampResp.
[[nodiscard]] TimeStampResponse read_time_stamp_response(BytesView der, std::string_view place);

}  // namespace chancery::formats
