#include "apps/server/http_server.h"
#include "base/handle.h"
#include "support/errors.h"
#include "support/temporary_folder.h"
#include "unit/apps/server/raw_client.h"

#include <catch2/catch.hpp>
#include <openssl/evp.h>
#include <openssl/pem.h>
#include <openssl/ssl.h>
#include <openssl/x509.h>

#include <cstdio>

using namespace chancery;
using namespace chancery::server;
using namespace std::chrono_literals;

namespace {

using Key = Handle<EVP_PKEY, EVP_PKEY_free>;
using Certificate = Handle<X509, X509_free>;
using Context = Handle<SSL_CTX, SSL_CTX_free>;
using Connection = Handle<SSL, SSL_free>;
using File = Handle<std::FILE, std::fclose>;

Certificate self_signed(EVP_PKEY* key) {
  Certificate certificate(X509_new());
  X509_set_version(certificate.get(), X509_VERSION_3);
  X509_gmtime_adj(X509_getm_notBefore(certificate.get()), 0);
  X509_gmtime_adj(X509_getm_notAfter(certificate.get()), 3600);
  X509_set_pubkey(certificate.get(), key);
  X509_sign(certificate.get(), key, EVP_sha256());
  return certificate;
}

/// A folder with a certificate and its key, which a password may protect.
class TlsFolder {
 public:
  explicit TlsFolder(const char* password = nullptr) {
    const Key key(EVP_EC_gen("P-256"));
    const File key_file(std::fopen(files().key.c_str(), "w"));
    const auto* const cipher = password == nullptr ? nullptr : EVP_aes_128_cbc();
    REQUIRE(PEM_write_PKCS8PrivateKey(key_file.get(), key.get(), cipher, nullptr, 0, nullptr, const_cast<char*>(password)) == 1);
    const File certificate_file(std::fopen(files().certificate.c_str(), "w"));
    REQUIRE(PEM_write_X509(certificate_file.get(), self_signed(key.get()).get()) == 1);
  }

  [[nodiscard]] TlsFiles files() const { return {(folder_ / "certificate.pem").string(), (folder_ / "key.pem").string()}; }
  [[nodiscard]] NetworkEndpoint endpoint() const {
    NetworkEndpoint endpoint;
    endpoint.host = "127.0.0.1";
    endpoint.port = 0;
    endpoint.tls = files();
    return endpoint;
  }

 private:
  TemporaryFolder folder_;
};

Service greeting() {
  return {[](const Request&) {
            return Response{200, {}, "вітаємо"};
          },
          [](const RequestHead&) { return std::size_t{0}; }, nullptr, nullptr};
}

/// The answer over TLS of at most this version; empty when the handshake is refused.
std::string ask_over_tls(std::uint16_t port, int version) {
  const auto client = tests::RawClient::tcp(port);
  const Context context(SSL_CTX_new(TLS_client_method()));
  SSL_CTX_set_security_level(context.get(), 0);
  SSL_CTX_set_max_proto_version(context.get(), version);
  const Connection connection(SSL_new(context.get()));
  SSL_set_fd(connection.get(), client.descriptor());
  if (SSL_connect(connection.get()) != 1) return {};
  const std::string request = "GET / HTTP/1.1\r\nHost: localhost\r\nConnection: close\r\n\r\n";
  SSL_write(connection.get(), request.data(), static_cast<int>(request.size()));
  std::string answer;
  std::array<char, 1024> piece{};
  for (int size = 1; size > 0;) {
    size = SSL_read(connection.get(), piece.data(), static_cast<int>(piece.size()));
    if (size > 0) answer.append(piece.data(), static_cast<std::size_t>(size));
  }
  return answer;
}

}  // namespace

TEST_CASE("TLS 1.2 and 1.3 are spoken, nothing older") {
  const TlsFolder folder;
  HttpServer server(greeting());
  const auto port = server.listen(folder.endpoint());
  for (const int version : {TLS1_2_VERSION, TLS1_3_VERSION}) {
    const auto answer = ask_over_tls(port, version);
    CHECK(answer.find("вітаємо") != answer.npos);
    CHECK(answer.find("strict-transport-security: max-age=31536000\r\n") != answer.npos);
  }
  CHECK(ask_over_tls(port, TLS1_1_VERSION).empty());
}

TEST_CASE("who never finishes the handshake is cut off") {
  const TlsFolder folder;
  HttpLimits limits;
  limits.idle = limits.head = 60ms;
  HttpServer server(greeting(), limits);
  const auto client = tests::RawClient::tcp(server.listen(folder.endpoint()));
  client.send("\x16\x03\x01");
  CHECK(client.read_all().size() < 100);
}

TEST_CASE("plain HTTP sent to a TLS port gets nothing") {
  const TlsFolder folder;
  HttpServer server(greeting());
  const auto client = tests::RawClient::tcp(server.listen(folder.endpoint()));
  CHECK(client.ask("GET / HTTP/1.1\r\nHost: localhost\r\n\r\n").find("вітаємо") == std::string::npos);
}

TEST_CASE("a key behind a password, or of another certificate, is refused at once") {
  const TlsFolder one;
  const TlsFolder other;
  const TlsFolder locked("secret");
  HttpServer server(greeting());
  CHECK(tests::key_of([&] { (void)server.listen(locked.endpoint()); }) == "server.tls_files");
  auto mixed = one.endpoint();
  mixed.tls->key = other.files().key;
  CHECK(tests::key_of([&] { (void)server.listen(mixed); }) == "server.tls_files");
}
