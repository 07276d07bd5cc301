#include "engine/office_content.h"
#include "engine/views.h"
#include "engine/words.h"
#include "store/documents.h"
#include "workflow/migrate.h"

namespace chancery::engine {

using document::Action;
using formats::Json;

namespace {

Json words_of(const std::vector<Message>& messages) {
  Json list = Json::array();
  for (const Message& message : messages) list.push_back(engine::words_of(message));
  return list;
}

std::vector<DocumentId> all_documents(store::Database& database) {
  std::vector<DocumentId> ids;
  store::Statement rows = database.query("SELECT id FROM documents ORDER BY created, id");
  while (rows.next()) ids.push_back(rows.get<DocumentId>(0));
  return ids;
}

Json line_of(const store::DocumentRow& row, const workflow::Migration& migration) {
  Json line{{"id", row.document.id.hex()},
            {"revision", row.document.revision},
            {"configuration", row.document.configuration},
            {"legal", migration.migrated.has_value()},
            {"obstacles", words_of(migration.obstacles)},
            {"changes", words_of(migration.changes)}};
  if (migration.migrated) line["to"] = migration.migrated->configuration();
  return line;
}

}  // namespace

Decision<Json> Office::try_migration(const Caller& caller, BytesView scxml, std::string_view name,
                                     const workflow::StateMap& map) const {
  return content_->readers.read([&](store::Database& database) -> Decision<Json> {
    const auto allowed = content_->may(database, caller, Action::publish_workflow);
    if (allowed.refused()) return allowed.refusal();
    const auto to = workflow::read_definition(scxml, name);
    Json lines = Json::array();
    for (const DocumentId& id : all_documents(database)) {
      const auto row = store::Documents(database).find(id).value();
      if (row.document.workflow == to.sha256()) continue;
      const auto from = content_->definitions.workflow(database, row.document.workflow);
      if (from->name() != to.name()) continue;
      const auto instance = workflow::Instance::from_json(*from, row.document.instance);
      if (!instance.is_final()) lines.push_back(line_of(row, workflow::migrate(*from, to, instance, map)));
    }
    return Json{{"workflow", to.name()}, {"sha256", to.sha256().hex()}, {"documents", std::move(lines)}};
  });
}

}  // namespace chancery::engine
