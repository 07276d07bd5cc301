#pragma once

#include "base/bytes.h"
#include "base/decision.h"
#include "base/sha256.h"
#include "engine/caller.h"
#include "formats/json.h"
#include "workflow/definition.h"

#include <functional>
#include <string_view>

namespace chancery::server {

/// What the page of templates and workflows asks of the office.
struct DefinitionsDesk {
  using Caller = engine::Caller;
  using Json = formats::Json;

  /// As engine::Office has them, every version, the newest of a name first: [{name, sha256, description}], [{name, sha256}].
  std::function<Json()> templates;
  std::function<Json()> workflows;
  /// Throws: Error{Fault::absent} for a hash that was never published.
  std::function<workflow::Definition(const Sha256&)> workflow;
  /// DOT as SVG.   Throws: Error{Fault::unavailable, Fault::environment} without Graphviz.
  std::function<Bytes(const std::string& dot)> draw;
  /// Both judge right and content again.   Throws: Error{Fault::input} for what must not be published.
  std::function<Decision<Sha256>(const Caller&, std::string_view name, const Blob& docx, const Json& description)>
      publish_template;
  std::function<Decision<Sha256>(const Caller&, BytesView scxml, std::string_view file)> publish_workflow;
};

}  // namespace chancery::server
