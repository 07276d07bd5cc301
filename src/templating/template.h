#pragma once

#include "base/sha256.h"
#include "formats/docx_package.h"
#include "templating/clause.h"
#include "templating/description.h"
#include "templating/finding.h"
#include "templating/program.h"

#include <map>
#include <optional>
#include <string>
#include <vector>

namespace chancery::templating {

/// A DOCX template compiled to literal bytes and operations for each part that holds a tag. Immutable; any number of threads fill
/// it.
class Template {
 public:
  /// SHA-256 of the package: the name under which it is cached and committed.
  [[nodiscard]] const Sha256& sha256() const { return sha256_; }
  [[nodiscard]] const formats::DocxPackage& package() const { return package_; }
  [[nodiscard]] const std::optional<Description>& description() const { return description_; }
  /// The parts that hold tags, each as a program.
  [[nodiscard]] const std::map<std::string, Program>& programs() const { return programs_; }
  /// The clauses it takes, each with the hash of its version.
  [[nodiscard]] const std::map<std::string, Sha256>& clauses() const { return clauses_; }
  /// Everything found without data, all at once; a template with errors is never filled.
  [[nodiscard]] const std::vector<Finding>& findings() const { return findings_; }

 private:
  friend class Compiler;
  explicit Template(formats::DocxPackage package)
      : sha256_(chancery::sha256(package.archive().bytes().bytes())), package_(std::move(package)) {}

  Sha256 sha256_;
  formats::DocxPackage package_;
  std::optional<Description> description_;
  std::map<std::string, Program> programs_;
  std::map<std::string, Sha256> clauses_;
  std::vector<Finding> findings_;
};

/// Finds every mistake that needs no data: see Template::findings().
/// Throws: Error{Fault::input} for a part that is not well-formed.
[[nodiscard]] Template compile(const formats::DocxPackage& package, const std::optional<Description>& description,
                               const ClauseLibrary& clauses = {});

/// A document that was filled already, of which only `{doc_no}` and `{doc_date}` still stand: whatever else looks like a tag came
/// out of a value, and is text. Content controls and merge fields stay as they are.
[[nodiscard]] Template compile_register_fields(const formats::DocxPackage& document);

}  // namespace chancery::templating
