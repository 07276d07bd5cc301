#include "apps/server/http_server.h"

#include "apps/server/http_connection.h"
#include "base/error.h"

#include <Poco/Net/Context.h>
#include <Poco/Net/IPAddress.h>
#include <Poco/Net/NetException.h>
#include <Poco/Net/NetSSL.h>
#include <Poco/Net/SSLException.h>
#include <Poco/Net/SSLManager.h>
#include <Poco/Net/SecureServerSocket.h>
#include <Poco/Net/ServerSocket.h>
#include <Poco/Net/TCPServer.h>
#include <Poco/ThreadPool.h>
#include <openssl/ssl.h>

#include <algorithm>
#include <sys/resource.h>
#include <sys/stat.h>
#include <unistd.h>

namespace chancery::server {
namespace {

/// Threads beyond the connections that are served, so that one too many gets its 503 at once.
constexpr std::size_t spare_threads = 32;
/// Files that the rest of the program needs beside connections.
constexpr std::size_t spare_files = 64;
constexpr int thread_stack_bytes = 1 << 20;
constexpr int backlog = 512;

/// More connections than file descriptors would make accept() fail in a loop.
HttpLimits within_descriptors(HttpLimits limits) {
  rlimit files{};
  if (::getrlimit(RLIMIT_NOFILE, &files) != 0 || files.rlim_cur == RLIM_INFINITY) return limits;
  const auto room = static_cast<std::size_t>(files.rlim_cur);
  limits.connections = std::min(limits.connections, room > 2 * spare_files ? room - spare_files : spare_files);
  return limits;
}

/// Deadlines are looked after often enough to be kept within a quarter.
std::chrono::milliseconds watch_interval(const HttpLimits& limits) {
  const auto shortest = std::min({limits.idle, limits.head, limits.body, limits.write});
  return std::clamp(shortest / 4, std::chrono::milliseconds(5), std::chrono::milliseconds(250));
}

Poco::Net::TCPServerParams::Ptr thread_parameters(const HttpLimits& limits) {
  Poco::Net::TCPServerParams::Ptr parameters =
      new Poco::Net::TCPServerParams;  // NOLINT(cppcoreguidelines-owning-memory): the Ptr owns it
  parameters->setMaxThreads(static_cast<int>(limits.connections + spare_threads));
  parameters->setMaxQueued(backlog);
  return parameters;
}

class ConnectionFactory : public Poco::Net::TCPServerConnectionFactory {
 public:
  ConnectionFactory(HttpShared& shared, ListenerTraits traits) : shared_(shared), traits_(std::move(traits)) {}

  Poco::Net::TCPServerConnection* createConnection(const Poco::Net::StreamSocket& socket) override {
    return new HttpConnection(socket, shared_,
                              traits_);  // NOLINT(cppcoreguidelines-owning-memory): Poco's interface takes it over
  }

