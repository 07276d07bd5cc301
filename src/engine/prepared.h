#pragma once

#include "base/salt.h"
#include "engine/draft.h"
#include "ledger/who.h"

#include <cstdint>
#include <optional>
#include <string>
#include <vector>

namespace chancery::engine {

/// Where the document stood when the step was prepared. When it stands elsewhere at the commit, the step is prepared again.
struct Expected {
  std::uint64_t doc_seq;
  Sha256 last_leaf;
};

/// The key under which a command has one effect.
struct CommandKey {
  std::string key;
  Sha256 command;
};

/// A step that lacks nothing but its place: `seq`, `time`, `doc_seq` and `doc_prev` are the writer's.
struct Prepared {
  Draft draft;
  PersonId author;
  std::string audience;
  std::optional<Expected> expected;  // absent for a new document
  std::string event;
  std::vector<std::string> from;
  std::optional<std::string> refused_by;
  Bytes facts;
  ledger::Who who;
  ledger::Note note;
  std::optional<PersonId> person;  // absent where the office itself acts
  std::optional<CommandKey> key;
  Salt step_salt;
  Salt who_salt;
  Salt note_salt;
  std::optional<PersonId> principal = std::nullopt;  // for whom `person` acts
};

}  // namespace chancery::engine
