#include "engine/office_content.h"
#include "engine/publication.h"

namespace chancery::engine {

using document::Action;
using formats::Json;

Json Office::workflows() const {
  return content_->readers.read([](store::Database& database) {
    Json list = Json::array();
    store::Statement rows = database.query("SELECT sha256, name, published FROM workflows ORDER BY name, published DESC");
    while (rows.next()) list.push_back({{"sha256", rows.get<Sha256>(0).hex()}, {"name", rows.text(1)}});
    return list;
  });
}

Json Office::templates() const {
  return content_->readers.read([](store::Database& database) {
    Json list = Json::array();
    store::Statement rows = database.query("SELECT sha256, name, description FROM templates ORDER BY name, published DESC");
    while (rows.next()) {
      list.push_back({{"sha256", rows.get<Sha256>(0).hex()},
                      {"name", rows.text(1)},
                      {"description", formats::parse_json(rows.text(2), rows.text(1))}});
    }
    return list;
  });
}

workflow::Definition Office::workflow(const Sha256& hash) const {
  return content_->readers.read([&](store::Database& database) { return *content_->definitions.workflow(database, hash); });
}

/// Proved on the caller's thread: it may take seconds, in which the office goes on.
Decision<Sha256> Office::publish_workflow(const Caller& caller, BytesView scxml, std::string_view name) {
  const auto asked = authorize(caller, Action::publish_workflow, std::nullopt);
  if (asked.refused()) return asked.refusal();
  if (auto objection = objection_to_chart(scxml, name)) return *std::move(objection);
  std::optional<Decision<Sha256>> result;
  content_->writer.run([&](store::Database& database) {
    const auto allowed = content_->may(database, caller, Action::publish_workflow);
    result = allowed.refused() ? Decision<Sha256>(allowed.refusal())
                               : Decision<Sha256>(engine::publish_workflow(database, scxml, name, now()));
  });
  return *std::move(result);
}

Decision<Sha256> Office::publish_template(const Caller& caller, std::string_view name, const Blob& docx,
                                          const Json& description) {
  std::optional<Decision<Sha256>> result;
  content_->writer.run([&](store::Database& database) {
    const auto allowed = content_->may(database, caller, Action::publish_template);
    result = allowed.refused() ? Decision<Sha256>(allowed.refusal())
                               : Decision<Sha256>(engine::publish_template(database, name, docx, description, now()));
  });
  return *std::move(result);
}

}  // namespace chancery::engine
