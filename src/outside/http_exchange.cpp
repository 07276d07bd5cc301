#include "outside/http_exchange.h"

#include "base/error.h"

#include <Poco/Net/Context.h>
#include <Poco/Net/HTTPRequest.h>
#include <Poco/Net/HTTPResponse.h>
#include <Poco/Net/HTTPSClientSession.h>
#include <Poco/URI.h>

#include <array>
#include <condition_variable>
#include <memory>
#include <mutex>
#include <thread>

namespace chancery::outside {
namespace {

using Poco::Net::HTTPClientSession;
using Poco::Net::HTTPRequest;
using Poco::Net::HTTPResponse;

Error no_answer(const std::string& server, const std::string& detail) {
  return {Fault::unavailable, {"outside.server_silent", {{"server", server}, {"detail", detail}}}};
}

/// Ends the conversation when the time is up, however slowly the server drips: its own time-outs count from each byte.
class Deadline {
 public:
  Deadline(HTTPClientSession& session, std::chrono::milliseconds time)
      : guard_([this, &session, time] {
          std::unique_lock lock(mutex_);
          if (!ended_.wait_for(lock, time, [this] { return done_; })) session.abort();
        }) {}
  ~Deadline() {
    {
      const std::lock_guard lock(mutex_);
      done_ = true;
    }
    ended_.notify_all();
    guard_.join();
  }
  Deadline(const Deadline&) = delete;
  Deadline& operator=(const Deadline&) = delete;

 private:
  std::mutex mutex_;
  std::condition_variable ended_;
  bool done_ = false;
  std::thread guard_;
};

std::unique_ptr<HTTPClientSession> session_for(const Poco::URI& uri, const HttpLimits& limits) {
  std::unique_ptr<HTTPClientSession> session;
  if (uri.getScheme() == "https") {
    const Poco::Net::Context::Ptr context(
        new Poco::Net::Context(Poco::Net::Context::TLS_CLIENT_USE, "", Poco::Net::Context::VERIFY_STRICT, 9, true));
    session = std::make_unique<Poco::Net::HTTPSClientSession>(uri.getHost(), uri.getPort(), context);
  } else {
    session = std::make_unique<HTTPClientSession>(uri.getHost(), uri.getPort());
  }
  const Poco::Timespan patience(static_cast<Poco::Timespan::TimeDiff>(limits.deadline.count()) * 1000);
  session->setTimeout(patience, patience, patience);
  session->setKeepAlive(false);
  return session;
}

Bytes read_limited(std::istream& stream, const std::string& server, std::size_t limit) {
  Bytes body;
  std::array<char, 16'384> piece{};
  while (stream.read(piece.data(), piece.size()) || stream.gcount() > 0) {
    body.append(piece.data(), static_cast<std::size_t>(stream.gcount()));
    if (body.size() > limit) throw no_answer(server, "the answer is too long");
  }
  return body;
}

Bytes converse(HTTPClientSession& session, const Poco::URI& uri, const HttpQuestion& question, const HttpLimits& limits) {
  const bool get = question.media_type.empty();
  HTTPRequest request(get ? HTTPRequest::HTTP_GET : HTTPRequest::HTTP_POST,
                      uri.getPathAndQuery().empty() ? "/" : uri.getPathAndQuery(), HTTPRequest::HTTP_1_1);
  if (!get) {
    request.setContentType(question.media_type);
    request.setContentLength64(static_cast<Poco::Int64>(question.body.size()));
  }
  std::ostream& out = session.sendRequest(request);
  out.write(question.body.data(), static_cast<std::streamsize>(question.body.size()));
  HTTPResponse response;
  std::istream& in = session.receiveResponse(response);
  if (response.getStatus() != HTTPResponse::HTTP_OK) {
    throw no_answer(uri.getHost(), "HTTP " + std::to_string(static_cast<int>(response.getStatus())));
  }
  Bytes body = read_limited(in, uri.getHost(), limits.answer);
  const bool cut = response.getContentLength64() >= 0 && body.size() != static_cast<std::size_t>(response.getContentLength64());
  if (cut) throw no_answer(uri.getHost(), "the answer is cut");
  return body;
}

Poco::URI parse_url(const std::string& url) {
  try {
    Poco::URI uri(url);
    if ((uri.getScheme() == "http" || uri.getScheme() == "https") && !uri.getHost().empty()) return uri;
  } catch (const Poco::Exception&) {  // told below
  }
  throw Error(Fault::input, {"outside.url_odd", {{"url", url}}});
}

}  // namespace

Bytes ask(const HttpQuestion& question, const HttpLimits& limits) {
  const Poco::URI uri = parse_url(question.url);
  try {
    const auto session = session_for(uri, limits);
    const Deadline deadline(*session, limits.deadline);
    return converse(*session, uri, question, limits);
  } catch (const Poco::Exception& exception) {
    throw no_answer(uri.getHost(), exception.displayText());
  } catch (const std::ios_base::failure& failure) {
    throw no_answer(uri.getHost(), failure.what());
  }
}

}  // namespace chancery::outside
