-- Dossiers (справи): what belongs together. `case_index` is the place in the office's list of cases, free text where it has none.
CREATE TABLE dossiers (
  id BLOB NOT NULL PRIMARY KEY CHECK (length(id) = 16),
  organisation BLOB NOT NULL REFERENCES organisations (id),
  case_index TEXT NOT NULL,
  opened INTEGER NOT NULL,
  closed INTEGER
) STRICT;

CREATE INDEX dossiers_of_organisation ON dossiers (organisation, opened DESC);

CREATE TABLE dossier_titles (
  dossier BLOB NOT NULL REFERENCES dossiers (id),
  language TEXT NOT NULL,
  value TEXT NOT NULL CHECK (value <> ''),
  PRIMARY KEY (dossier, language)
) STRICT, WITHOUT ROWID;

-- A document lies in one dossier or in none.
CREATE TABLE dossier_documents (
  document BLOB NOT NULL PRIMARY KEY REFERENCES documents (id),
  dossier BLOB NOT NULL REFERENCES dossiers (id),
  added INTEGER NOT NULL
) STRICT;

CREATE INDEX dossier_documents_by_dossier ON dossier_documents (dossier, added);

-- How documents bear on each other (document/link.h): from_document KIND to_document.
CREATE TABLE links (
  from_document BLOB NOT NULL REFERENCES documents (id),
  kind TEXT NOT NULL,
  to_document BLOB NOT NULL REFERENCES documents (id),
  made INTEGER NOT NULL,
  person BLOB NOT NULL REFERENCES persons (id),
  PRIMARY KEY (from_document, kind, to_document),
  CHECK (from_document <> to_document)
) STRICT, WITHOUT ROWID;

CREATE INDEX links_to ON links (to_document);

-- For lists: the documents whose need-to-know list names a person (store/rights_predicate.h).
CREATE INDEX document_readers_by_person ON document_readers (person, document);
