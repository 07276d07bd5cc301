#include "apps/cli/trust_folder.h"

#include "base/error.h"
#include "outside/files.h"
#include "signing/trust_list.h"

#include <algorithm>
#include <filesystem>

namespace chancery::cli {
namespace {

using formats::Json;
namespace files = std::filesystem;

/// The files of a folder in the order of their names, or the one file.
std::vector<files::path> files_at(const std::vector<std::string>& places) {
  std::vector<files::path> all;
  for (const std::string& place : places) {
    if (!files::exists(place)) throw Error(Fault::absent, {"outside.no_such_file", {{"path", place}, {"detail", std::string()}}});
    if (!files::is_directory(place)) {
      all.emplace_back(place);
      continue;
    }
    std::vector<files::path> inside;
    for (const auto& entry : files::directory_iterator(place)) {
      if (entry.is_regular_file()) inside.push_back(entry.path());
    }
    std::sort(inside.begin(), inside.end());
    all.insert(all.end(), inside.begin(), inside.end());
  }
  return all;
}

bool is_xml(BytesView bytes) {
  constexpr std::string_view byte_order_mark = "\xef\xbb\xbf";
  if (bytes.starts_with(byte_order_mark)) bytes.remove_prefix(byte_order_mark.size());
  return bytes.starts_with('<');
}

Json list_json(const signing::TrustList& list, Timestamp at) {
  Json json{
      {"territory", list.territory}, {"sequence", list.sequence}, {"issued", list.issued.text()}, {"sha256", list.sha256.hex()}};
  if (list.next_update && *list.next_update < at) json["expired"] = list.next_update->text();
  return json;
}

void add(std::vector<formats::Certificate>& to, const std::vector<formats::Certificate>& from) {
  to.insert(to.end(), from.begin(), from.end());
}

void add_revocation(signing::TrustMaterial& material, BytesView bytes, const std::string& place) {
  try {
    material.ocsp.push_back(formats::OcspResponse::read(bytes, place));
  } catch (const Error&) {  // then it is a list, or neither
    material.lists.push_back(formats::RevocationList::read(bytes, place));
  }
}

}  // namespace

GivenTrust read_trust(const std::vector<std::string>& trust, const std::vector<std::string>& certificates,
                      const std::vector<std::string>& revocation, Timestamp at) {
  GivenTrust given{{}, Json::array()};
  std::vector<formats::Certificate> anchors;
  for (const files::path& path : files_at(trust)) {
    const Bytes bytes = outside::read_file(path);
    if (!is_xml(bytes)) {
      add(anchors, formats::read_certificates(bytes, path.string()));
      continue;
    }
    const signing::TrustList list = signing::read_trust_list(bytes, path.string());
    add(anchors, list.anchors());
    given.lists.push_back(list_json(list, at));
  }
  given.material = signing::TrustMaterial(formats::TrustAnchors(std::move(anchors)));
  for (const files::path& path : files_at(certificates)) {
    add(given.material.certificates, formats::read_certificates(outside::read_file(path), path.string()));
  }
  for (const files::path& path : files_at(revocation)) add_revocation(given.material, outside::read_file(path), path.string());
  return given;
}

}  // namespace chancery::cli
