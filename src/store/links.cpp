#include "store/links.h"

#include "store/stored_word.h"

namespace chancery::store {
namespace {

using document::Link;
using document::LinkKind;

std::vector<Link> read_links(Statement rows) {
  std::vector<Link> links;
  while (rows.next()) {
    const auto kind = stored_word<LinkKind>(document::parse_link_kind, rows.text(1), "links");
    links.push_back({rows.get<DocumentId>(0), kind, rows.get<DocumentId>(2)});
  }
  return links;
}

}  // namespace

void Links::add(const Link& link, const PersonId& person, Timestamp now) {
  database_->run("INSERT INTO links (from_document, kind, to_document, made, person) VALUES (?1, ?2, ?3, ?4, ?5)",
                 {link.from, document::name_of(link.kind), link.to, now, person});
}

void Links::remove(const Link& link) {
  database_->run("DELETE FROM links WHERE from_document = ?1 AND kind = ?2 AND to_document = ?3",
                 {link.from, document::name_of(link.kind), link.to});
}

std::vector<Link> Links::of(const DocumentId& document) {
  return read_links(database_->query(
      "SELECT from_document, kind, to_document FROM links WHERE from_document = ?1 OR to_document = ?1 ORDER BY made, kind",
      {document}));
}

std::vector<Link> Links::around(const DocumentId& from, LinkKind kind, const DocumentId& to) {
  return read_links(
      database_->query("WITH RECURSIVE reached (document) AS (SELECT ?3 UNION SELECT links.to_document FROM links JOIN reached "
                       "ON links.from_document = reached.document WHERE links.kind = ?2) "
                       "SELECT from_document, kind, to_document FROM links "
                       "WHERE kind = ?2 AND (from_document = ?1 OR from_document IN (SELECT document FROM reached))",
                       {from, document::name_of(kind), to}));
}

}  // namespace chancery::store
