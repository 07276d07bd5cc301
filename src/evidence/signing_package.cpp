#include "base/error.h"
#include "document/manifest.h"
#include "evidence/signing_offer.h"
#include "formats/json.h"
#include "formats/zip_archive.h"
#include "formats/zip_writer.h"

#include <utility>

namespace chancery::evidence {
namespace {

using formats::Compression;
using formats::Json;
using formats::ZipArchive;
using formats::ZipEntry;

constexpr std::string_view type = "chancery.signing_request/1";
constexpr std::string_view folder = "files/";
constexpr const char* request_path = "request.json";
constexpr const char* attributes_path = "signed_attributes.der";
constexpr const char* listing_path = "ASiCManifest.xml";
constexpr const char* statement_path = "statement.json";

Error odd(std::string_view place) {
  return {Fault::input, {"evidence.package_odd", {{"place", std::string(place)}}}};
}

Bytes part(const ZipArchive& archive, std::string_view name) {
  const ZipEntry* entry = archive.find(name);
  if (entry == nullptr) throw odd(name);
  return archive.content(*entry);
}

Bytes statement_in(const signing::SigningRequest& offered) {
  const auto listing = signing::AsicManifest::read(offered.asic_manifest(), offered.slot());
  if (!listing) throw odd(listing_path);
  return listing->statement();
}

signing::SigningRequest read_request(const ZipArchive& archive, const Json& json) {
  const auto der = parse_base64(json.value("certificate", ""));
  const auto slot = signing::SlotNumber::from(json.value("slot", 0U));
  if (!der || !slot) throw odd(request_path);
  return {formats::Certificate::read(*der, request_path), *slot, part(archive, listing_path), part(archive, attributes_path)};
}

Json read_json(const ZipArchive& archive) {
  const Json json = formats::parse_json(part(archive, request_path), request_path);
  const bool known = json.is_object() && json.value("type", Json()) == type && json.value("request", Json()).is_string() &&
                     json.value("certificate", Json()).is_string() && json.value("slot", Json()).is_number_unsigned();
  if (!known) throw odd(request_path);
  return json;
}

}  // namespace

SigningPackage package_of(const Blob& container, const RequestId& request, signing::SigningRequest offered) {
  const auto archive = ZipArchive::read(container, "container");
  SigningPackage package{request, std::move(offered), part(archive, signing::document_manifest_path), {}};
  for (const ZipEntry& entry : archive.entries()) {
    const bool data = entry.name != signing::mimetype_path && entry.name != signing::document_manifest_path &&
                      !entry.name.starts_with("META-INF/");
    if (data) package.files.push_back({entry.name, {}, archive.content(entry)});
  }
  return package;
}

document::Statement statement_of(const SigningPackage& package) {
  return document::parse_statement(statement_in(package.offered), statement_path);
}

Bytes write_package(const SigningPackage& package) {
  const Json json{{"type", type},
                  {"request", package.request.hex()},
                  {"slot", package.offered.slot().number()},
                  {"certificate", to_base64(package.offered.certificate().der())},
                  {"sha256", package.offered.digest().hex()}};
  formats::ZipWriter writer;
  writer.add(request_path, formats::canonical_json(json), Compression::stored);
  writer.add(attributes_path, package.offered.signed_attributes(), Compression::stored);
  writer.add(listing_path, package.offered.asic_manifest(), Compression::stored);
  writer.add(statement_path, statement_in(package.offered), Compression::stored);
  writer.add(std::string(folder) + std::string(signing::document_manifest_path), package.manifest);
  for (const signing::DataFile& file : package.files) writer.add(std::string(folder) + file.path, file.content);
  return writer.finish();
}

SigningPackage read_package(const Blob& bytes, std::string_view place) {
  const ZipArchive archive = ZipArchive::read(bytes, place);
  const Json json = read_json(archive);
  const auto request = RequestId::parse(json.at("request").get<std::string>());
  if (!request) throw odd(request_path);
  SigningPackage package{*request,
                         read_request(archive, json),
                         part(archive, std::string(folder) + std::string(signing::document_manifest_path)),
                         {}};
  if (statement_in(package.offered) != part(archive, statement_path)) throw odd(statement_path);
  for (const ZipEntry& entry : archive.entries()) {
    if (!entry.name.starts_with(folder)) continue;
    std::string path = entry.name.substr(folder.size());
    if (path != signing::document_manifest_path) package.files.push_back({std::move(path), {}, archive.content(entry)});
  }
  return package;
}

}  // namespace chancery::evidence
