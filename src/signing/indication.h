#pragma once

#include "base/message.h"

#include <string_view>

namespace chancery::signing {

/// The main answer about a signature, from best to worst.   Standard: ETSI EN 319 102-1 §5.1.3.
enum class Indication { total_passed, indeterminate, total_failed };

/// The reason behind an answer other than TOTAL-PASSED, by the names of ETSI EN 319 102-1, tables 5 and 6. Of two reasons for the
/// same answer the later one here is told: it says more about the signature itself and less about what the reader trusts.
enum class SubIndication {
  none,
  try_later,
  no_certificate_chain_found,
  out_of_bounds_no_poe,
  revoked_no_poe,
  chain_constraints_failure,
  certificate_chain_general_failure,
  timestamp_order_failure,
  crypto_constraints_failure,
  sig_constraints_failure,
  no_signing_certificate_found,
  signed_data_not_found,
  not_yet_valid,
  expired,
  revoked,
  sig_crypto_failure,
  hash_failure,
  format_failure,
};

/// `TOTAL-PASSED`, `INDETERMINATE`, `TOTAL-FAILED`.
[[nodiscard]] std::string_view name_of(Indication indication);
/// `HASH_FAILURE` and the like; empty for none.
[[nodiscard]] std::string_view name_of(SubIndication sub);

/// One plain sentence.
[[nodiscard]] Message explain(Indication indication);
[[nodiscard]] Message explain(SubIndication sub);

/// Replaces an answer by a worse one.
constexpr void worsen(Indication& indication, SubIndication& sub, Indication found, SubIndication reason) {
  if (found < indication || (found == indication && reason <= sub)) return;
  indication = found;
  sub = reason;
}

}  // namespace chancery::signing
