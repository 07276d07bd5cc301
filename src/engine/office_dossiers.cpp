#include "base/error.h"
#include "engine/dossier_views.h"
#include "engine/office_content.h"
#include "engine/views.h"
#include "store/people.h"
#include "store/roles.h"

#include <algorithm>

namespace chancery::engine {

using document::Action;
using formats::Json;

namespace {

Json roles_json(const document::Roles& roles) {
  Json list = Json::array();
  for (const document::Role role : roles) list.push_back(document::name_of(role));
  return list;
}

Json names_json(store::Database& database, const PersonId& id) {
  Json names = Json::object();
  const auto person = store::People(database).find(id);
  if (!person) return names;
  for (const document::PersonName& name : person->names) names[name.language.text()] = document::full_name(name);
  return names;
}

}  // namespace

Json Office::dossiers(const Caller& caller) const {
  return content_->readers.read([&](store::Database& database) {
    const auto subject = content_->subject(database, caller);
    Json list = Json::array();
    for (const store::Dossier& dossier : store::Dossiers(database).list(content_->surroundings.organisation)) {
      const auto documents = known_documents(database, subject, dossier.id);
      if (documents.empty()) continue;
      Json line = view_of(dossier);
      line["documents"] = documents.size();
      list.push_back(std::move(line));
    }
    return list;
  });
}

/// None of whose documents somebody may know of is not there for that person.
Json Office::dossier(const Caller& caller, const DossierId& id) const {
  return content_->readers.read([&](store::Database& database) {
    const auto subject = content_->subject(database, caller);
    const auto documents = known_documents(database, subject, id);
    if (documents.empty()) throw Error(Fault::absent, {"links.no_such_dossier", {{"dossier", id.hex()}}});
    Json view = view_of(store::Dossiers(database).find(id).value());
    view["documents"] = Json::array();
    for (const store::DocumentRow& row : documents) {
      const auto offers = content_->preparation.offers_shown(database, subject, row);
      const bool needs_me = std::any_of(offers.begin(), offers.end(), asks_for_work);
      view["documents"].push_back(line_of(row, *content_->definitions.workflow(database, row.document.workflow), needs_me));
    }
    return view;
  });
}

Json Office::represented(const Caller& caller) const {
  return content_->readers.read([&](store::Database& database) {
    Json list = Json::array();
    for (const store::Delegation& delegation : store::RoleBook(database).delegations_to(caller.person, now())) {
      const auto standing = content_->standing(database, caller, delegation.principal.hex());
      if (standing.refused()) continue;
      list.push_back({{"person", delegation.principal.hex()},
                      {"name", names_json(database, delegation.principal)},
                      {"roles", roles_json(standing.value().subject.roles)},
                      {"until", delegation.until.last_day()},
                      {"instrument", delegation.instrument.title}});
    }
    return list;
  });
}

}  // namespace chancery::engine
