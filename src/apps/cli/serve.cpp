#include "apps/cli/commands.h"
#include "apps/cli/operations.h"
#include "apps/cli/rounds.h"
#include "apps/server/application.h"
#include "apps/server/http_server.h"
#include "apps/server/office_desk.h"
#include "base/error.h"
#include "outside/clock.h"

#include <charconv>
#include <iostream>
#include <mutex>
#include <pthread.h>
#include <signal.h>

namespace chancery::cli {
namespace {

using engine::Office;

struct ServeOptions {
  std::string listen = "localhost:8080";
  std::string certificate;
  std::string key;
  bool behind_proxy = false;
  std::vector<std::string> names;
  std::string mail_folder;
  std::vector<std::string> time_servers;
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
  const auto endpoint = endpoint_of(options);
  const sigset_t signals = block_stop_signals();
  Office office = Office::open(session.office(), outside::now);
  if (!options.time_servers.empty()) office.use_time_servers(options.time_servers);
  const Rounds rounds(office, options.mail_folder.empty() ? office.mail_folder() : std::filesystem::path(options.mail_folder));
  server::Desk desk =
      server::desk_of(office, log_line, [&office](const server::Parcel& request) { return operate(office, request); });
  server::Application application(std::move(desk), server::sessions_in(office),
                                  endpoint.tls.has_value() || endpoint.behind_proxy);
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
  command->add_option("--mail-folder", options->mail_folder, terminal.say({"cli.help.mail_folder", {}}));
  command->add_option("--time-server", options->time_servers, terminal.say({"cli.help.time_server", {}}));
  command->callback([&chosen, options] { chosen = [options](const Session& session) { return serve(session, *options); }; });
}

}  // namespace chancery::cli
