#include "outside/mail_folder.h"

#include "base/error.h"
#include "outside/files.h"
#include "support/temporary_folder.h"

#include <catch2/catch.hpp>

using namespace chancery;
using namespace chancery::outside;
namespace fs = std::filesystem;

namespace {

std::size_t letters_in(const fs::path& folder) {
  std::size_t count = 0;
  for (const auto& entry : fs::directory_iterator(folder)) count += entry.path().extension() == ".eml" ? 1U : 0U;
  return count;
}

}  // namespace

TEST_CASE("a letter lies in the folder, for its owner alone") {
  const TemporaryFolder temporary;
  const MailFolder folder(temporary / "outgoing");
  folder.hand_over("0123-4", "Date: …\r\n");
  CHECK(read_file(temporary / "outgoing" / "0123-4.eml") == "Date: …\r\n");
  const auto rights = fs::status(temporary / "outgoing" / "0123-4.eml").permissions();
  CHECK((rights & (fs::perms::group_all | fs::perms::others_all)) == fs::perms::none);
}

TEST_CASE("a letter that was handed over is not handed over again, wherever it has gone") {
  const TemporaryFolder temporary;
  const fs::path outgoing = temporary / "outgoing";
  MailFolder(outgoing).hand_over("1", "letter");
  MailFolder(outgoing).hand_over("1", "letter");
  CHECK(letters_in(outgoing) == 1);
  fs::remove(outgoing / "1.eml");  // the mail program took it
  MailFolder(outgoing).hand_over("1", "letter");
  CHECK(letters_in(outgoing) == 0);
}

TEST_CASE("a crash between two steps loses no letter and sends none twice") {
  const TemporaryFolder temporary;
  const fs::path outgoing = temporary / "outgoing";
  const MailFolder folder(outgoing);
  write_file(outgoing / ".handed" / "half.eml", "let");  // while it was written
  folder.hand_over("half", "letter");
  CHECK(read_file(outgoing / "half.eml") == "letter");

  write_file(outgoing / ".handed" / "ready.eml", "letter");  // before the rename
  write_file(outgoing / ".handed" / "ready", "");
  folder.hand_over("ready", "letter");
  CHECK(read_file(outgoing / "ready.eml") == "letter");

  write_file(outgoing / ".handed" / "gone", "");  // after the rename, and the mail program was quick
  folder.hand_over("gone", "letter");
  CHECK_FALSE(fs::exists(outgoing / "gone.eml"));
}

TEST_CASE("a folder that cannot be written to is an error") {
  const TemporaryFolder temporary;
  write_file(temporary / "file", "");
  CHECK_THROWS_AS(MailFolder(temporary / "file"), Error);
  const MailFolder folder(temporary / "outgoing");
  fs::remove_all(temporary / "outgoing");
  CHECK_THROWS_AS(folder.hand_over("1", "letter"), Error);
}
