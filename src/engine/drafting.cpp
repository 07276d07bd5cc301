#include "engine/drafting.h"

#include "base/error.h"
#include "document/data.h"
#include "document/parties.h"
#include "document/section.h"
#include "templating/fill.h"
#include "text/characters.h"
#include "text/rendition.h"

#include <algorithm>
#include <charconv>
#include <set>

namespace chancery::engine {
namespace {

using document::Document;
using formats::Json;
using templating::Template;

const templating::Description& description_of(const Template& form) {
  return form.description().value();
}

std::set<std::string> languages_of(const Template& form) {
  std::set<std::string> languages;
  for (const LanguageTag& language : description_of(form).languages) languages.insert(language.text());
  return languages;
}

Refusal refusal(const char* rule, std::vector<std::pair<std::string, Message::Argument>> arguments = {}) {
  return {rule, {rule, std::move(arguments)}};
}

/// What is not public waits until it can be encrypted.
bool is_restricted(std::string_view openness) {
  return !openness.empty() && openness != "public";
}

Refusal incomplete(const std::vector<templating::Finding>& findings) {
  return {"engine.data_incomplete",
          {"engine.data_incomplete", {{"count", static_cast<std::int64_t>(findings.size())}, {"places", places_of(findings)}}}};
}

/// What is committed with the document must be what its template asks for: an unknown field is a mistake here, not a remark.
std::vector<templating::Finding> unknown_fields(const Template& form, const Json& data) {
  auto findings = templating::check_data(description_of(form), data);
  std::erase_if(findings, [](const templating::Finding& finding) { return finding.code != "unknown_data"; });
  return findings;
}

/// A field that people write once or in each language, as the list that titles are kept in.
Json in_languages(const Json& value, const Template& form) {
  if (value.is_array()) return value;
  return Json::array({{{"language", description_of(form).languages.front().text()}, {"value", value}}});
}

std::vector<document::Text> texts_of(const document::File& file, const formats::DocxPackage& package, const Template& form) {
  std::vector<document::Text> texts;
  for (const LanguageTag& language : description_of(form).languages) {
    const Sha256 content = content_of(package, form, language);
    const auto from = texts.empty() ? std::nullopt : std::optional(texts.front().content);
    texts.push_back({language, file, content, from, document::TranslationStatus::authentic});
  }
  return texts;
}

Draft draft_from(const Beginning& beginning, const Template& form, const Json& data, const Blob& docx) {
  const templating::Description& description = description_of(form);
  const Blob data_bytes(formats::committed_json(data));
  const auto data_file = file_of("data.json", "application/json", data_bytes);
  const auto file = file_of(description.kind + ".docx", docx_media_type, docx);
  const auto package = formats::DocxPackage::read(docx, file.path);
  Document document{beginning.id,
                    description.kind,
                    in_languages(data.at("title"), form),
                    beginning.organisation,
                    beginning.author,
                    beginning.time,
                    data.value("specimen", "no") == "yes",
                    beginning.workflow,
                    form.sha256(),
                    data_file,
                    data_file.sha256,
                    document::parties_of(description.kind, data, description.languages.front()),
                    texts_of(file, package, form),
                    {},
                    {},
                    {},
                    {},
                    {},
                    {},
                    {},
                    {},
                    {},
                    {},
                    Json(),
                    {},
                    0};
  Draft draft{std::move(document)};
  draft.openings.emplace_back(ledger::Label::data(beginning.id), beginning.data_salt, data);
  draft.document.data_commitment = draft.openings.front().commitment();
  draft.out_closed.push_back(draft.document.data_commitment);
  draft.payload = {{"workflow", beginning.workflow.hex()}, {"template", form.sha256().hex()}};
  draft.out.push_back(file);
  add_file(draft, data_file, data_bytes);
  add_file(draft, file, docx);
  return draft;
}

/// What follows `prefix` in `text`, or nothing.
std::optional<std::string_view> after(std::string_view text, std::string_view prefix) {
  return text.starts_with(prefix) ? std::optional(text.substr(prefix.size())) : std::nullopt;
}

/// The extension of a sender's file name where it is harmless, so that a path of ours can end like it.
std::string extension_of(std::string_view name) {
  const std::size_t dot = name.rfind('.');
  if (dot == std::string_view::npos || name.size() - dot > 6) return {};
  std::string extension(name.substr(dot));
  const bool plain = std::all_of(extension.begin() + 1, extension.end(), [](char letter) {
    return (letter >= 'a' && letter <= 'z') || (letter >= 'A' && letter <= 'Z') || (letter >= '0' && letter <= '9');
  });
  return plain && extension.size() > 1 ? extension : std::string();
}

void bring_in(Draft& draft, const document::File& file, const Blob& content) {
  draft.in.push_back(file);
  add_file(draft, file, content);
}

/// A translator's file may change the text of its language; the others must come back as they were.
bool keeps_other_languages(const Document& document, const formats::DocxPackage& package, const Template& form,
                           const LanguageTag& changed) {
  return std::all_of(document.texts.begin(), document.texts.end(), [&](const document::Text& text) {
    return text.language == changed || content_of(package, form, text.language) == text.content;
  });
}

/// What stands between braces like a field of a template, `{name}`, `{one.name | filter}`; of number and date it is in order
/// that they still stand.
bool is_tag(std::string_view inside) {
  const auto end = inside.find_first_not_of("abcdefghijklmnopqrstuvwxyz0123456789_.[]");
  const auto name = inside.substr(0, end);
  const auto rest = end == std::string_view::npos ? std::string_view() : text::trim(inside.substr(end));
  const bool field = !name.empty() && name.front() >= 'a' && name.front() <= 'z' && (rest.empty() || rest.front() == '|');
  return field && name != "doc_no" && name != "doc_date";
}

/// The first tag of a template in a file that ought to be a text; empty when there is none.
std::string open_tag_in(const formats::DocxPackage& package) {
  const std::string words = text::rendition(package, {});
  for (auto at = words.find('{'); at != std::string::npos; at = words.find('{', at + 1)) {
    const auto end = words.find('}', at);
    if (end == std::string::npos) break;
    constexpr std::size_t longest = 200;
    const auto inside = std::string_view(words).substr(at + 1, end - at - 1);
    if (inside.size() <= longest && is_tag(inside)) return words.substr(at, end - at + 1);
  }
  return {};
}

Decision<Draft> attach_text(Draft draft, const Template& form, const Attachment& attachment, std::string_view tag) {
  const auto language = LanguageTag::parse(tag);
  const auto text = std::find_if(draft.document.texts.begin(), draft.document.texts.end(),
                                 [&](const document::Text& candidate) { return language && candidate.language == *language; });
  if (text == draft.document.texts.end()) return refusal("engine.language", {{"language", std::string(tag)}});
  const auto package = formats::DocxPackage::read(attachment.content, attachment.name);
  if (const auto open = open_tag_in(package); !open.empty()) return refusal("engine.text_has_tags", {{"tag", open}});
  const bool is_source = text == draft.document.texts.begin();
  if (!is_source && !keeps_other_languages(draft.document, package, form, *language)) {
    return refusal("engine.translation_changes_source", {{"language", std::string(tag)}});
  }
  const auto file = file_of(draft.document.kind + ".docx", docx_media_type, attachment.content);
  for (document::Text& other : draft.document.texts) {
    const Sha256 content = content_of(package, form, other.language);
    const bool renewed = other.language == *language || other.content != content;
    if (other.from && renewed) other.from = draft.document.source().content;
    other.file = file;
    other.content = content;
  }
  bring_in(draft, file, attachment.content);
  return draft;
}

Decision<Draft> attach_annex(Draft draft, const Attachment& attachment, std::string_view digits) {
  unsigned number = 0;
  const auto [end, error] = std::from_chars(digits.data(), digits.data() + digits.size(), number);
  const std::size_t next = draft.document.annexes.size() + 1;
  if (error != std::errc() || end != digits.data() + digits.size() || number < 1 || number > next) {
    return refusal("engine.annex_number", {{"next", static_cast<std::int64_t>(next)}});
  }
  const auto file =
      file_of("annex-" + std::to_string(number) + extension_of(attachment.name), attachment.media_type, attachment.content);
  if (number == next) {
    draft.document.annexes.push_back({number, file});
  } else {
    draft.document.annexes[number - 1].file = file;
  }
  bring_in(draft, file, attachment.content);
  return draft;
}

Draft attach_evidence(Draft draft, const Attachment& attachment) {
  const auto number = std::to_string(draft.document.evidence.size() + 1);
  const auto file = file_of("evidence-" + number + extension_of(attachment.name), attachment.media_type, attachment.content);
  draft.document.evidence.push_back(file);
  bring_in(draft, file, attachment.content);
  return draft;
}

}  // namespace

std::string places_of(const std::vector<templating::Finding>& findings) {
  constexpr std::size_t most = 20;
  std::set<std::string> named;
  std::string places;
  for (const templating::Finding& finding : findings) {
    if (named.size() == most) break;
    if (!named.insert(finding.tag).second) continue;
    places += (places.empty() ? "" : ", ") + finding.tag;
    if (!finding.suggestion.empty()) places += " (" + finding.suggestion + "?)";
  }
  return places;
}

Sha256 content_of(const formats::DocxPackage& package, const Template& form, const LanguageTag& language) {
  const templating::Description& description = description_of(form);
  return sha256(text::rendition(package, {language, description.columns, description.languages}));
}

Decision<Draft> begin_document(const Beginning& beginning, const Template& form, const Command& command) {
  const Json data = document::to_committed(command.data.value("values", Json::object()), languages_of(form));
  if (!data.is_object()) refuse_odd_field("data.values");
  if (is_restricted(data_text(data, "access_mark"))) return refusal("engine.restricted");
  if (const auto unknown = unknown_fields(form, data); !unknown.empty()) return incomplete(unknown);
  auto outcome = templating::fill(form, data, {.leave_register_tags = true});
  if (const auto* findings = std::get_if<std::vector<templating::Finding>>(&outcome)) return incomplete(*findings);
  return draft_from(beginning, form, data, Blob(std::get<templating::Filled>(std::move(outcome)).package));
}

Decision<Draft> attach(Draft draft, const Template& form, const Command& command) {
  const std::string as = data_text(command.data, "as");
  if (command.files.size() != 1) return refusal("engine.one_file");
  const Attachment& attachment = command.files.front();
  draft.payload = {{"as", as}};
  if (is_restricted(data_text(command.data, "openness"))) return refusal("engine.restricted");
  if (as == "evidence") return attach_evidence(std::move(draft), attachment);
  if (draft.document.frozen) return refusal("engine.frozen");
  if (const auto tag = after(as, "text:")) return attach_text(std::move(draft), form, attachment, *tag);
  if (const auto number = after(as, "annex:")) return attach_annex(std::move(draft), attachment, *number);
  return refusal("engine.attach_kind", {{"kind", as}});
}

}  // namespace chancery::engine
