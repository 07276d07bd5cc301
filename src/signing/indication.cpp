#include "signing/indication.h"

#include <algorithm>
#include <string>

namespace chancery::signing {
namespace {

/// `HASH_FAILURE` → `hash_failure`: the key of its sentence.
std::string key_of(std::string_view name) {
  std::string key(name);
  std::transform(key.begin(), key.end(), key.begin(), [](char letter) {
    if (letter == '-') return '_';
    return letter >= 'A' && letter <= 'Z' ? static_cast<char>(letter + ('a' - 'A')) : letter;
  });
  return key;
}

}  // namespace

std::string_view name_of(Indication indication) {
  switch (indication) {
    case Indication::total_passed:
      return "TOTAL-PASSED";
    case Indication::indeterminate:
      return "INDETERMINATE";
    case Indication::total_failed:
      return "TOTAL-FAILED";
  }
  return {};
}

std::string_view name_of(SubIndication sub) {
  switch (sub) {
    case SubIndication::none:
      return {};
    case SubIndication::format_failure:
      return "FORMAT_FAILURE";
    case SubIndication::hash_failure:
      return "HASH_FAILURE";
    case SubIndication::sig_crypto_failure:
      return "SIG_CRYPTO_FAILURE";
    case SubIndication::sig_constraints_failure:
      return "SIG_CONSTRAINTS_FAILURE";
    case SubIndication::chain_constraints_failure:
      return "CHAIN_CONSTRAINTS_FAILURE";
    case SubIndication::certificate_chain_general_failure:
      return "CERTIFICATE_CHAIN_GENERAL_FAILURE";
    case SubIndication::crypto_constraints_failure:
      return "CRYPTO_CONSTRAINTS_FAILURE";
    case SubIndication::no_signing_certificate_found:
      return "NO_SIGNING_CERTIFICATE_FOUND";
    case SubIndication::no_certificate_chain_found:
      return "NO_CERTIFICATE_CHAIN_FOUND";
    case SubIndication::out_of_bounds_no_poe:
      return "OUT_OF_BOUNDS_NO_POE";
    case SubIndication::try_later:
      return "TRY_LATER";
    case SubIndication::revoked_no_poe:
      return "REVOKED_NO_POE";
    case SubIndication::timestamp_order_failure:
      return "TIMESTAMP_ORDER_FAILURE";
    case SubIndication::not_yet_valid:
      return "NOT_YET_VALID";
    case SubIndication::expired:
      return "EXPIRED";
    case SubIndication::revoked:
      return "REVOKED";
    case SubIndication::signed_data_not_found:
      return "SIGNED_DATA_NOT_FOUND";
  }
  return {};
}

Message explain(Indication indication) {
  return {"signing.indication_" + key_of(name_of(indication)), {}};
}

Message explain(SubIndication sub) {
  const std::string key = key_of(name_of(sub));
  return {"signing.sub_" + (key.empty() ? "none" : key), {}};
}

}  // namespace chancery::signing
