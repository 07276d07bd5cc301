// The floor of the pages: Poco's own HTTP server that answers every request with one file, on as many threads as there are
// clients.
#include <Poco/Net/HTTPRequestHandler.h>
#include <Poco/Net/HTTPRequestHandlerFactory.h>
#include <Poco/Net/HTTPServer.h>
#include <Poco/Net/HTTPServerRequest.h>
#include <Poco/Net/HTTPServerResponse.h>
#include <Poco/ThreadPool.h>

#include <fstream>
#include <iostream>
#include <iterator>
#include <string>

namespace {

class Page : public Poco::Net::HTTPRequestHandler {
 public:
  explicit Page(const std::string& body) : body_(body) {}
  void handleRequest(Poco::Net::HTTPServerRequest& /*request*/, Poco::Net::HTTPServerResponse& response) override {
    response.setContentType("text/html; charset=utf-8");
    response.sendBuffer(body_.data(), body_.size());
  }

 private:
  const std::string& body_;
};

class Pages : public Poco::Net::HTTPRequestHandlerFactory {
 public:
  explicit Pages(std::string body) : body_(std::move(body)) {}
  Poco::Net::HTTPRequestHandler* createRequestHandler(const Poco::Net::HTTPServerRequest& /*request*/) override {
    return new Page(body_);  // Poco owns it
  }

 private:
  std::string body_;
};

}  // namespace

int main(int count, char** arguments) {
  if (count != 3) {
    std::cerr << "usage: bare_poco PORT FILE\n";
    return 2;
  }
  std::ifstream file(arguments[2], std::ios::binary);
  std::string body{std::istreambuf_iterator<char>(file), {}};
  Poco::ThreadPool threads(16, 300);
  Poco::Net::ServerSocket socket(static_cast<Poco::UInt16>(std::stoi(arguments[1])));
  Poco::Net::HTTPServerParams::Ptr parameters = new Poco::Net::HTTPServerParams;
  parameters->setMaxThreads(300);
  parameters->setMaxQueued(300);
  parameters->setKeepAlive(true);
  Poco::Net::HTTPServer server(new Pages(std::move(body)), threads, socket, parameters);
  server.start();
  std::cin.get();  // until the script closes it
  server.stop();
}
