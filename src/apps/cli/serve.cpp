#include "apps/cli/commands.h"
#include "apps/cli/operations.h"
#include "apps/server/application.h"
#include "apps/server/http_server.h"
#include "base/error.h"
#include "document/rights.h"
#include "engine/log_in.h"
#include "engine/subjects.h"
#include "outside/clock.h"
#include "outside/drawing.h"
#include "outside/entropy.h"
#include "store/people.h"
#include "store/sessions.h"

#include <charconv>
#include <iostream>
#include <mutex>
#include <pthread.h>
#include <signal.h>

namespace chancery::cli {
namespace {

using engine::Caller;
using engine::Office;
using formats::Json;

struct ServeOptions {
  std::string listen = "localhost:8080";
  std::string certificate;
  std::string key;
  bool behind_proxy = false;
  std::vector<std::string> names;
};

server::NetworkEndpoint endpoint_of(const ServeOptions& options) {
  server::NetworkEndpoint endpoint;
  const std::size_t colon = options.listen.rfind(':');
  const std::string digits = colon == std::string::npos ? "" : options.listen.substr(colon + 1);
  unsigned port = 0;
  const auto [end, error] = std::from_chars(digits.data(), digits.data() + digits.size(), port);
  if (error != std::errc() || end != digits.data() + digits.size() || port > 65535) {
    throw Error(Fault::input, {"cli.listen_odd", {{"listen", options.listen}}});
  }
  endpoint.host = options.listen.substr(0, colon);
  endpoint.port = static_cast<std::uint16_t>(port);
  endpoint.behind_proxy = options.behind_proxy;
  endpoint.names = options.names;
  if (!options.certificate.empty()) endpoint.tls = server::TlsFiles{options.certificate, options.key};
  return endpoint;
}

/// One line an event, to stderr; several threads write.
void log_line(std::string_view line) {
  static std::mutex mutex;
  const std::lock_guard lock(mutex);
  std::cerr << outside::now().text() << ' ' << line << '\n';
}

std::optional<PersonId> authenticate(Office& office, std::string_view name, const SecretBytes& password) {
  std::optional<store::Account> account;
  office.read([&](store::Database& database) { account = engine::find_account(database, name); });
  const auto judged = engine::judge_log_in(account, password);
  office.write([&](store::Database& database) { engine::note_log_in(database, account, !judged.refused(), office.now()); });
  return judged.refused() ? std::nullopt : std::optional(judged.value());
}

Json person_json(const Office& office, const PersonId& id) {
  Json names = Json::array();
  Json roles = Json::array();
  office.read([&](store::Database& database) {
    const auto person = store::People(database).find(id);
    if (!person) return;
    for (const document::PersonName& name : person->names) {
      names.push_back({{"language", name.language.text()}, {"value", document::full_name(name)}});
    }
    for (const document::Role role : engine::subject_of(database, id, office.now()).roles)
      roles.push_back(document::name_of(role));
  });
  return {{"name", std::move(names)}, {"roles", std::move(roles)}};
}

server::SessionStore sessions_of(Office& office) {
  return {[&office](const store::SessionRow& session) {
            office.write([&](store::Database& database) { store::Sessions(database).save(session); });
          },
          [&office](const Sha256& token) {
            std::optional<store::SessionRow> found;
            office.read([&](store::Database& database) { found = store::Sessions(database).find(token); });
            return found;
          },
          [&office](const Sha256& token) {
            office.write([&](store::Database& database) { store::Sessions(database).remove(token); });
          },
          [&office](const PersonId& person) {
            office.write([&](store::Database& database) { store::Sessions(database).remove_all_of(person); });
          }};
}

server::Desk desk_of(Office& office) {
  server::Desk desk;
  desk.now = [&office] { return office.now(); };
  desk.entropy = outside::random_bytes;
  desk.log = log_line;
  desk.authenticate = [&office](std::string_view name, const SecretBytes& password) {
    return authenticate(office, name, password);
  };
  desk.person = [&office](const PersonId& id) { return person_json(office, id); };
  desk.about = [&office] { return office.about(); };
  desk.authorize = [&office](const Caller& caller, document::Action action, const std::optional<DocumentId>& id) {
    return office.authorize(caller, action, id);
  };
  desk.perform = [&office](const Caller& caller, const engine::Command& command) { return office.perform(caller, command); };
  desk.documents = [&office](const Caller& caller, const Json& filter) { return office.documents(caller, filter); };
  desk.document = [&office](const Caller& caller, const DocumentId& id) { return office.document(caller, id); };
  desk.actions = [&office](const Caller& caller, const DocumentId& id) { return office.actions(caller, id); };
  desk.history = [&office](const Caller& caller, const DocumentId& id) { return office.history(caller, id); };
  desk.chart = [&office](const Caller& caller, const DocumentId& id, text::Language language) {
    return outside::draw(office.chart(caller, id, std::string(text::tag_of(language))));
  };
  desk.file = [&office](const Caller& caller, const DocumentId& id, const Sha256& hash) { return office.file(caller, id, hash); };
  desk.receipt = [&office](const Caller& caller, const DocumentId& id, std::uint64_t seq) {
    return office.receipt(caller, id, seq);
  };
  desk.operate = [&office](const server::Parcel& request) { return operate(office, request); };
  return desk;
}

/// SIGINT and SIGTERM are taken by sigwait alone; every thread that starts later inherits the mask.
sigset_t block_stop_signals() {
  sigset_t signals;
  sigemptyset(&signals);
  sigaddset(&signals, SIGINT);
  sigaddset(&signals, SIGTERM);
  pthread_sigmask(SIG_BLOCK, &signals, nullptr);
  return signals;
}

ExitCode serve(const Session& session, const ServeOptions& options) {
  const sigset_t signals = block_stop_signals();
  const auto endpoint = endpoint_of(options);
  Office office = Office::open(session.office(), outside::now);
  server::Application application(desk_of(office), sessions_of(office), endpoint.tls.has_value() || endpoint.behind_proxy);
  server::HttpServer http(application.service());
  const auto port = http.listen(endpoint);
  http.listen_locally(office.folder().socket().string());
  const std::string scheme = endpoint.tls ? "https://" : "http://";
  session.terminal().line(
      session.terminal().say({"cli.ready", {{"address", scheme + endpoint.host + ":" + std::to_string(port)}}}));
  std::cout << std::flush;
  int received = 0;
  sigwait(&signals, &received);
  session.terminal().tell(Message{"cli.stopping", {}});
  http.stop();
  std::filesystem::remove(office.folder().socket());
  return ExitCode::yes;
}

}  // namespace

void add_serve(CLI::App& app, Action& chosen, const Terminal& terminal) {
  auto options = std::make_shared<ServeOptions>();
  auto* command = subcommand(app, "serve", terminal, "serve");
  command->add_option("--listen", options->listen, terminal.say({"cli.help.listen", {}}));
  auto* certificate = command->add_option("--certificate", options->certificate, terminal.say({"cli.help.certificate", {}}));
  command->add_option("--key", options->key, terminal.say({"cli.help.tls_key", {}}))->needs(certificate);
  command->add_flag("--behind-proxy", options->behind_proxy, terminal.say({"cli.help.behind_proxy", {}}));
  command->add_option("--name", options->names, terminal.say({"cli.help.name", {}}));
  command->callback([&chosen, options] { chosen = [options](const Session& session) { return serve(session, *options); }; });
}

}  // namespace chancery::cli
