#include "apps/server/definition_check.h"

#include "apps/server/chart_words.h"
#include "base/error.h"
#include "engine/clauses.h"
#include "formats/docx_package.h"
#include "templating/template.h"
#include "workflow/prove.h"

namespace chancery::server {
namespace {

std::string name_of(const FormField& file) {
  return file.file_name.value_or(file.name);
}

DefinitionCheck broken(const Error& error, text::Language language) {
  if (error.fault() != Fault::input) throw error;
  return {{{text::say(language, error.message())}}, true};
}

}  // namespace

DefinitionCheck check_template(const FormField& docx, const FormField& description, text::Language language) try {
  const auto read = templating::read_description(formats::parse_json(description.value, name_of(description)));
  const auto package = formats::DocxPackage::read(Blob(Bytes(docx.value)), name_of(docx));
  const auto form = templating::compile(package, read, engine::built_in_clauses());
  DefinitionCheck check{{}, templating::has_errors(form.findings())};
  for (const templating::Finding& finding : form.findings()) check.findings.push_back({templating::in_words(finding, language)});
  return check;
} catch (const Error& error) {
  return broken(error, language);
}

DefinitionCheck check_workflow(const FormField& scxml, text::Language language) try {
  const auto proof = workflow::prove(workflow::read_definition(scxml.value, name_of(scxml)));
  DefinitionCheck check{{}, !proof.proved()};
  for (const workflow::Finding& finding : proof.findings) {
    check.findings.push_back({in_words(finding.problem, name_of(scxml), language), in_words(finding.way, language)});
  }
  const auto how_far = text::say(language, proof_message(proof, name_of(scxml)));
  if (proof.proved()) check.praise = how_far;
  if (!proof.complete) check.findings.push_back({how_far});
  return check;
} catch (const workflow::BrokenChart& chart) {
  DefinitionCheck check{{}, true};
  for (const workflow::Problem& problem : chart.problems()) {
    check.findings.push_back({in_words(problem, name_of(scxml), language)});
  }
  return check;
} catch (const Error& error) {
  return broken(error, language);
}

}  // namespace chancery::server
