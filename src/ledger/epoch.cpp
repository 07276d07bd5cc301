#include "ledger/epoch.h"

#include "ledger/proof.h"

#include <string>

namespace chancery::ledger {
namespace {

Refusal refusal(const char* rule) {
  return {rule, {rule, {}}};
}

std::optional<Refusal> objection_to(const Reopening& reopening) {
  // A stolen key ends an epoch although nothing is missing.
  if (reopening.standing == Standing::continues && reopening.cause != ReopeningCause::compromised) {
    return refusal("ledger.reopen_needless");
  }
  if (reopening.standing == Standing::forked) return refusal("ledger.reopen_forked");
  if (reopening.confirmations == 0) return refusal("ledger.reopen_unconfirmed");
  return std::nullopt;
}

}  // namespace

Standing standing_of(const TreeHead& here, const std::optional<TreeHead>& outside, const NodeReader& nodes) {
  if (!outside) return Standing::unknown;
  if (outside->size > here.size) return Standing::behind;
  return root_of(outside->size, nodes) == outside->root ? Standing::continues : Standing::forked;
}

std::string_view name_of(ReopeningCause cause) {
  switch (cause) {
    case ReopeningCause::restored:
      return "restored";
    case ReopeningCause::moved:
      return "moved";
    case ReopeningCause::compromised:
      break;
  }
  return "compromised";
}

std::optional<std::uint64_t> gap_of(const Reopening& reopening) {
  if (!reopening.outside) return std::nullopt;
  const TreeSize here = reopening.here.head().size;
  return reopening.outside->size > here ? reopening.outside->size - here : 0;
}

Decision<EpochOpened> reopen(const Reopening& reopening) {
  if (auto objection = objection_to(reopening)) return *std::move(objection);
  const auto origin = Origin::parse(reopening.here.origin());
  if (!origin) return refusal("ledger.reopen_origin");
  const bool behind = reopening.standing == Standing::behind;
  std::string reason(name_of(reopening.cause));
  if (reopening.standing == Standing::unknown) reason += " gap_unknown";
  if (reopening.confirmations == 1) reason += " confirmed_by_one";
  return EpochOpened{origin->next_epoch().text(), origin->text(), behind ? *reopening.outside : reopening.here.head(), reason};
}

}  // namespace chancery::ledger
