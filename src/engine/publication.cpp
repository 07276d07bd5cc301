#include "engine/publication.h"

#include "base/error.h"
#include "engine/built_in.h"
#include "engine/calendars.h"
#include "engine/clauses.h"
#include "formats/docx_package.h"
#include "store/blobs.h"
#include "templating/template.h"
#include "workflow/prove.h"

#include <algorithm>

namespace chancery::engine {
namespace {

using formats::Json;

void refuse_findings(const templating::Template& form, std::string_view name) {
  if (!templating::has_errors(form.findings())) return;
  const templating::Finding& first = form.findings().front();
  throw Error(Fault::input, {"engine.template_refused",
                             {{"name", std::string(name)},
                              {"tag", first.tag},
                              {"part", first.place.part},
                              {"paragraph", static_cast<std::int64_t>(first.place.paragraph)},
                              {"count", static_cast<std::int64_t>(form.findings().size())}}});
}

/// `submit → approve`; empty where the defect is that no way leads somewhere.
std::string events_of(const std::vector<workflow::Move>& way) {
  std::string all;
  for (const workflow::Move& move : way) {
    if (!move.event.empty()) all += (all.empty() ? "" : " → ") + move.event;
  }
  return all;
}

const EmbeddedFile& built_in_file(std::string_view name) {
  const auto files = built_in::embedded_files();
  const auto found = std::find_if(files.begin(), files.end(), [&](const EmbeddedFile& file) { return file.name == name; });
  check_invariant(found != files.end(), "a template of this program has its description");
  return *found;
}

}  // namespace

std::optional<Refusal> objection_to_chart(BytesView scxml, std::string_view place) {
  const auto definition = workflow::read_definition(scxml, place);
  if (auto objection = objection_to_calendars(definition)) return objection;
  const auto proof = workflow::prove(definition);
  if (proof.proved()) return std::nullopt;
  const std::string name(place);
  if (proof.findings.empty()) {
    return Refusal{
        "workflow.not_proved",
        {"workflow.not_explored", {{"name", name}, {"configurations", static_cast<std::int64_t>(proof.configurations)}}}};
  }
  const workflow::Finding& first = proof.findings.front();
  return Refusal{"workflow.not_proved",
                 {"workflow.not_proved",
                  {{"name", name},
                   {"count", static_cast<std::int64_t>(proof.findings.size())},
                   {"line", static_cast<std::int64_t>(first.problem.line)},
                   {"way", events_of(first.way)}}}};
}

Sha256 publish_workflow(store::Database& database, BytesView scxml, std::string_view place, Timestamp now) {
  const auto definition = workflow::read_definition(scxml, place);
  const Sha256 hash = store::Blobs(database).put(scxml, now);
  database.run(
      "INSERT INTO workflows (sha256, name, published) VALUES (?1, ?2, ?3) ON CONFLICT (sha256) DO UPDATE SET published = ?3",
      {hash, definition.name(), now});
  return hash;
}

Sha256 publish_template(store::Database& database, std::string_view name, const Blob& docx, const Json& description,
                        Timestamp now) {
  const auto form =
      templating::compile(formats::DocxPackage::read(docx, name), templating::read_description(description), built_in_clauses());
  refuse_findings(form, name);
  const Sha256 hash = store::Blobs(database).put(docx.bytes(), now);
  database.run(
      "INSERT INTO templates (sha256, name, description, published) VALUES (?1, ?2, ?3, ?4) "
      "ON CONFLICT (sha256) DO UPDATE SET description = ?3, published = ?4",
      {hash, name, formats::canonical_json(description), now});
  return hash;
}

void publish_built_in(store::Database& database, Timestamp now) {
  for (const EmbeddedFile& file : built_in::embedded_files()) {
    if (file.name.ends_with(".scxml")) (void)publish_workflow(database, file.bytes, file.name, now);
    if (!file.name.ends_with(".docx")) continue;
    const std::string stem(file.name.substr(0, file.name.size() - 5));
    const Json description = formats::parse_json(built_in_file(stem + ".json").bytes, stem);
    (void)publish_template(database, stem.substr(stem.rfind('/') + 1), Blob(Bytes(file.bytes)), description, now);
  }
}

}  // namespace chancery::engine
