#include "engine/ledger_book.h"

#include "base/error.h"
#include "engine/erasing.h"
#include "engine/views.h"
#include "engine/words.h"
#include "ledger/checkpoint.h"
#include "ledger/export.h"
#include "ledger/tlog_proof.h"
#include "outside/files.h"
#include "store/leaves.h"

#include <map>

namespace chancery::engine {
namespace {

using formats::Json;
using WriteFile = std::function<void(const std::string& name, BytesView content)>;

Json opening_json(const store::StoredOpening& opening) {
  return {{"type", "chancery.opening/1"},
          {"label", opening.label},
          {"salt", opening.salt.hex()},
          {"value", formats::parse_json(opening.value, opening.label)}};
}

Bytes openings_file(store::Leaves& leaves, std::uint64_t seq) {
  Json list = Json::array();
  for (const store::StoredOpening& opening : leaves.openings(seq)) list.push_back(opening_json(opening));
  return formats::canonical_json(list);
}

Bytes leaf_at(store::Leaves& leaves, ledger::TreeSize seq) {
  auto bytes = leaves.bytes(seq);
  if (!bytes) throw Error(Fault::absent, {"engine.no_such_leaf", {{"seq", static_cast<std::int64_t>(seq)}}});
  return *std::move(bytes);
}

void write_ledger(store::Database& database, const ledger::SignedNote& checkpoint, const ledger::VerifierKey& key,
                  const WriteFile& write, const std::function<bool(std::uint64_t)>& may_see) {
  store::Leaves leaves(database);
  const auto size = ledger::Checkpoint::parse(checkpoint.text()).value().head().size;
  (void)ledger::export_tree(
      size, [&](ledger::TreeSize seq) { return leaf_at(leaves, seq); }, write);
  for (std::uint64_t seq = 0; seq < size; ++seq) {
    if (may_see(seq)) write(ledger::openings_name(seq), openings_file(leaves, seq));
  }
  write(ledger::verifier_key_name, key.text() + "\n");
  write(ledger::checkpoint_name, checkpoint.bytes());
}

}  // namespace

void export_ledger(store::Database& database, const ledger::SignedNote& checkpoint, const ledger::VerifierKey& key,
                   const std::filesystem::path& folder, const std::function<bool(std::uint64_t)>& may_see) {
  const auto write = [&](const std::string& name, BytesView content) {
    const auto path = folder / name;
    std::filesystem::create_directories(path.parent_path());
    outside::write_file(path, content);
  };
  write_ledger(database, checkpoint, key, write, may_see);
}

ledger::LedgerReport verify_stored(store::Database& database, const ledger::SignedNote& checkpoint,
                                   const ledger::VerifierKey& key) {
  std::map<std::string, Bytes> files;
  try {
    write_ledger(
        database, checkpoint, key, [&](const std::string& name, BytesView content) { files.emplace(name, content); },
        [](std::uint64_t) { return true; });
  } catch (const Error& error) {  // a row that cannot even be read is damage, and an answer
    return {ledger::LedgerResult::tampered,
            ledger::Checkpoint::parse(checkpoint.text()).value().head(),
            std::nullopt,
            error.message(),
            {},
            {}};
  }
  const auto read = [&](const std::string& name) -> std::optional<Bytes> {
    const auto found = files.find(name);
    return found == files.end() ? std::nullopt : std::optional(found->second);
  };
  return ledger::verify_ledger(read, {{key}, std::nullopt, true, unrecorded_erasures(database)});
}

Json to_json(const ledger::ChallengeAnswer& answer, const ledger::PrintedCheckpoint& printed, const ledger::SignedNote& note) {
  const bool holds = answer.verdict.is_valid();
  const auto result = [&] {
    if (holds) return ledger::LedgerResult::ok;
    if (answer.verdict.kind() == Verdict::Kind::unchecked) return ledger::LedgerResult::unverifiable;
    const auto size = ledger::Checkpoint::parse(note.text()).value().head().size;
    return printed.size() > size ? ledger::LedgerResult::rolled_back : ledger::LedgerResult::forked;
  }();
  const Message words =
      holds ? Message{"ledger.challenge_holds", {{"earlier", static_cast<std::int64_t>(printed.size())}}} : answer.verdict.why();
  Json json{{"result", ledger::name_of(result)}, {"message", words_of(words)}};
  if (answer.then) json["then"] = {{"size", answer.then->size}, {"root", answer.then->root.hex()}};
  if (holds) json["proof"] = ledger::witness_request(printed.size(), answer.consistency, note);
  return json;
}

Json to_json(const ledger::LedgerReport& report) {
  Json json{{"result", ledger::name_of(report.result)}, {"message", words_of(report.message)}, {"anchors", Json::array()}};
  if (report.head) {
    json["size"] = report.head->size;
    json["root"] = report.head->root.hex();
  }
  if (report.entry) json["entry"] = *report.entry;
  for (const ledger::LoggedAnchor& anchor : report.anchors) {
    json["anchors"].push_back({{"entry", anchor.entry}, {"size", anchor.size}, {"token", anchor.token.hex()}});
  }
  for (const Message& remark : report.remarks) json["remarks"].push_back(words_of(remark));
  return json;
}

}  // namespace chancery::engine
