#include "engine/erasing.h"

#include "base/error.h"
#include "engine/ledger_batch.h"
#include "outside/files.h"
#include "store/accounts.h"
#include "store/leaves.h"
#include "store/people.h"

#include <algorithm>

namespace chancery::engine {
namespace {

ledger::ErasedOpening opening_of(const store::ErasedRow& row) {
  auto label = ledger::Label::parse(row.label);
  check_invariant(label.has_value(), "a label that was stored can be read");
  return {row.seq, *std::move(label)};
}

}  // namespace

void require_basis(const std::string& basis) {
  constexpr std::size_t longest = 500;
  if (basis.find_first_not_of(' ') == std::string::npos) throw Error(Fault::input, {"engine.erasure_basis_missing", {}});
  if (basis.size() > longest) throw Error(Fault::input, {"engine.erasure_basis_long", {{"limit", std::int64_t{longest}}}});
}

PersonId person_to_erase(store::Database& database, const std::string& log_in_name) {
  const auto account = store::Accounts(database).find(log_in_name);
  if (!account) throw Error(Fault::absent, {"people.no_such_account", {{"name", log_in_name}}});
  for (const store::Account& one : store::Accounts(database).of(account->person)) {
    if (!one.disabled) throw Error(Fault::conflict, {"engine.erasure_of_active", {{"name", one.log_in_name}}});
  }
  if (!store::People(database).key(account->person)) {
    throw Error(Fault::conflict, {"engine.erased_already", {{"name", log_in_name}}});
  }
  return account->person;
}

std::vector<ledger::ErasedOpening> notes_of(store::Database& database, const PersonId& person, std::size_t most) {
  std::vector<ledger::ErasedOpening> notes;
  store::Statement rows = database.query(
      "SELECT steps.seq FROM steps JOIN openings ON openings.seq = steps.seq AND openings.label = ?2"
      " WHERE steps.person = ?1 ORDER BY steps.seq LIMIT ?3",
      {person, ledger::Label::note().text(), static_cast<std::int64_t>(most)});
  while (rows.next()) notes.push_back({static_cast<std::uint64_t>(rows.get<std::int64_t>(0)), ledger::Label::note()});
  return notes;
}

void erase_openings(store::Database& database, const std::vector<ledger::ErasedOpening>& openings, std::uint64_t seq) {
  store::Leaves leaves(database);
  for (const ledger::ErasedOpening& opening : openings) leaves.erase_opening({opening.seq, opening.label.text(), seq});
}

ledger::ErasureList erasures(store::Database& database) {
  ledger::ErasureList list{store::People(database).erased(), {}};
  for (const store::ErasedRow& row : store::Leaves(database).erased()) list.openings.push_back(opening_of(row));
  return list;
}

void keep_erasures(store::Database& database, const OfficeFolder& folder) {
  const Bytes list = ledger::write_erasure_list(erasures(database));
  const bool there = std::filesystem::exists(folder.erasures());
  if (there ? outside::read_file(folder.erasures()) == list : list.empty()) return;
  outside::write_private_file(folder.erasures(), list);
}

void apply_erasures(store::Database& database, const ledger::ErasureList& list, Timestamp now) {
  store::Leaves leaves(database);
  const auto size = frontier_of(leaves).size();
  const auto known = leaves.erased();
  for (const ledger::ErasedOpening& opening : list.openings) {
    const bool recorded = std::any_of(known.begin(), known.end(), [&](const store::ErasedRow& row) {
      return row.seq == opening.seq && row.label == opening.label.text();
    });
    if (opening.seq < size && !recorded) leaves.erase_opening({opening.seq, opening.label.text(), std::nullopt});
  }
  store::People people(database);
  for (const PersonId& person : list.persons) {
    if (people.key(person)) people.erase(person, now);
  }
}

std::vector<ledger::ErasedOpening> unrecorded_erasures(store::Database& database) {
  std::vector<ledger::ErasedOpening> list;
  for (const store::ErasedRow& row : store::Leaves(database).erased()) {
    if (!row.leaf) list.push_back(opening_of(row));
  }
  return list;
}

bool clean_log(store::Database& database) {
  store::Statement rows = database.query("PRAGMA wal_checkpoint(TRUNCATE)", {});
  return rows.next() && rows.get<std::int64_t>(0) == 0;
}

std::vector<std::string> words_of_person(store::Database& database, const PersonId& person) {
  std::vector<std::string> words;
  store::Statement rows = database.query(
      "SELECT log_in_name FROM accounts WHERE person = ?1 "
      "UNION SELECT given || ' ' || family FROM person_names WHERE person = ?1 "
      "UNION SELECT email FROM persons WHERE id = ?1 AND email IS NOT NULL",
      {person});
  while (rows.next()) words.push_back(rows.text(0));
  return words;
}

bool clean_files(store::Database& database, const OfficeFolder& folder, const std::vector<std::string>& words) {
  if (!clean_log(database)) return false;
  if (!outside::holds_any(folder.database(), words)) return true;
  try {
    database.run("VACUUM", {});
  } catch (const Error&) {
    return false;
  }
  return clean_log(database);
}

}  // namespace chancery::engine
