#pragma once

#include "base/bytes.h"
#include "base/message.h"
#include "base/sha256.h"
#include "base/timestamp.h"
#include "formats/json.h"
#include "signing/asic_manifest.h"
#include "signing/indication.h"
#include "signing/signing_request.h"

#include <optional>
#include <string>
#include <utility>
#include <vector>

namespace chancery::signing {

/// A remark of the verifier: where, and what.
struct Note {
  std::string place;
  Message message;
};

/// What was found out about one signature.
struct SignatureReport {
  SignatureReport(std::string signature_file, const Sha256& hash) : place(std::move(signature_file)), file_sha256(hash) {}

  std::string place;  // the signature file, for example META-INF/signature001.p7s
  Indication indication = Indication::total_passed;
  SubIndication sub = SubIndication::none;
  std::string signer;                     // common name as the certificate claims it; empty when there is no certificate
  std::optional<Timestamp> claimed_time;  // what the signer said
  std::optional<Timestamp> proven_time;   // what a time stamp proves; absent until time stamps are judged
  std::optional<Bytes> certificate;       // DER
  std::vector<SignedFile> files;          // what is covered, as the signed list says
  std::optional<Bytes> statement;         // the signer's statement, signed with the files
  std::optional<Commitment> commitment;
  bool verifiable = true;               // false: made with algorithms that cannot be checked here (DSTU 4145)
  Sha256 file_sha256;                   // of the signature file
  std::optional<Sha256> signed_sha256;  // of the bytes that the signature covers
  std::optional<Sha256> value_sha256;   // of the signature value
  std::vector<Sha256> chain_sha256;     // the other certificates in the signature file
  std::vector<Note> notes;
};

/// What was found out about a container.
struct Report {
  Indication verdict = Indication::total_failed;  // the worst of its signatures and of the container itself
  SubIndication sub = SubIndication::none;
  bool ours = false;  // judged by the strict profile of FORMATS, *Container*
  std::vector<SignatureReport> signatures;
  std::vector<Note> notes;  // of the container and of all its signatures
};

/// The SIG record of a leaf for a signature that was verified.   Standard: FORMATS, *Leaf*.
[[nodiscard]] formats::Json sig_record(const SignatureReport& report, std::string_view act, const Sha256& policy);

}  // namespace chancery::signing
