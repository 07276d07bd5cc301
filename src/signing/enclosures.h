#pragma once

#include "base/bytes.h"

#include <vector>

namespace chancery::signing {

/// A time-stamp token and the bytes that it is said to be over.
struct StampedBytes {
  Bytes token;
  Bytes message;
};

/// What came with a signature and is not signed by it: it proves by its own signatures or not at all.
struct Enclosures {
  std::vector<StampedBytes> signature_stamps;  // over the signature value: it existed then
  std::vector<StampedBytes> content_stamps;    // over the content, signed with it: the signature came later
  std::vector<Bytes> certificates;             // DER
  std::vector<Bytes> lists;                    // CertificateList, DER
  std::vector<Bytes> ocsp;                     // OCSPResponse or BasicOCSPResponse, DER
};

}  // namespace chancery::signing
