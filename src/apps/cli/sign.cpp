#include "apps/cli/commands.h"
#include "apps/cli/signing_view.h"
#include "base/error.h"
#include "evidence/signing_offer.h"
#include "outside/clock.h"
#include "outside/files.h"
#include "outside/signing_key.h"
#include "outside/token_key.h"

#include <filesystem>

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
  std::string instrument;
  std::string output;
  std::string file;
  std::string value;
  std::string protocol;
  std::string on_behalf_of;
};

std::optional<Bytes> given_certificates(const SignOptions& options) {
  if (options.certificate.empty()) return std::nullopt;
  return outside::read_file(options.certificate);
}

outside::SigningKey open_key(const Session& session, const SignOptions& options) {
  const auto given = given_certificates(options);
  const auto view = given ? std::optional<BytesView>(*given) : std::nullopt;
  if (outside::TokenAddress::is_address(options.key))
    (void)outside::TokenAddress::parse(options.key);  // before anything is asked
  SecretBytes password = session.password(options.key_password_descriptor, {"cli.ask_key_password", {{"path", options.key}}});
  auto key = outside::SigningKey::open(options.key, view, std::move(password), outside::now());
  const auto warning = signing::warning_about(key.certificate(), outside::now());
  if (warning && !session.terminal().json()) session.terminal().tell(*warning);
  return key;
}

Json shown_document(const Session& session, const SignOptions& options) {
  Json view = session.require("document.show", {{"document", options.id}}).json;
  if (!view.contains("manifest") || !view.contains("container")) throw Error(Fault::conflict, {"engine.not_frozen", {}});
  return view;
}

Blob container_of(const Session& session, const SignOptions& options, const Json& view) {
  const Json wanted{{"document", options.id}, {"sha256", view.at("container").at("sha256")}};
  return session.require("document.file", wanted).files.at(0);
}

Json order_of(const SignOptions& options, const Json& view, const formats::Certificate& certificate) {
  Json order{{"document", options.id},
             {"manifest", options.manifest.empty() ? view.at("manifest") : Json(options.manifest)},
             {"act", options.act},
             {"capacity", options.capacity.empty() ? certificate.subject_name() : options.capacity},
             {"mode", options.remote ? "remote" : "in_person"},
             {"certificate", to_base64(certificate.der())}};
  if (options.party > 0) order["party"] = options.party;
  if (!options.place.empty()) order["place"] = options.place;
  if (!options.instrument.empty()) order["instrument"] = options.instrument;
  return order;
}

Json open_request(const Session& session, const SignOptions& options, const Json& order) {
  Json fields{{"order", order}};
  if (!options.on_behalf_of.empty()) fields["on_behalf_of"] = options.on_behalf_of;
  return session.require("sign.prepare", std::move(fields)).json;
}

Bytes bytes_in(const Json& offer, const char* field) {
  auto bytes = parse_base64(offer.value(field, ""));
  if (!bytes) throw Error(Fault::input, {"cli.field_missing", {{"field", std::string(field)}}});
  return std::move(*bytes);
}

/// What the office offers, as parts that are checked against one another when they are put together.
signing::SigningRequest request_in(const Json& offer, const formats::Certificate& certificate) {
  const auto slot = signing::SlotNumber::from(offer.at("slot").get<unsigned>());
  if (!slot) throw Error(Fault::input, {"cli.field_missing", {{"field", std::string("slot")}}});
  return {certificate, *slot, bytes_in(offer, "asic_manifest"), bytes_in(offer, "signed_attributes")};
}

RequestId request_id_in(const Json& offer) {
  const auto id = RequestId::parse(offer.value("request", ""));
  if (!id) throw Error(Fault::input, {"cli.field_missing", {{"field", std::string("request")}}});
  return *id;
}

document::Act act_of(const SignOptions& options) {
  return *document::parse_act(options.act);
}

ExitCode finish(const Session& session, const RequestId& request, BytesView value, const std::vector<formats::Certificate>& chain,
                const formats::Certificate& signer, const Sha256& manifest) {
  Json certificates = Json::array();
  for (const formats::Certificate& certificate : chain) certificates.push_back(to_base64(certificate.der()));
  const Json answer{{"request", request.hex()}, {"value", to_base64(value)}, {"chain", std::move(certificates)}};
  Json outcome = session.require("sign.finish", {{"answer", answer}}).json;
  if (const auto warning = signing::warning_about(signer, outside::now())) outcome["warning"] = session.terminal().say(*warning);
  if (session.terminal().json()) {
    session.terminal().print(outcome);
  } else {
    session.terminal().tell(Message{
        "cli.signed",
        {{"signer", signer.subject_name()}, {"manifest", manifest.hex()}, {"seq", outcome.at("seq").get<std::int64_t>()}}});
  }
  return ExitCode::yes;
}

