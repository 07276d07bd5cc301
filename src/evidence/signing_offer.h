#pragma once

#include "base/bytes.h"
#include "base/id.h"
#include "base/timestamp.h"
#include "document/statement.h"
#include "signing/asic_manifest.h"
#include "signing/container.h"
#include "signing/signing_request.h"

#include <optional>
#include <string>
#include <string_view>
#include <vector>

namespace chancery::evidence {

/// What would be signed, recomputed from the very files: the manifest first, then every file that it names.
struct ContentToSign {
  Sha256 manifest;
  std::vector<signing::SignedFile> files;
};

/// From the files themselves: `manifest.json` and the rest, whatever anybody says about them.
/// Throws: Error{Fault::input} when the manifest does not list exactly these files with these hashes.
[[nodiscard]] ContentToSign recompute(BytesView manifest, const std::vector<signing::DataFile>& files);
/// The same from a container; its signatures are not looked at.
[[nodiscard]] ContentToSign recompute(const Blob& container, std::string_view place);

/// What a signer means to do; what an offer leaves out is not compared.
struct Intent {
  document::Act act;
  std::optional<std::string> capacity;
};

/// Compares what is offered for signing with what was recomputed and meant, so that a machine that lies is found out before the
/// key is used: files, manifest, request, act, capacity, commitment, expiry. The statement that will be signed. Throws:
/// Error{Fault::input} naming what differs.
[[nodiscard]] document::Statement check_offer(const signing::SigningRequest& offered, const ContentToSign& content,
                                              const Intent& intent, const RequestId& request, Timestamp now);

/// All that a signer elsewhere needs, in one file: the data files, the ASiCManifest and the signed attributes.
struct SigningPackage {
  RequestId request;
  signing::SigningRequest offered;
  Bytes manifest;
  std::vector<signing::DataFile> files;
};

/// With the data files of a container.
[[nodiscard]] SigningPackage package_of(const Blob& container, const RequestId& request, signing::SigningRequest offered);
/// What the signer would say.   Throws: Error{Fault::input} when it cannot be read.
[[nodiscard]] document::Statement statement_of(const SigningPackage& package);

/// A ZIP: `request.json`, `signed_attributes.der`, `ASiCManifest.xml`, `statement.json`, then the data files below `files/`.
[[nodiscard]] Bytes write_package(const SigningPackage& package);
/// Throws: Error{Fault::input} when the parts do not belong together.
[[nodiscard]] SigningPackage read_package(const Blob& bytes, std::string_view place);

}  // namespace chancery::evidence
