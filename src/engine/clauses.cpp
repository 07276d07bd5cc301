#include "engine/clauses.h"

#include "engine/built_in.h"

namespace chancery::engine {

const templating::ClauseLibrary& built_in_clauses() {
  static const templating::ClauseLibrary clauses = [] {
    templating::ClauseLibrary library;
    for (const EmbeddedFile& file : built_in::embedded_files()) {
      if (file.name.find("clauses/") == std::string_view::npos || !file.name.ends_with(".json")) continue;
      library.add(templating::read_clause(formats::parse_json(file.bytes, file.name)));
    }
    return library;
  }();
  return clauses;
}

}  // namespace chancery::engine