/// The trusted path: this machine recomputes everything from the files and shows it before it asks for the password; what the
/// office then offers must be exactly that, or the key is not used.
ExitCode sign(const Session& session, const SignOptions& options) {
  const Json view = shown_document(session, options);
  const auto content = evidence::recompute(container_of(session, options, view), options.id);
  show_content(session.terminal(), content, options.act, options.capacity);
  const outside::SigningKey key = open_key(session, options);
  const Json order = order_of(options, view, key.certificate());
  const Json offer = open_request(session, options, order);
  const auto offered = request_in(offer, key.certificate());
  const RequestId id = request_id_in(offer);
  static_cast<void>(
      evidence::check_offer(offered, content, {act_of(options), order.at("capacity").get<std::string>()}, id, outside::now()));
  return finish(session, id, key.sign(offered.signed_attributes()), key.chain(), key.certificate(), content.manifest);
}

/// For a key elsewhere: everything that is needed there, in one file.
ExitCode prepare(const Session& session, const SignOptions& options) {
  const auto certificates = formats::read_certificates(outside::read_file(options.certificate), options.certificate);
  const Json view = shown_document(session, options);
  const Blob container = container_of(session, options, view);
  const auto content = evidence::recompute(container, options.id);
  const Json offer = open_request(session, options, order_of(options, view, certificates.front()));
  evidence::SigningPackage package =
      evidence::package_of(container, request_id_in(offer), request_in(offer, certificates.front()));
  const auto statement =
      evidence::check_offer(package.offered, content, {act_of(options), std::nullopt}, package.request, outside::now());
  outside::write_file(options.output, evidence::write_package(package));
  if (session.terminal().json()) {
    session.terminal().print({{"file", options.output},
                              {"request", package.request.hex()},
                              {"digest", package.offered.digest().hex()},
                              {"expires", statement.expires.text()}});
  } else {
    session.terminal().tell(
        Message{"cli.prepared",
                {{"file", options.output}, {"digest", package.offered.digest().hex()}, {"expires", statement.expires.text()}}});
  }
  return ExitCode::yes;
}

evidence::SigningPackage read_package(const SignOptions& options) {
  return evidence::read_package(Blob(outside::read_file(options.file)), options.file);
}

/// On the machine of the key: no office is needed, only the file.
ExitCode make_value(const Session& session, const SignOptions& options) {
  const auto package = read_package(options);
  const auto content = evidence::recompute(package.manifest, package.files);
  const auto statement = evidence::statement_of(package);
  static_cast<void>(
      evidence::check_offer(package.offered, content, {statement.act, std::nullopt}, package.request, outside::now()));
  show_content(session.terminal(), content, std::string(document::name_of(statement.act)), statement.capacity);
  const outside::SigningKey key = open_key(session, options);
  if (key.certificate() != package.offered.certificate())
    throw Error(Fault::input, {"cli.other_key", {{"signer", key.certificate().subject_name()}}});
  outside::write_file(options.output, key.sign(package.offered.signed_attributes()));
  session.terminal().tell(Message{"cli.value_made", {{"file", options.output}}});
  return ExitCode::yes;
}

ExitCode finish_package(const Session& session, const SignOptions& options) {
  const auto package = read_package(options);
  const Bytes value = outside::read_file(options.value);
  std::vector<formats::Certificate> chain;
  if (const auto given = given_certificates(options)) {
    for (const auto& certificate : formats::read_certificates(*given, options.certificate)) {
      if (certificate != package.offered.certificate()) chain.push_back(certificate);
    }
  }
  return finish(session, package.request, value, chain, package.offered.certificate(), sha256(package.manifest));
}

