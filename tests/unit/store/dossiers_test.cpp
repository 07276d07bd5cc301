#include "store/dossiers.h"

#include "support/fault_and_key.h"
#include "unit/store/document_cases.h"

#include <catch2/catch.hpp>

using namespace chancery;
using namespace chancery::store;

namespace {

Dossier dossier(unsigned char number, int opened) {
  return {numbered<DossierId>(number),
          organisation(1),
          "01-15/" + std::to_string(number),
          {{language("en"), "Cooperation with Utah"}, {language("uk"), "Співпраця зі штатом Юта"}},
          day(opened)};
}

}  // namespace

TEST_CASE("a dossier comes back with its titles, and the newest is listed first") {
  Database database = office_with_documents();
  Dossiers dossiers(database);
  dossiers.add(dossier(1, 1));
  dossiers.add(dossier(2, 2));
  CHECK(dossiers.find(numbered<DossierId>(1)) == dossier(1, 1));
  CHECK(dossiers.list(organisation(1)) == std::vector{dossier(2, 2), dossier(1, 1)});
  CHECK(dossiers.list(organisation(2)).empty());
  CHECK_FALSE(dossiers.find(numbered<DossierId>(9)));
}

TEST_CASE("a document lies in one dossier at a time") {
  Database database = office_with_documents();
  Dossiers dossiers(database);
  dossiers.add(dossier(1, 1));
  dossiers.add(dossier(2, 2));
  dossiers.put(letter(2), numbered<DossierId>(1), day(3));
  dossiers.put(letter(1), numbered<DossierId>(1), day(4));
  CHECK(dossiers.documents(numbered<DossierId>(1)) == std::vector{letter(2), letter(1)});
  dossiers.put(letter(2), numbered<DossierId>(2), day(5));
  CHECK(dossiers.of(letter(2)) == numbered<DossierId>(2));
  CHECK(dossiers.documents(numbered<DossierId>(1)) == std::vector{letter(1)});
  CHECK_FALSE(dossiers.of(letter(3)));
}

TEST_CASE("nothing is put into a closed dossier or taken out of it") {
  Database database = office_with_documents();
  Dossiers dossiers(database);
  dossiers.add(dossier(1, 1));
  dossiers.add(dossier(2, 2));
  dossiers.put(letter(1), numbered<DossierId>(1), day(3));
  dossiers.close(numbered<DossierId>(1), day(4));
  CHECK(dossiers.find(numbered<DossierId>(1))->closed == day(4));
  CHECK(fault_and_key([&] { dossiers.put(letter(2), numbered<DossierId>(1), day(5)); }) ==
        fault(Fault::conflict, "links.dossier_closed"));
  CHECK(fault_and_key([&] { dossiers.put(letter(1), numbered<DossierId>(2), day(5)); }) ==
        fault(Fault::conflict, "links.dossier_closed"));
}

TEST_CASE("a document is not put into a dossier that does not exist") {
  Database database = office_with_documents();
  CHECK(fault_and_key([&] { Dossiers(database).put(letter(1), numbered<DossierId>(9), day(1)); }) ==
        fault(Fault::absent, "links.no_such_dossier"));
}
