#pragma once

#include "base/sha256.h"
#include "store/database.h"
#include "templating/template.h"
#include "workflow/definition.h"

#include <map>
#include <memory>
#include <mutex>
#include <string_view>

namespace chancery::engine {

/// Workflows and templates, compiled once by their hash and kept; any thread may ask.
class Definitions {
 public:
  /// Throws: Error{Fault::absent} when the office has no such definition.
  [[nodiscard]] std::shared_ptr<const workflow::Definition> workflow(store::Database& database, const Sha256& hash);
  [[nodiscard]] std::shared_ptr<const templating::Template> document_template(store::Database& database, const Sha256& hash);

  /// The newest that was published under a name; a hash in hex names itself.
  [[nodiscard]] static Sha256 workflow_named(store::Database& database, std::string_view name);
  /// The way of a kind of document: the workflow that is called like it, else that of the four stages.
  [[nodiscard]] static Sha256 workflow_of_kind(store::Database& database, std::string_view kind);
  [[nodiscard]] static Sha256 template_named(store::Database& database, std::string_view name);

 private:
  std::mutex mutex_;
  std::map<Sha256, std::shared_ptr<const workflow::Definition>> workflows_;
  std::map<Sha256, std::shared_ptr<const templating::Template>> templates_;
};

}  // namespace chancery::engine