/// What Diia or any other program made over the same files; act and capacity are said here, its signer did not sign them.
ExitCode hand_in(const Session& session, const SignOptions& options) {
  const Json view = shown_document(session, options);
  Json data{{"capacity", options.capacity}};
  if (options.party > 0) data["party"] = options.party;
  if (!options.place.empty()) data["place"] = options.place;
  Json command{{"document", options.id},
               {"event", options.act},
               {"manifest", options.manifest.empty() ? view.at("manifest") : Json(options.manifest)},
               {"data", std::move(data)}};
  if (!options.on_behalf_of.empty()) command["on_behalf_of"] = options.on_behalf_of;
  Json names = Json::array();
  std::vector<Blob> files;
  for (const std::string& path : {options.file, options.protocol}) {
    if (path.empty()) continue;
    names.push_back({{"name", std::filesystem::path(path).filename().string()}, {"media_type", "application/octet-stream"}});
    files.emplace_back(outside::read_file(path));
  }
  const Json outcome =
      session.require("document.advance", {{"command", std::move(command)}, {"files", std::move(names)}}, std::move(files)).json;
  if (session.terminal().json()) {
    session.terminal().print(outcome);
  } else {
    session.terminal().tell(Message{"cli.signature_taken", {{"seq", outcome.at("seq").get<std::int64_t>()}}});
  }
  return ExitCode::yes;
}

using Options = std::shared_ptr<SignOptions>;

void add_act_options(CLI::App* command, const Options& options, const Terminal& terminal) {
  command->add_option("--act", options->act)->check(CLI::IsMember({"initial", "sign", "ad_referendum", "confirm", "seal"}));
  command->add_option("--party", options->party, terminal.say({"cli.help.party", {}}));
  command->add_option("--capacity", options->capacity, terminal.say({"cli.help.capacity", {}}));
  command->add_option("--place", options->place);
  command->add_option("--manifest", options->manifest);
  command->add_option("--instrument", options->instrument, terminal.say({"cli.help.signing_instrument", {}}));
  command->add_flag("--remote", options->remote);
  command->add_option("--on-behalf-of", options->on_behalf_of, terminal.say({"cli.help.on_behalf_of", {}}));
}

void add_key_options(CLI::App* command, const Options& options, const Terminal& terminal) {
  command->add_option("--key", options->key, terminal.say({"cli.help.key", {}}));
  command->add_option("--certificate", options->certificate);
  command->add_option("--key-password-fd", options->key_password_descriptor, terminal.say({"cli.help.key_password_fd", {}}));
}

template <class Run>
void choose(CLI::App* command, Action& chosen, const Options& options, Run run) {
  command->callback(
      [&chosen, options, run] { chosen = [options, run](const Session& session) { return run(session, *options); }; });
}

}  // namespace

void add_sign(CLI::App& app, Action& chosen, const Terminal& terminal) {
  auto options = std::make_shared<SignOptions>();
  auto* command = subcommand(app, "sign", terminal, "sign");
  command->require_subcommand(0, 1);
  command->add_option("ID", options->id);
  add_act_options(command, options, terminal);
  add_key_options(command, options, terminal);

  auto* prepared = subcommand(*command, "prepare", terminal, "sign_prepare");
  prepared->add_option("ID", options->id)->required();
  prepared->add_option("-o,--output", options->output)->required();
  prepared->add_option("--certificate", options->certificate)->required();
  // The options of `sign` itself are understood behind `prepare` too.
  choose(prepared, chosen, options, prepare);

  auto* value = subcommand(*command, "value", terminal, "sign_value");
  value->add_option("FILE", options->file)->required();
  value->add_option("-o,--output", options->output)->required();
  choose(value, chosen, options, make_value);

  auto* finished = subcommand(*command, "finish", terminal, "sign_finish");
  finished->add_option("FILE", options->file)->required();
  finished->add_option("--value", options->value)->required();
  finished->add_option("--certificate", options->certificate);
  choose(finished, chosen, options, finish_package);

  auto* elsewhere = subcommand(*command, "elsewhere", terminal, "sign_elsewhere");
  elsewhere->add_option("ID", options->id)->required();
  elsewhere->add_option("--file", options->file, terminal.say({"cli.help.signature_file", {}}))->required();
  elsewhere->add_option("--protocol", options->protocol, terminal.say({"cli.help.protocol", {}}));
  choose(elsewhere, chosen, options, hand_in);

  command->callback([&chosen, options, command] {
    if (!command->get_subcommands().empty()) return;
    if (options->id.empty() || options->key.empty()) throw CLI::RequiredError(options->id.empty() ? "ID" : "--key");
    chosen = [options](const Session& session) { return sign(session, *options); };
  });
}

}  // namespace chancery::cli
