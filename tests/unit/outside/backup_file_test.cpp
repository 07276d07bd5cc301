#include "outside/backup_file.h"

#include "support/fault_and_key.h"
#include "support/temporary_folder.h"

#include <catch2/catch.hpp>

#include <fstream>
#include <iterator>

using namespace chancery;
using namespace chancery::outside;

namespace {

SecretBytes password() {
  return SecretBytes("ключ-Ґава-27");
}

BackupHeader header() {
  return {"office.example/0011223344556677/e1",     1000,      sha256("root"), *Timestamp::parse("2026-11-21T09:00:00.000Z"),
          *Salt::from_bytes(sha256("salt").view()), "7 bytes", {64, 1}};
}

Bytes sealed(BytesView plain) {
  BackupWriter writer(header(), password());
  Bytes all = writer.add(plain.substr(0, plain.size() / 3));
  all += writer.add(plain.substr(plain.size() / 3));
  return all + writer.finish();
}

Bytes opened(BytesView bytes, const SecretBytes& with = password()) {
  BackupReader reader(with);
  Bytes plain;
  for (std::size_t at = 0; at < bytes.size(); at += 100'000) plain += reader.add(bytes.substr(at, 100'000));
  return plain + reader.finish();
}

Bytes sample(std::size_t size) {
  Bytes bytes;
  while (bytes.size() < size) bytes += sha256(std::to_string(bytes.size())).view();
  bytes.resize(size);
  return bytes;
}

constexpr std::size_t mebibyte = 1U << 20U;

}  // namespace

TEST_CASE("a backup of any length is opened again, and says of which ledger it is") {
  for (const std::size_t size : {std::size_t{0}, std::size_t{1}, mebibyte - 1, mebibyte, mebibyte + 1, 3 * mebibyte}) {
    const Bytes plain = sample(size);
    const Bytes bytes = sealed(plain);
    CHECK(opened(bytes) == plain);
    CHECK(bytes.find("SQLite") == Bytes::npos);
  }
  BackupReader reader(password());
  CHECK_FALSE(reader.header());
  (void)reader.add(sealed("x"));
  REQUIRE(reader.header());
  CHECK(reader.header()->log == header().log);
  CHECK(reader.header()->size == 1000);
  CHECK(reader.header()->root == sha256("root"));
}

TEST_CASE("another password opens nothing") {
  CHECK(fault_and_key([] { (void)opened(sealed("x"), SecretBytes("other")); }) == fault(Fault::input, "outside.backup_password"));
}

TEST_CASE("a changed byte anywhere is found") {
  const Bytes bytes = sealed(sample(2 * mebibyte + 5));
  for (std::size_t at = 0; at < bytes.size(); at += at < 600 ? 7 : 149'993) {
    Bytes changed = bytes;
    changed[at] = static_cast<char>(changed[at] ^ 1);
    INFO("byte " << at);
    CHECK_THROWS_AS(opened(changed), Error);
  }
}

TEST_CASE("a backup cut at the end of a piece, with pieces exchanged or more behind it is refused") {
  const Bytes bytes = sealed(sample(3 * mebibyte));
  const std::size_t head = bytes.size() - 3 * (mebibyte + 16);
  const auto piece = [&](std::size_t number) { return bytes.substr(head + number * (mebibyte + 16), mebibyte + 16); };
  CHECK_THROWS_AS(opened(bytes.substr(0, head) + piece(0) + piece(1)), Error);
  CHECK_THROWS_AS(opened(bytes.substr(0, head) + piece(1) + piece(0) + piece(2)), Error);
  CHECK_THROWS_AS(opened(bytes.substr(0, head) + piece(0) + piece(2)), Error);
  CHECK_THROWS_AS(opened(bytes + piece(2)), Error);
  CHECK_THROWS_AS(opened(bytes.substr(0, head)), Error);
  CHECK_THROWS_AS(opened(bytes.substr(0, head - 5)), Error);
}

TEST_CASE("what is no backup, is of a later kind or asks for too much is refused") {
  CHECK(fault_and_key([] { (void)opened("SQLite format 3"); }) == fault(Fault::input, "outside.backup_none"));
  CHECK(fault_and_key([] { (void)opened(""); }) == fault(Fault::input, "outside.backup_none"));
  const auto with_header = [](const std::string& from, const std::string& to) {
    Bytes bytes = sealed("x");
    bytes.replace(bytes.find(from), from.size(), to);
    return fault_and_key([&] { (void)opened(bytes); });
  };
  CHECK(with_header("backup/1\"", "backup/2\"") == fault(Fault::input, "outside.backup_header"));
  CHECK(with_header("\"memory_kib\":64", "\"memory_kib\":99999999") == fault(Fault::input, "outside.backup_header"));
  CHECK(with_header("\"passes\":1", "\"passes\":0") == fault(Fault::input, "outside.backup_header"));
}

TEST_CASE("a file is sealed and opened, or is not there") {
  const TemporaryFolder folder;
  const Bytes plain = sample(mebibyte + 100);
  std::ofstream(folder / "office.db", std::ios::binary) << plain;
  seal_backup(folder / "office.db", folder / "backup", header(), password());
  CHECK(open_backup(folder / "backup", folder / "again.db", password()).size == 1000);
  std::ifstream in(folder / "again.db", std::ios::binary);
  CHECK(Bytes(std::istreambuf_iterator<char>(in), {}) == plain);
  CHECK_THROWS_AS(open_backup(folder / "backup", folder / "third.db", SecretBytes("other")), Error);
  CHECK_FALSE(std::filesystem::exists(folder / "third.db"));
  CHECK_FALSE(std::filesystem::exists(folder / "third.db.part"));
  CHECK_THROWS_AS(seal_backup(folder / "nothing", folder / "x", header(), password()), Error);
}
