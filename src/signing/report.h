#pragma once

#include "base/bytes.h"
#include "base/message.h"
#include "base/sha256.h"
#include "base/timestamp.h"
#include "formats/json.h"
#include "formats/x509.h"
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

/// What was found out about one time-stamp token.
struct TimeStampReport {
  explicit TimeStampReport(const Sha256& hash) : sha256(hash) {}

  Sha256 sha256;  // of the token
  Indication indication = Indication::total_passed;
  SubIndication sub = SubIndication::none;
  std::optional<Timestamp> claimed_time;  // what it says
  std::optional<Timestamp> time;          // what it proves: only where it passed
  std::string server;                     // common name in its certificate; empty when there is none
  std::string serial;                     // hexadecimal
  std::optional<formats::Certificate> certificate;
  bool exact = false;               // nothing in it is free to change
  std::vector<std::string> covers;  // of one that is a file of the container: the files whose hashes it holds
  std::vector<Message> notes;
};

/// What a signature carries for later.   Standard: ETSI EN 319 122-1 §6, EN 319 132-1 §6.
enum class Level {
  none,  // not even the attributes of B-B
  b_b,
  b_t,   // a time stamp that is accepted
  b_lt,  // and the revocation data of its path
  b_lta  // and a later time stamp over all of it
};
[[nodiscard]] std::string_view name_of(Level level);

/// What was found out about one signature.
struct SignatureReport {
  SignatureReport(std::string signature_file, const Sha256& hash) : place(std::move(signature_file)), file_sha256(hash) {}

  std::string place;  // the signature file, for example META-INF/signature001.p7s
  Indication indication = Indication::total_passed;
  SubIndication sub = SubIndication::none;
  std::string signer;                     // common name as the certificate claims it; empty when there is no certificate
  std::optional<Timestamp> claimed_time;  // what the signer said
  std::optional<Timestamp> proven_time;   // what a time stamp that was accepted proves: it existed then
  std::optional<Timestamp> not_before;    // what a time stamp over the content proves: it was made later
  Level level = Level::none;
  std::optional<Bytes> certificate;  // DER
  std::vector<SignedFile> files;     // what is covered, as the signed list says
  std::optional<Bytes> statement;    // the signer's statement, signed with the files
  std::optional<Commitment> commitment;
  bool verifiable = true;                 // false: made with algorithms that cannot be checked here (DSTU 4145)
  Sha256 file_sha256;                     // of the signature file
  std::optional<Sha256> signed_sha256;    // of the bytes that the signature covers
  std::optional<Sha256> value_sha256;     // of the signature value
  std::vector<Sha256> chain_sha256;       // the other certificates in the signature file
  std::vector<TimeStampReport> stamps;    // over the signature and over its content
  std::vector<Sha256> revocation_sha256;  // lists and answers that were relied on
  std::vector<Note> notes;
};
/// Whether an authority says that a certificate on the path is revoked.
[[nodiscard]] bool says_revoked(const SignatureReport& report);
/// Whether a report says no worse than that an authority has not answered yet whether a certificate is revoked.
[[nodiscard]] bool waits_for_revocation(const SignatureReport& report);

/// What was found out about a container.
struct Report {
  Indication verdict = Indication::total_failed;  // the worst of its signatures and of the container itself
  SubIndication sub = SubIndication::none;
  bool ours = false;  // judged by the strict profile of FORMATS, *Container*
  std::vector<SignatureReport> signatures;
  std::vector<std::pair<std::string, TimeStampReport>> stamps;  // tokens that are files of the container, by their names
  std::vector<Note> notes;                                      // of the container and of all its signatures
};

/// The SIG record of a leaf for a signature that was verified.   Standard: FORMATS, *Leaf*.
[[nodiscard]] formats::Json sig_record(const SignatureReport& report, std::string_view act, const Sha256& policy);

}  // namespace chancery::signing
