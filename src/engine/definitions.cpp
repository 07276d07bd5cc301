#include "engine/definitions.h"

#include "base/error.h"
#include "engine/clauses.h"
#include "formats/docx_package.h"
#include "store/blobs.h"
#include "templating/description.h"

#include <algorithm>

namespace chancery::engine {
namespace {

Sha256 newest(store::Database& database, std::string_view sql, std::string_view name, const char* absent) {
  if (const auto found = database.find<Sha256>(sql, {name, Sha256::parse(name)})) return *found;
  throw Error(Fault::absent, {absent, {{"name", std::string(name)}}});
}

template <class T, class Make>
std::shared_ptr<const T> cached(std::mutex& mutex, std::map<Sha256, std::shared_ptr<const T>>& cache, const Sha256& hash,
                                Make make) {
  {
    const std::lock_guard lock(mutex);
    if (const auto found = cache.find(hash); found != cache.end()) return found->second;
  }
  auto made = std::make_shared<const T>(make());
  const std::lock_guard lock(mutex);
  return cache.emplace(hash, std::move(made)).first->second;
}

templating::Template compile_stored(store::Database& database, const Sha256& hash) {
  const auto description = database.find<std::string>("SELECT description FROM templates WHERE sha256 = ?1", {hash});
  if (!description) throw Error(Fault::absent, {"engine.no_such_template", {{"name", hash.hex()}}});
  const auto package = formats::DocxPackage::read(store::Blobs(database).get(hash), hash.hex());
  return templating::compile(package, templating::read_description(formats::parse_json(*description, hash.hex())),
                             built_in_clauses());
}

}  // namespace

std::shared_ptr<const workflow::Definition> Definitions::workflow(store::Database& database, const Sha256& hash) {
  return cached(mutex_, workflows_, hash,
                [&] { return workflow::read_definition(store::Blobs(database).get(hash).bytes(), hash.hex()); });
}

std::shared_ptr<const templating::Template> Definitions::document_template(store::Database& database, const Sha256& hash) {
  return cached(mutex_, templates_, hash, [&] { return compile_stored(database, hash); });
}

Sha256 Definitions::workflow_named(store::Database& database, std::string_view name) {
  return newest(database, "SELECT sha256 FROM workflows WHERE name = ?1 OR sha256 = ?2 ORDER BY published DESC LIMIT 1", name,
                "engine.no_such_workflow");
}

Sha256 Definitions::workflow_of_kind(store::Database& database, std::string_view kind) {
  std::string hyphenated(kind);
  std::replace(hyphenated.begin(), hyphenated.end(), '_', '-');
  for (const std::string& name : {std::string(kind), hyphenated}) {
    if (database.find<std::int64_t>("SELECT 1 FROM workflows WHERE name = ?1", {name})) return workflow_named(database, name);
  }
  return workflow_named(database, "four-stages");
}

Sha256 Definitions::template_named(store::Database& database, std::string_view name) {
  return newest(database, "SELECT sha256 FROM templates WHERE name = ?1 OR sha256 = ?2 ORDER BY published DESC LIMIT 1", name,
                "engine.no_such_template");
}

}  // namespace chancery::engine
