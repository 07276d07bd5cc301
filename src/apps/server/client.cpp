#include "apps/server/client.h"

#include "apps/server/http_errors.h"
#include "base/error.h"

#include <Poco/Exception.h>
#include <Poco/Net/HTTPClientSession.h>
#include <Poco/Net/HTTPRequest.h>
#include <Poco/Net/HTTPResponse.h>
#include <Poco/Net/SocketAddress.h>
#include <Poco/Net/StreamSocket.h>
#include <Poco/StreamCopier.h>

namespace chancery::server {
namespace {

Bytes exchange(const std::string& socket_path, const Bytes& body, std::chrono::milliseconds time) {
  const Poco::Net::SocketAddress address(Poco::Net::SocketAddress::UNIX_LOCAL, socket_path);
  Poco::Net::StreamSocket socket{address};
  Poco::Net::HTTPClientSession session(socket);
  session.setTimeout(Poco::Timespan(std::chrono::duration_cast<std::chrono::microseconds>(time).count()));
  Poco::Net::HTTPRequest request(Poco::Net::HTTPRequest::HTTP_POST, std::string(local_operation_path),
                                 Poco::Net::HTTPMessage::HTTP_1_1);
  request.setHost("localhost");
  request.setContentLength64(static_cast<Poco::Int64>(body.size()));
  session.sendRequest(request).write(body.data(), static_cast<std::streamsize>(body.size()));
  Poco::Net::HTTPResponse response;
  Bytes answer;
  Poco::StreamCopier::copyToString(session.receiveResponse(response), answer);
  return answer;
}

}  // namespace

Decision<Parcel> send_operation(const std::string& socket_path, const Parcel& operation, std::chrono::milliseconds time) {
  Bytes bytes;
  try {
    bytes = exchange(socket_path, write_parcel(operation), time);
  } catch (const Poco::Exception& error) {
    throw Error(Fault::unavailable, {"server.no_answer", {{"path", socket_path}, {"reason", error.displayText()}}});
  }
  auto answer = read_parcel(bytes);
  if (answer.json.contains("error")) throw_error(answer.json);
  if (answer.json.contains("refusal")) return read_refusal(answer.json);
  return answer;
}

}  // namespace chancery::server
