#pragma once

#include "base/id.h"
#include "base/salt.h"
#include "base/sha256.h"
#include "formats/json.h"
#include "ledger/reading.h"

#include <string>
#include <string_view>

namespace chancery::ledger {

/// What a commitment is about, so that one cannot stand for another (FORMATS, *Commitment and opening*).
class Label {
 public:
  [[nodiscard]] static Label step() { return Label("leaf.step"); }
  [[nodiscard]] static Label who() { return Label("leaf.who"); }
  [[nodiscard]] static Label note() { return Label("leaf.note"); }
  [[nodiscard]] static Label data(const DocumentId& document);
  [[nodiscard]] static Label annex(const DocumentId& document, unsigned number);
  [[nodiscard]] static Label file(const DocumentId& document, const BlobId& blob);
  /// Exactly what the functions above make.
  [[nodiscard]] static std::optional<Label> parse(std::string_view text);

  [[nodiscard]] const std::string& text() const { return text_; }

  friend auto operator<=>(const Label&, const Label&) = default;

 private:
  explicit Label(std::string text) : text_(std::move(text)) {}

  std::string text_;
};

/// A value with the salt that hides it until both are shown: SHA-256("chancery.commit/1\n" ‖ label ‖ "\n" ‖ salt ‖ JCS(value)).
class Opening {
 public:
  /// Requires: `salt` is random and was never used before.
  /// Throws: Error{Fault::input} when the value is not one that may be hashed (formats::committed_json).
  Opening(Label label, const Salt& salt, const formats::Json& value);

  [[nodiscard]] const Label& label() const { return label_; }
  [[nodiscard]] const Salt& salt() const { return salt_; }
  [[nodiscard]] const formats::Json& value() const { return value_; }
  /// The hash that stands in the leaf.
  [[nodiscard]] const Sha256& commitment() const { return commitment_; }

  /// `{type:"chancery.opening/1", label, salt, value}`.
  [[nodiscard]] formats::Json to_json() const;
  [[nodiscard]] static Reading<Opening> parse(const formats::Json& json);

 private:
  Label label_;
  Salt salt_;
  formats::Json value_;
  Sha256 commitment_;
};

}  // namespace chancery::ledger
