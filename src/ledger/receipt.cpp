#include "ledger/receipt.h"

#include "base/error.h"
#include "ledger/opened_leaf.h"
#include "ledger/shape.h"

#include <utility>

namespace chancery::ledger {
namespace {

constexpr const char* receipt_type = "chancery.receipt/1";

const Shape& receipt_shape() {
  static const Shape shape = object_shape({{"type", word_shape({receipt_type})},
                                           {"proof", text_shape()},
                                           {"openings", list_shape([](const auto&, const auto&) { return std::nullopt; })}});
  return shape;
}

}  // namespace

Receipt::Receipt(TlogProof proof, std::vector<Opening> openings) : proof_(std::move(proof)), openings_(std::move(openings)) {
  check_invariant(proof_.extra().has_value(), "a receipt holds its leaf");
}

Reading<Receipt> Receipt::parse(const formats::Json& json) {
  if (auto why = receipt_shape()(json, "receipt")) return NotUnderstood{*std::move(why)};
  std::vector<Opening> openings;
  for (const auto& value : json["openings"]) {
    auto opening = Opening::parse(value);
    if (!opening.understood()) return NotUnderstood{opening.why()};
    openings.push_back(std::move(opening).value());
  }
  TlogProof proof = TlogProof::parse(json["proof"].get_ref<const std::string&>());
  if (!proof.extra()) return NotUnderstood{unknown_value("receipt.proof")};
  return Receipt(std::move(proof), std::move(openings));
}

formats::Json Receipt::to_json() const {
  formats::Json openings = formats::Json::array();
  for (const Opening& opening : openings_) openings.push_back(opening.to_json());
  return {{"type", receipt_type}, {"proof", proof_.text()}, {"openings", openings}};
}

Verdict verify_receipt(const Receipt& receipt, std::span<const VerifierKey> known) {
  const auto leaf = read_leaf(receipt.leaf());
  if (!leaf.understood()) return Verdict::unchecked(leaf.why());
  if (place_of(leaf.value()).seq != receipt.proof().index()) return Verdict::invalid({"ledger.receipt_index", {}});
  const Verdict opened = verify_openings(leaf.value(), receipt.openings());
  if (opened.kind() == Verdict::Kind::invalid) return opened;
  const Verdict entry = verify_entry(receipt.proof(), receipt.leaf(), known);
  return entry.is_valid() ? opened : entry;
}

}  // namespace chancery::ledger