 private:
  HttpShared& shared_;
  ListenerTraits traits_;
};

/// Old protocols are off; the key may not be encrypted, because nobody stands beside a server that starts again at night.
Poco::Net::Context::Ptr tls_context(const TlsFiles& files) {
  Poco::Net::Context::Params parameters;
  parameters.privateKeyFile = files.key;
  parameters.certificateFile = files.certificate;
  parameters.verificationMode = Poco::Net::Context::VERIFY_NONE;
  parameters.cipherList = "ECDHE+AESGCM:ECDHE+CHACHA20";
  Poco::Net::Context::Ptr context = new Poco::Net::Context(
      Poco::Net::Context::TLS_SERVER_USE, parameters);  // NOLINT(cppcoreguidelines-owning-memory): the Ptr owns it
  if (SSL_CTX_check_private_key(context->sslContext()) != 1) throw Poco::Net::SSLException("the key is not the certificate's");
  context->requireMinimumProtocol(Poco::Net::Context::PROTO_TLSV1_2);
  return context;
}

Poco::Net::ServerSocket open_socket(const NetworkEndpoint& endpoint, const Poco::Net::SocketAddress& address) {
  auto socket = endpoint.tls ? Poco::Net::ServerSocket(Poco::Net::SecureServerSocket(tls_context(*endpoint.tls)))
                             : Poco::Net::ServerSocket();
  // Not Poco's SO_REUSEPORT: two servers on one port must not both succeed.
  socket.bind(address, true, false);
  socket.listen(backlog);
  return socket;
}

std::string endpoint_name(const NetworkEndpoint& endpoint) {
  return endpoint.host + ":" + std::to_string(endpoint.port);
}

Poco::Net::SocketAddress resolve(const NetworkEndpoint& endpoint) {
  try {
    return {endpoint.host, endpoint.port};
  } catch (const Poco::Exception& error) {
    throw Error(Fault::input, {"server.listen_host", {{"host", endpoint.host}, {"reason", error.displayText()}}});
  }
}

Poco::Net::ServerSocket open_network_socket(const NetworkEndpoint& endpoint) {
  const auto address = resolve(endpoint);
  if (!endpoint.tls && !endpoint.behind_proxy && !address.host().isLoopback()) {
    throw Error(Fault::input, {"server.plain_http_elsewhere", {{"host", endpoint.host}}});
  }
  try {
    return open_socket(endpoint, address);
  } catch (const Poco::Net::SSLException& error) {
    throw Error(Fault::input, {"server.tls_files", {{"reason", error.displayText()}}});
  } catch (const Poco::Exception& error) {
    throw Error(Fault::unavailable,
                {"server.port_taken", {{"address", endpoint_name(endpoint)}, {"reason", error.displayText()}}});
  }
}

ListenerTraits network_traits(const NetworkEndpoint& endpoint) {
  ListenerTraits traits{
      false, endpoint.tls.has_value(), endpoint.behind_proxy, {"localhost", "127.0.0.1", "[::1]", endpoint.host}};
  for (const auto& name : endpoint.names) traits.names.insert(name);
  return traits;
}

/// The caller holds the office's lock: a socket file that is there belongs to nobody. Its mode is set before the server reads
/// from it, and who connects in between is asked for credentials all the same.
Poco::Net::ServerSocket open_local_socket(const std::string& path) {
  constexpr std::size_t longest_path = 107;  // sockaddr_un
  if (path.size() > longest_path) throw Error(Fault::input, {"server.socket_path", {{"path", path}}});
  ::unlink(path.c_str());
  try {
    Poco::Net::ServerSocket socket(Poco::Net::SocketAddress(Poco::Net::SocketAddress::UNIX_LOCAL, path), backlog);
    if (::chmod(path.c_str(), S_IRUSR | S_IWUSR) != 0) throw Poco::FileException("chmod");
    return socket;
  } catch (const Poco::Exception& error) {
    throw Error(Fault::environment, {"server.socket_failed", {{"path", path}, {"reason", error.displayText()}}});
  }
}

}  // namespace

class HttpServer::Inside {
 public:
  Inside(Service service, const HttpLimits& limits)
      : shared_{std::move(service), within_descriptors(limits), ConnectionWatch(watch_interval(limits)), 0},
        threads_(1, static_cast<int>(2 * (shared_.limits.connections + spare_threads)), 60, thread_stack_bytes) {}

  void listen(const Poco::Net::ServerSocket& socket, ListenerTraits traits) {
    Poco::Net::TCPServerConnectionFactory::Ptr factory =
        new ConnectionFactory(shared_, std::move(traits));  // NOLINT(cppcoreguidelines-owning-memory): the Ptr owns it
    servers_.push_back(std::make_unique<Poco::Net::TCPServer>(factory, threads_, socket, thread_parameters(shared_.limits)));
    servers_.back()->start();
  }

  void remember_file(const std::string& path) { local_path_ = path; }

  void stop() {
    for (const auto& server : servers_) server->stop();
    shared_.watch.stop(shared_.limits.grace);
    servers_.clear();
    threads_.joinAll();
    if (!local_path_.empty()) ::unlink(local_path_.c_str());
    local_path_.clear();
  }

 private:
  HttpShared shared_;
  Poco::ThreadPool threads_;
  std::vector<std::unique_ptr<Poco::Net::TCPServer>> servers_;
  std::string local_path_;
};

HttpServer::HttpServer(Service service, const HttpLimits& limits)
    : inside_(std::make_unique<Inside>(std::move(service), limits)) {}

HttpServer::~HttpServer() {
  stop();
}

std::uint16_t HttpServer::listen(const NetworkEndpoint& endpoint) {
  const auto socket = open_network_socket(endpoint);
  inside_->listen(socket, network_traits(endpoint));
  return socket.address().port();
}

void HttpServer::listen_locally(const std::string& path) {
  const auto socket = open_local_socket(path);
  ListenerTraits traits;
  traits.local = true;
  inside_->listen(socket, std::move(traits));
  inside_->remember_file(path);
}

void HttpServer::stop() {
  inside_->stop();
}

}  // namespace chancery::server
