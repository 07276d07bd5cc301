#include "apps/cli/commands.h"
#include "base/error.h"
#include "outside/clock.h"
#include "outside/files.h"
#include "outside/key_file.h"

namespace chancery::cli {
namespace {

using formats::Json;

struct SignOptions {
  std::string id;
  std::string act = "sign";
  std::string key;
  std::string certificate;
  int key_password_descriptor = -1;
  unsigned party = 0;
  std::string capacity;
  std::string place;
  bool remote = false;
  std::string manifest;
  std::string on_behalf_of;
};

outside::KeyFile open_key(const Session& session, const SignOptions& options) {
  const Bytes bytes = outside::read_file(options.key);
  const Bytes certificates = options.certificate.empty() ? Bytes() : outside::read_file(options.certificate);
  const auto given = options.certificate.empty() ? std::nullopt : std::optional<BytesView>(certificates);
  const SecretBytes password =
      session.password(options.key_password_descriptor, {"cli.ask_key_password", {{"path", options.key}}});
  return outside::KeyFile::open(bytes, options.key, given, password, outside::now());
}

Json order_of(const Session& session, const SignOptions& options, const outside::KeyFile& key) {
  const Json view = session.require("document.show", {{"document", options.id}}).json;
  if (!view.contains("manifest")) throw Error(Fault::conflict, {"engine.not_frozen", {}});
  Json order{{"document", options.id},
             {"manifest", options.manifest.empty() ? view.at("manifest") : Json(options.manifest)},
             {"act", options.act},
             {"capacity", options.capacity.empty() ? key.certificate().subject_name() : options.capacity},
             {"mode", options.remote ? "remote" : "in_person"},
             {"certificate", to_base64(key.certificate().der())}};
  if (options.party > 0) order["party"] = options.party;
  if (!options.place.empty()) order["place"] = options.place;
  return order;
}

/// The key stays here: the office composes what is signed, this process signs it, the office checks the value.
ExitCode sign(const Session& session, const SignOptions& options) {
  const outside::KeyFile key = open_key(session, options);
  Json fields{{"order", order_of(session, options, key)}};
  if (!options.on_behalf_of.empty()) fields["on_behalf_of"] = options.on_behalf_of;
  const Json offer = session.require("sign.prepare", std::move(fields)).json;
  const auto attributes = parse_base64(offer.at("signed_attributes").get_ref<const std::string&>());
  if (!attributes) throw Error(Fault::input, {"cli.field_missing", {{"field", std::string("signed_attributes")}}});
  Json chain = Json::array();
  for (const formats::Certificate& certificate : key.chain()) chain.push_back(to_base64(certificate.der()));
  const Json answer{{"request", offer.at("request")}, {"value", to_base64(key.sign(*attributes))}, {"chain", std::move(chain)}};
  const Json outcome = session.require("sign.finish", {{"answer", answer}}).json;
  if (session.terminal().json()) {
    session.terminal().print(outcome);
  } else {
    session.terminal().tell(Message{"cli.signed",
                                    {{"signer", key.certificate().subject_name()},
                                     {"manifest", offer.at("manifest").get<std::string>()},
                                     {"seq", outcome.at("seq").get<std::int64_t>()}}});
  }
  return ExitCode::yes;
}

}  // namespace

void add_sign(CLI::App& app, Action& chosen, const Terminal& terminal) {
  auto options = std::make_shared<SignOptions>();
  auto* command = subcommand(app, "sign", terminal, "sign");
  command->add_option("ID", options->id)->required();
  command->add_option("--act", options->act)->check(CLI::IsMember({"initial", "sign", "ad_referendum", "confirm", "seal"}));
  command->add_option("--key", options->key, terminal.say({"cli.help.key", {}}))->required();
  command->add_option("--certificate", options->certificate);
  command->add_option("--key-password-fd", options->key_password_descriptor, terminal.say({"cli.help.key_password_fd", {}}));
  command->add_option("--party", options->party, terminal.say({"cli.help.party", {}}));
  command->add_option("--capacity", options->capacity, terminal.say({"cli.help.capacity", {}}));
  command->add_option("--place", options->place);
  command->add_option("--manifest", options->manifest);
  command->add_flag("--remote", options->remote);
  command->add_option("--on-behalf-of", options->on_behalf_of, terminal.say({"cli.help.on_behalf_of", {}}));
  command->callback([&chosen, options] { chosen = [options](const Session& session) { return sign(session, *options); }; });
}

}  // namespace chancery::cli
