#pragma once

#include "base/bytes.h"
#include "base/timestamp.h"
#include "document/statement.h"
#include "signing/report.h"
#include "signing/trust_material.h"

#include <optional>
#include <string_view>
#include <vector>

namespace chancery::evidence {

/// What a container came to: the signatures by themselves, and whether they fit the document that they are over.
struct Judgement {
  signing::Report report;
  /// For each signature of the report its signer's statement, where there is one that can be read.
  std::vector<std::optional<document::Statement>> statements;
};

/// Judges a container. In our own ones, besides the signatures: that the manifest lists the data files exactly, with their sizes
/// and hashes, and that every statement is about this manifest and of the act that its signed attributes say.   Standard:
/// FORMATS. Throws: Error{Fault::input} when the file is of no known type.
[[nodiscard]] Judgement judge_container(const Blob& container, std::string_view place, const signing::TrustMaterial& trust,
                                        Timestamp at);

/// The same with anchors alone.
[[nodiscard]] inline Judgement judge_container(const Blob& container, std::string_view place,
                                               const formats::TrustAnchors& anchors, Timestamp at) {
  return judge_container(container, place, signing::TrustMaterial(anchors), at);
}

/// Judges whatever `file` is: a container, or a `.p7s` over `content` (or with its content in it where `content` is absent).
/// Throws: Error{Fault::input} when the file is of no known type.
[[nodiscard]] Judgement judge_signed_file(const Blob& file, const std::optional<Blob>& content, std::string_view place,
                                          const signing::TrustMaterial& trust, Timestamp at);

}  // namespace chancery::evidence
