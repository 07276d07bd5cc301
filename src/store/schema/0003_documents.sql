-- Workflows and templates that documents are made with; pinned by hash, never changed.
CREATE TABLE workflows (
  sha256 BLOB NOT NULL PRIMARY KEY REFERENCES blob (sha256),
  name TEXT NOT NULL,
  published INTEGER NOT NULL
) STRICT;

CREATE TABLE templates (
  sha256 BLOB NOT NULL PRIMARY KEY REFERENCES blob (sha256),
  name TEXT NOT NULL,
  description TEXT NOT NULL,
  published INTEGER NOT NULL
) STRICT;

-- A document as it is after its last step. `state` is document/document.h as JSON; the other columns repeat what lists ask for.
CREATE TABLE documents (
  id BLOB NOT NULL PRIMARY KEY CHECK (length(id) = 16),
  organisation BLOB NOT NULL CHECK (length(organisation) = 16),
  author BLOB NOT NULL CHECK (length(author) = 16),
  audience TEXT NOT NULL CHECK (audience IN ('organisation', 'listed')),
  kind TEXT NOT NULL,
  title_uk TEXT NOT NULL,
  title_en TEXT NOT NULL,
  number TEXT,
  stage TEXT NOT NULL,
  revision INTEGER NOT NULL,
  doc_seq INTEGER NOT NULL,
  last_leaf BLOB NOT NULL CHECK (length(last_leaf) = 32),
  created INTEGER NOT NULL,
  updated INTEGER NOT NULL,
  state TEXT NOT NULL
) STRICT;

CREATE INDEX documents_by_time ON documents (organisation, updated DESC);
CREATE INDEX documents_by_stage ON documents (organisation, stage, updated DESC);

-- The need-to-know list of a document whose audience is 'listed'.
CREATE TABLE document_readers (
  document BLOB NOT NULL REFERENCES documents (id),
  person BLOB NOT NULL,
  PRIMARY KEY (document, person)
) STRICT, WITHOUT ROWID;

-- Everything that a document refers to, in any revision: what may be read with it, and what the collector keeps.
CREATE TABLE document_blobs (
  document BLOB NOT NULL REFERENCES documents (id),
  sha256 BLOB NOT NULL REFERENCES blob (sha256),
  path TEXT NOT NULL,
  media_type TEXT NOT NULL,
  revision INTEGER NOT NULL,
  PRIMARY KEY (document, sha256)
) STRICT;

CREATE INDEX document_blobs_by_hash ON document_blobs (sha256);

-- A step as the office lists it; what proves it is the leaf with the same seq. `facts` is what the step read, `principal` the
-- person in whose name `person` acted, where that is somebody else.
CREATE TABLE steps (
  seq INTEGER NOT NULL PRIMARY KEY,
  document BLOB NOT NULL REFERENCES documents (id),
  doc_seq INTEGER NOT NULL,
  revision INTEGER NOT NULL,
  event TEXT NOT NULL,
  outcome TEXT NOT NULL CHECK (outcome IN ('done', 'refused')),
  person BLOB,
  time INTEGER NOT NULL,
  facts BLOB NOT NULL,
  principal BLOB,
  UNIQUE (document, doc_seq)
) STRICT;

-- Events that a chart sends itself later: deadlines, reminders, `send` with a delay. Written and taken by the step that causes
-- them; those of a document that is over are gone with it.
CREATE TABLE timers (
  number INTEGER NOT NULL PRIMARY KEY AUTOINCREMENT,
  document BLOB NOT NULL REFERENCES documents (id),
  sendid TEXT NOT NULL,
  event TEXT NOT NULL,
  due INTEGER NOT NULL
) STRICT;

CREATE INDEX timers_by_due ON timers (due);
CREATE INDEX timers_by_document ON timers (document, sendid);

-- Journals of numbers: `last` moves only inside the step that takes the number.
CREATE TABLE journals (
  kind TEXT NOT NULL,
  year INTEGER NOT NULL,
  series TEXT NOT NULL,
  last INTEGER NOT NULL,
  PRIMARY KEY (kind, year, series)
) STRICT, WITHOUT ROWID;

CREATE TABLE journal_entries (
  kind TEXT NOT NULL,
  year INTEGER NOT NULL,
  series TEXT NOT NULL,
  position INTEGER NOT NULL,
  document BLOB NOT NULL UNIQUE REFERENCES documents (id),
  number TEXT NOT NULL,
  date TEXT NOT NULL,
  status TEXT NOT NULL CHECK (status IN ('reserved', 'in_force', 'annulled')),
  PRIMARY KEY (kind, year, series, position)
) STRICT, WITHOUT ROWID;

-- What was offered to a key of `person`, who may sign in the name of `principal`. A slot is allotted once and never again, used or not.
CREATE TABLE signing_requests (
  id BLOB NOT NULL PRIMARY KEY CHECK (length(id) = 16),
  document BLOB NOT NULL REFERENCES documents (id),
  slot INTEGER NOT NULL CHECK (slot BETWEEN 1 AND 999),
  person BLOB NOT NULL,
  act TEXT NOT NULL,
  party INTEGER NOT NULL,
  manifest BLOB NOT NULL,
  certificate BLOB NOT NULL,
  asic_manifest BLOB NOT NULL,
  signed_attributes BLOB NOT NULL,
  expires INTEGER NOT NULL,
  used INTEGER,
  principal BLOB,
  UNIQUE (document, slot)
) STRICT;

-- Who has signed with a key.
CREATE INDEX signing_requests_by_key ON signing_requests (certificate, person) WHERE used IS NOT NULL;

-- Keys of commands: the same key and command has one effect, kept for 30 days.
CREATE TABLE command_keys (
  person BLOB NOT NULL,
  key TEXT NOT NULL,
  command BLOB NOT NULL CHECK (length(command) = 32),
  seq INTEGER NOT NULL,
  time INTEGER NOT NULL,
  PRIMARY KEY (person, key)
) STRICT, WITHOUT ROWID;

CREATE INDEX command_keys_by_time ON command_keys (time);

-- Refused attempts that have their own leaf already, one for each person, rule and hour; and those that are only counted.
CREATE TABLE logged_refusals (
  document BLOB NOT NULL,
  person BLOB NOT NULL,
  rule TEXT NOT NULL,
  hour INTEGER NOT NULL,
  PRIMARY KEY (document, person, rule, hour)
) STRICT, WITHOUT ROWID;

CREATE TABLE counted_refusals (
  hour INTEGER NOT NULL,
  rule TEXT NOT NULL,
  count INTEGER NOT NULL,
  PRIMARY KEY (hour, rule)
) STRICT, WITHOUT ROWID;
