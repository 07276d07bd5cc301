#include "support/signed_container.h"

#include <catch2/catch.hpp>

#include <cstdlib>
#include <filesystem>
#include <fstream>

using namespace chancery;
using namespace chancery::signing;
using namespace chancery::tests;

namespace {

/// A folder of its own for one test, removed at the end.
class Folder {
 public:
  Folder() {
    std::string name = (std::filesystem::temp_directory_path() / "chancery_openssl_XXXXXX").string();
    REQUIRE(::mkdtemp(name.data()) != nullptr);
    path_ = name;
  }
  ~Folder() { std::filesystem::remove_all(path_); }
  Folder(const Folder&) = delete;
  Folder& operator=(const Folder&) = delete;

  void write(const std::string& name, BytesView content) const { std::ofstream(path_ / name, std::ios::binary) << content; }
  /// Whether `openssl` ends well in this folder.
  [[nodiscard]] bool openssl(const std::string& arguments) const {
    return std::system(("cd '" + path_.string() + "' && openssl " + arguments + " >out.txt 2>&1").c_str()) == 0;
  }

 private:
  std::filesystem::path path_;
};

constexpr const char* verify_signature =
    "cms -verify -cades -binary -inform DER -in signature.p7s -content list.xml -CAfile anchor.pem -purpose any "
    "-attime 1795257000 -out checked.xml";

}  // namespace

TEST_CASE("the openssl program accepts every kind of signature over its ASiCManifest, and no changed one") {
  const Folder folder;
  if (!folder.openssl("version")) {
    WARN("skipped: the openssl program is not installed");
    return;
  }
  const TestAuthority authority;
  folder.write("anchor.pem", formats::write_pem(authority.certificate()));
  for (const std::string key : {"P-256", "P-384", "3072"}) {
    INFO(key);
    const TestSigner signer = authority.issue({.key = key});
    const SigningRequest request = prepare(order_for(signer));
    folder.write("signature.p7s", finish(request, signer.sign(request.signed_attributes()), {authority.certificate()}));
    folder.write("list.xml", request.asic_manifest());
    CHECK(folder.openssl(verify_signature));
    folder.write("list.xml", request.asic_manifest() + " ");
    CHECK_FALSE(folder.openssl(verify_signature));
  }
}
