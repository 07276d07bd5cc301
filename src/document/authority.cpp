#include "document/authority.h"

#include <algorithm>
#include <utility>

namespace chancery::document {
namespace {

template <class... Cases>
struct Overloaded : Cases... {
  using Cases::operator()...;
};
template <class... Cases>
Overloaded(Cases...) -> Overloaded<Cases...>;

Refusal refusal(const char* rule, const Instrument& instrument) {
  return {rule, {rule, {{"title", instrument.title}}}};
}

Refusal refusal(const char* rule, const Instrument& instrument, Timestamp date) {
  return {rule, {rule, {{"title", instrument.title}, {"date", date.date()}}}};
}

bool covers_text(const TextLimit& limit, const ActToCover& act) {
  return std::visit(Overloaded{[&](const TextsOfKind& any) {
                                 return any.kinds.empty() ||
                                        std::find(any.kinds.begin(), any.kinds.end(), act.kind) != any.kinds.end();
                               },
                               [&](const TextOfDocument& one) { return one.document == act.document; },
                               [&](const ExactText& exact) { return exact.content == act.content; }},
                    limit);
}

}  // namespace

Decision<Allowed> judge_authority(const Instrument& instrument, const ActToCover& act) {
  if (instrument.holder != act.person) return refusal("authority.holder", instrument);
  if (std::find(instrument.acts.begin(), instrument.acts.end(), act.act) == instrument.acts.end()) {
    return refusal("authority.act", instrument);
  }
  if (!covers_text(instrument.text, act)) return refusal("authority.text", instrument);
  if (instrument.revoked) return refusal("authority.revoked", instrument);
  if (act.date < instrument.from) return refusal("authority.not_yet", instrument, instrument.from);
  if (instrument.until && act.date > *instrument.until) return refusal("authority.expired", instrument, *instrument.until);
  return Allowed{};
}

Decision<Sha256> choose_instrument(const std::vector<Instrument>& registered, const std::optional<Sha256>& named,
                                   const ActToCover& act) {
  std::vector<const Instrument*> covering;
  for (const Instrument& instrument : registered) {
    if (named && instrument.sha256 != *named) continue;
    const auto judged = judge_authority(instrument, act);
    if (named && judged.refused()) return judged.refusal();
    if (!judged.refused()) covering.push_back(&instrument);
  }
  if (covering.empty()) return Refusal{"authority.missing", {"authority.missing", {}}};
  if (covering.size() > 1) return Refusal{"authority.name_one", {"authority.name_one", {}}};
  return covering.front()->sha256;
}

}  // namespace chancery::document
