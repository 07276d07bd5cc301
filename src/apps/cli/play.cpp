#include "apps/cli/play.h"

#include "apps/cli/demonstration_people.h"
#include "engine/built_in.h"
#include "outside/files.h"
#include "outside/key_file.h"

namespace chancery::cli {

using engine::Caller;
using engine::Command;
using formats::Json;

namespace {

/// The data of a document of the demonstration, by the name of its file in `templates/demonstration`.
Json values_of(std::string_view name) {
  for (const EmbeddedFile& file : engine::built_in::embedded_files()) {
    if (file.name.ends_with("demonstration/" + std::string(name) + ".json")) return formats::parse_json(file.bytes, name);
  }
  throw Error(Fault::absent, {"cli.no_demonstration_data", {{"name", std::string(name)}}});
}

/// The sections that an act takes: those of the text, or every translation.
bool takes(const std::string& event, const std::string& section) {
  return event == "approve" ? section == "source" : section.starts_with("translation:");
}

}  // namespace

void Play::begin(const Begun& begun) {
  Command command;
  command.event = "new";
  command.data = {{"workflow", begun.workflow}, {"template", begun.form}, {"values", values_of(begun.data)}};
  id_ = allowed(office_->perform(cast_->caller("clerk"), command)).document;
}

void Play::act(std::string_view who, const std::string& event, const std::string& comment) {
  Command command = seen(event);
  command.comment = comment;
  (void)allowed(office_->perform(cast_->caller(who), command));
}

void Play::act_with(std::string_view who, const std::string& event, Json data) {
  Command command = seen(event);
  command.data = std::move(data);
  (void)allowed(office_->perform(cast_->caller(who), command));
}

void Play::record(std::string_view who, const std::string& event, const Json& recorded) {
  Command command = seen(event);
  command.data = {{"recorded", recorded}};
  command.files.push_back({"scan.txt", "text/plain", Blob("ЗРАЗОК / SPECIMEN: scan of a paper original\n")});
  (void)allowed(office_->perform(cast_->caller(who), command));
}

void Play::sign(std::string_view who, unsigned party) {
  const auto path = keys_ / (std::string(who) + ".p12");
  const auto key = outside::KeyFile::open_pkcs12(outside::read_file(path), path.string(),
                                                 SecretBytes(std::string(demonstration_password)), office_->now());
  const Caller caller = cast_->caller(who);
  const Json order{{"document", id_->hex()},
                   {"manifest", view().at("manifest")},
                   {"act", "sign"},
                   {"party", party},
                   {"capacity", key.certificate().subject_name()},
                   {"certificate", to_base64(key.certificate().der())}};
  const Json offer = allowed(office_->open_signing(caller, order));
  const auto attributes = parse_base64(offer.at("signed_attributes").get<std::string>()).value();
  Json chain = Json::array();
  for (const formats::Certificate& certificate : key.chain()) chain.push_back(to_base64(certificate.der()));
  (void)allowed(office_->finish_signing(
      caller, {{"request", offer.at("request")}, {"value", to_base64(key.sign(attributes))}, {"chain", std::move(chain)}}));
}

Json Play::view() const {
  return office_->document(cast_->caller("clerk"), document());
}

/// The command with what is shown now: its sections, its manifest or its revision.
Command Play::seen(const std::string& event) const {
  const Json shown = view();
  Command command;
  command.document = id_;
  command.event = event;
  if (event == "approve" || event == "certify") {
    for (const Json& section : shown.at("sections")) {
      const std::string name = section.at("name");
      if (!takes(event, name)) continue;
      command.sections.push_back({name, *Sha256::parse(section.at("sha256").get<std::string>())});
    }
  } else if (event == "close") {
    command.manifest = Sha256::parse(shown.at("manifest").get<std::string>());
  } else {
    command.revision = shown.at("revision").get<std::uint64_t>();
  }
  return command;
}

}  // namespace chancery::cli
