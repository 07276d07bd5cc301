#pragma once

#include "outside/http_exchange.h"
#include "outside/time_servers.h"
#include "signing/report.h"
#include "signing/signature_evidence.h"
#include "signing/signing_request.h"
#include "signing/trust_material.h"

#include <chrono>
#include <optional>
#include <string>
#include <vector>

namespace chancery::engine {

/// What is asked of others while somebody waits for a signature: all of it together takes no longer than this, twice.
inline constexpr std::chrono::milliseconds patience{4'000};

/// Asks time servers and authorities for what goes into a signature before it is stored. Never in the writer.   Standard:
/// FORMATS, *Container*; ETSI EN 319 122-1 §5.5.
class ValidationData {
 public:
  /// `servers`: URLs, in their order; without any nobody is asked for anything and signatures are B-B.
  ValidationData(std::vector<std::string> servers, formats::TrustAnchors anchors);

  [[nodiscard]] bool has_time_servers() const { return has_servers_; }
  /// The finished `.p7s` with as much as was answered and holds: B-LT, B-T, or B-B whose time is pending. Only authorities of a
  /// path to an anchor are asked. Throws: as signing::finish.
  [[nodiscard]] Bytes finish(const signing::SigningRequest& request, BytesView value,
                             const std::vector<formats::Certificate>& chain, Timestamp now);
  /// A token over `message`, of a server that is not being left alone.
  [[nodiscard]] std::optional<Bytes> stamp(BytesView message, Timestamp now) { return servers_.stamp(message, now).token; }
  /// When asking a time server makes sense again.
  [[nodiscard]] std::optional<Timestamp> next_attempt() const { return servers_.next_attempt(); }

 private:
  [[nodiscard]] signing::SignatureEvidence ask(const std::vector<formats::Certificate>& path) const;
  [[nodiscard]] signing::SignatureEvidence ask_about_server(BytesView token, BytesView value, Timestamp now) const;

  formats::TrustAnchors anchors_;
  bool has_servers_;
  outside::TimeServers servers_;
};

/// What is between our clock and that of a time server.
inline constexpr std::chrono::minutes clock_slack{1};

}  // namespace chancery::engine
