#pragma once

#include "engine/office_folder.h"
#include "ledger/erasure_list.h"
#include "ledger/system_event.h"
#include "store/database.h"

#include <cstddef>
#include <cstdint>
#include <string>
#include <vector>

namespace chancery::engine {

/// Why somebody is erased, in words.   Throws: Error{Fault::input} when it is missing or longer than 500 bytes.
void require_basis(const std::string& basis);
/// Who left: nobody can be erased who may still come in.   Throws: Error, absent or conflict, naming the account.
[[nodiscard]] PersonId person_to_erase(store::Database& database, const std::string& log_in_name);

/// What the ledger says of a person in words: the notes of their steps, with name and comment, that are still there, oldest
/// first. What signed containers, certificates and the texts of documents say of them is no part of it (DESIGN §8).
[[nodiscard]] std::vector<ledger::ErasedOpening> notes_of(store::Database& database, const PersonId& person, std::size_t most);

/// Takes openings away; the leaf at `seq` is the one that says so.   Requires: a transaction is open.
void erase_openings(store::Database& database, const std::vector<ledger::ErasedOpening>& openings, std::uint64_t seq);

/// As many as an `erased` leaf has room for (FORMATS: 16 KiB).
inline constexpr std::size_t openings_in_a_leaf = 200;

/// Everything that was erased in this office.
[[nodiscard]] ledger::ErasureList erasures(store::Database& database);
/// Writes it beside the anchor, where a restored backup finds it, if it is not there as it is.
void keep_erasures(store::Database& database, const OfficeFolder& folder);

/// Applies a list from elsewhere to a database that was just restored: what it names is taken away, and stands in its ledger
/// once that is reopened. Entries that the backup does not have yet are left out.   Requires: a transaction is open.
void apply_erasures(store::Database& database, const ledger::ErasureList& list, Timestamp now);
/// What apply_erasures() took away and no leaf says yet.
[[nodiscard]] std::vector<ledger::ErasedOpening> unrecorded_erasures(store::Database& database);

/// By what somebody would be found in the files of the office: log-in names, names as notes have them, address.
[[nodiscard]] std::vector<std::string> words_of_person(store::Database& database, const PersonId& person);
/// Leaves nothing of the words in the write-ahead log and in the unused places of pages: SQLite overwrites what is deleted, but
/// not the copies that a page keeps of rows which moved away, so where a word is still found the database is written anew.
/// False when somebody reads or writes all the time and it has to be done later.
bool clean_files(store::Database& database, const OfficeFolder& folder, const std::vector<std::string>& words);
/// Leaves nothing of it in the write-ahead log. False when somebody reads all the time and it has to be done later.
bool clean_log(store::Database& database);

}  // namespace chancery::engine
