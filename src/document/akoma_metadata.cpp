#include "document/akoma_metadata.h"

#include <algorithm>
#include <array>
#include <set>
#include <utility>

namespace chancery::document {
namespace {

using formats::XmlWriter;

constexpr std::string_view record_namespace = "urn:chancery:akoma-ntoso:1";

constexpr std::array<std::pair<std::string_view, std::string_view>, 14> codes{{{"uk", "ukr"},
                                                                               {"en", "eng"},
                                                                               {"fr", "fra"},
                                                                               {"it", "ita"},
                                                                               {"de", "deu"},
                                                                               {"es", "spa"},
                                                                               {"pl", "pol"},
                                                                               {"pt", "por"},
                                                                               {"ro", "ron"},
                                                                               {"sk", "slk"},
                                                                               {"hu", "hun"},
                                                                               {"lt", "lit"},
                                                                               {"ja", "jpn"},
                                                                               {"bg", "bul"}}};

bool is_unreserved(char one) {
  return (one >= 'a' && one <= 'z') || (one >= 'A' && one <= 'Z') || (one >= '0' && one <= '9') || one == '-' || one == '.' ||
         one == '_' || one == '~';
}

/// As one segment of an IRI: a number may hold slashes and spaces.
std::string segment(std::string_view text) {
  constexpr std::string_view digits = "0123456789ABCDEF";
  std::string encoded;
  for (const char one : text) {
    const auto byte = static_cast<unsigned char>(one);
    if (is_unreserved(one)) {
      encoded += one;
    } else if (one == '/') {
      encoded += '-';
    } else {
      encoded.append({'%', digits[byte / 16], digits[byte % 16]});
    }
  }
  return encoded;
}

void value(XmlWriter& xml, std::string_view element, std::string_view text) {
  xml.open(element).attribute("value", text).close();
}

/// What every level of FRBR begins with.
void core_properties(XmlWriter& xml, const std::string& self, const std::string& whole, const std::string& date,
                     const std::string& prefix) {
  value(xml, "FRBRthis", self);
  value(xml, "FRBRuri", whole);
  xml.open("FRBRdate").attribute("date", date).attribute("name", "generation").close();
  xml.open("FRBRauthor").attribute("href", "#" + prefix + "office").attribute("as", "#" + prefix + "author").close();
}

void manifestation(XmlWriter& xml, const std::string& expression, const std::string& date, const std::string& prefix) {
  xml.open("FRBRManifestation");
  core_properties(xml, expression + "/!main.xml", expression + ".xml", date, prefix);
  value(xml, "FRBRformat", "application/akn+xml");
  xml.close();
}

void reference(XmlWriter& xml, std::string_view element, const std::string& eid, const std::string& href,
               std::string_view shown) {
  xml.open(element).attribute("eId", eid).attribute("href", href).attribute("showAs", shown).close();
}

/// Names of events, roles and persons as they may stand in an id.
std::string id_of(std::string_view kind, std::string_view name) {
  return std::string(kind) + "_" + segment(name);
}

void write_office(XmlWriter& xml, const std::string& prefix, const std::string& organisation) {
  reference(xml, "TLCOrganization", prefix + "office", "/akn/ontology/organization/office", organisation);
  reference(xml, "TLCRole", prefix + "author", "/akn/ontology/role/author", "author");
}

std::string collection_work(const AkomaCollection& collection) {
  return "/akn/" + collection.country + "/doc/collection/" + collection.created.date() + "/" + collection.id;
}

}  // namespace

std::string akoma_language(const LanguageTag& language) {
  const auto* found = std::find_if(codes.begin(), codes.end(), [&](const auto& one) { return one.first == language.primary(); });
  return std::string(found == codes.end() ? language.primary() : found->second);
}

std::string_view AkomaExpression::title() const {
  const auto& titles = source_.document.title;
  const auto found = std::find_if(titles.begin(), titles.end(),
                                  [&](const formats::Json& one) { return one.at("language") == language_.text(); });
  if (found != titles.end()) return found->at("value").get_ref<const std::string&>();
  return titles.empty() ? std::string_view() : titles.front().at("value").get_ref<const std::string&>();
}

std::string AkomaExpression::date() const {
  const auto& document = source_.document;
  return document.registration ? document.registration->date : document.created.date();
}

std::string AkomaExpression::work() const {
  const auto& document = source_.document;
  const auto number = document.registration ? segment(document.registration->number) : document.id.hex();
  return "/akn/" + source_.country + "/doc/" + segment(document.kind) + "/" + date() + "/" + number;
}

std::string AkomaExpression::expression(const LanguageTag& language) const {
  return work() + "/" + akoma_language(language) + "@";
}

void AkomaExpression::write_meta(XmlWriter& xml, const std::string& prefix) const {
  xml.open("meta");
  write_identification(xml, prefix);
  xml.open("lifecycle").attribute("source", "#" + prefix + "office");
  xml.open("eventRef").attribute("eId", prefix + "generation").attribute("date", date()).attribute("type", "generation");
  xml.attribute("source", "#" + prefix + "office").close().close();
  write_workflow(xml, prefix);
  write_references(xml, prefix);
  write_record(xml, prefix);
  xml.close();
}

void AkomaExpression::write_identification(XmlWriter& xml, const std::string& prefix) const {
  xml.open("identification").attribute("source", "#" + prefix + "office");
  write_work(xml, prefix);
  write_expression(xml, prefix);
  manifestation(xml, expression(language_), date(), prefix);
  xml.close();
}

void AkomaExpression::write_work(XmlWriter& xml, const std::string& prefix) const {
  const auto& document = source_.document;
  xml.open("FRBRWork");
  core_properties(xml, work() + "/!main", work(), date(), prefix);
  value(xml, "FRBRcountry", source_.country);
  value(xml, "FRBRsubtype", document.kind);
  if (document.registration) value(xml, "FRBRnumber", document.registration->number);
  value(xml, "FRBRname", title());
  value(xml, "FRBRprescriptive", "false");
  xml.close();
}

void AkomaExpression::write_expression(XmlWriter& xml, const std::string& prefix) const {
  const auto& source = source_.document.source();
  xml.open("FRBRExpression");
  core_properties(xml, expression(language_) + "/!main", expression(language_), date(), prefix);
  value(xml, "FRBRversionNumber", std::to_string(source_.document.revision));
  value(xml, "FRBRauthoritative", text() != nullptr && text()->status == TranslationStatus::authentic ? "true" : "false");
  if (language_ != source.language) {
    xml.open("FRBRmasterExpression").attribute("href", expression(source.language));
    xml.attribute("showAs", akoma_language(source.language)).close();
  }
  xml.open("FRBRlanguage").attribute("language", akoma_language(language_)).close();
  if (language_ != source.language) write_translation(xml, prefix);
  xml.close();
}

/// By whom: the last one who certified it, otherwise the office.
void AkomaExpression::write_translation(XmlWriter& xml, const std::string& prefix) const {
  const auto& source = source_.document.source();
  const auto certified = std::find_if(source_.steps.rbegin(), source_.steps.rend(),
                                      [](const AkomaStep& one) { return one.done && one.event == "certify"; });
  const auto by = certified == source_.steps.rend() ? "office" : id_of("person", certified->person);
  xml.open("FRBRtranslation").attribute("href", expression(source.language));
  xml.attribute("fromLanguage", akoma_language(source.language));
  xml.attribute("authoritative", text() != nullptr && text()->status == TranslationStatus::authentic ? "true" : "false");
  xml.attribute("by", "#" + prefix + by).close();
}

void AkomaExpression::write_workflow(XmlWriter& xml, const std::string& prefix) const {
  if (source_.steps.empty()) return;
  xml.open("workflow").attribute("source", "#" + prefix + "office");
  std::size_t number = 0;
  for (const AkomaStep& step : source_.steps) {
    xml.open("step").attribute("eId", prefix + "step_" + std::to_string(++number)).attribute("date", step.time.text());
    xml.attribute("by", "#" + prefix + id_of("person", step.person));
    if (!step.role.empty()) xml.attribute("as", "#" + prefix + id_of("role", step.role));
    xml.attribute("refersTo", "#" + prefix + id_of("event", step.event));
    xml.attribute("outcome", "#" + prefix + (step.done ? "done" : "refused")).close();
  }
  xml.close();
}

std::string AkomaExpression::name_of_person(const PersonInDocument& person) const {
  const auto found = source_.persons.find(person);
  return found == source_.persons.end() ? person : found->second;
}

void AkomaExpression::write_references(XmlWriter& xml, const std::string& prefix) const {
  const auto& document = source_.document;
  xml.open("references").attribute("source", "#" + prefix + "office");
  reference(xml, "original", prefix + "original", expression(document.source().language), title());
  write_office(xml, prefix, source_.organisation);
  for (std::size_t party = 0; party < document.parties.size(); ++party) {
    const auto number = std::to_string(party + 1);
    reference(xml, "TLCOrganization", prefix + "party_" + number, "/akn/ontology/organization/party_" + number,
              document.parties[party]);
  }
  std::set<std::pair<std::string, std::string>> persons;
  std::set<std::string> roles;
  std::set<std::string> events;
  std::set<bool> outcomes;
  for (const AkomaStep& step : source_.steps) {
    persons.emplace(step.person, name_of_person(step.person));
    if (!step.role.empty()) roles.insert(step.role);
    events.insert(step.event);
    outcomes.insert(step.done);
  }
  for (const auto& [person, name] : persons)
    reference(xml, "TLCPerson", prefix + id_of("person", person), "/akn/ontology/person/" + segment(person), name);
  for (const auto& event : events)
    reference(xml, "TLCEvent", prefix + id_of("event", event), "/akn/ontology/event/" + segment(event), event);
  for (const bool done : outcomes) {
    const std::string outcome = done ? "done" : "refused";
    reference(xml, "TLCConcept", prefix + outcome, "/akn/ontology/concept/" + outcome, outcome);
  }
  for (const auto& role : roles)
    reference(xml, "TLCRole", prefix + id_of("role", role), "/akn/ontology/role/" + segment(role), role);
  xml.close();
}

/// What ties the export to the office: the document, the content hash of the text, and the manifest that was signed.
void AkomaExpression::write_record(XmlWriter& xml, const std::string& prefix) const {
  const auto& document = source_.document;
  xml.open("proprietary").attribute("source", "#" + prefix + "office");
  xml.open("c:record").attribute("xmlns:c", record_namespace).attribute("document", document.id.hex());
  xml.attribute("revision", std::to_string(document.revision));
  if (text() != nullptr) xml.attribute("content", text()->content.hex());
  if (text() != nullptr && text()->from) xml.attribute("from", text()->from->hex());
  if (document.frozen) xml.attribute("manifest", document.frozen->manifest.sha256.hex());
  if (document.specimen) xml.attribute("specimen", "demonstration");
  xml.close().close();
}

void AkomaExpression::write_attachments(XmlWriter& xml, const std::string& prefix) const {
  if (source_.document.annexes.empty()) return;
  xml.open("attachments");
  for (const Annex& annex : source_.document.annexes) {
    const auto number = std::to_string(annex.number);
    xml.open("attachment").attribute("eId", prefix + "att_" + number);
    xml.open("documentRef").attribute("eId", prefix + "att_" + number + "__ref");
    xml.attribute("href", work() + "/!annex_" + number).attribute("showAs", annex.file.path).close();
    xml.close();
  }
  xml.close();
}

void write_collection_meta(XmlWriter& xml, const AkomaCollection& collection, const std::vector<AkomaSource>& sources) {
  const auto work = collection_work(collection);
  const auto date = collection.created.date();
  xml.open("meta").open("identification").attribute("source", "#office");
  xml.open("FRBRWork");
  core_properties(xml, work + "/!main", work, date, {});
  value(xml, "FRBRcountry", collection.country);
  value(xml, "FRBRsubtype", "collection");
  value(xml, "FRBRname", collection.title);
  xml.close().open("FRBRExpression");
  std::set<std::string> languages;
  for (const auto& source : sources) {
    for (const auto& text : source.texts) languages.insert(akoma_language(text.language));
  }
  const auto expression = work + "/" + (languages.size() == 1 ? *languages.begin() : "mul") + "@";
  core_properties(xml, expression + "/!main", expression, date, {});
  for (const auto& language : languages) xml.open("FRBRlanguage").attribute("language", language).close();
  xml.close();
  manifestation(xml, expression, date, {});
  xml.close().open("references").attribute("source", "#office");
  write_office(xml, {}, collection.organisation);
  xml.close().close();
}

}  // namespace chancery::document
