-- Bodies: our own organisation, ministries, partners. `code` is the ЄДРПОУ where there is one.
CREATE TABLE organisations (
  id BLOB NOT NULL PRIMARY KEY CHECK (length(id) = 16),
  code TEXT UNIQUE
) STRICT;

CREATE TABLE organisation_names (
  organisation BLOB NOT NULL REFERENCES organisations (id),
  language TEXT NOT NULL,
  value TEXT NOT NULL CHECK (value <> ''),
  PRIMARY KEY (organisation, language)
) STRICT, WITHOUT ROWID;

CREATE TABLE units (
  id BLOB NOT NULL PRIMARY KEY CHECK (length(id) = 16),
  organisation BLOB NOT NULL REFERENCES organisations (id),
  parent BLOB REFERENCES units (id)
) STRICT;

CREATE INDEX units_of_organisation ON units (organisation);

CREATE TABLE unit_names (
  unit BLOB NOT NULL REFERENCES units (id),
  language TEXT NOT NULL,
  value TEXT NOT NULL CHECK (value <> ''),
  PRIMARY KEY (unit, language)
) STRICT, WITHOUT ROWID;

-- Human beings. `organisation` is where they work; what they may do stands in role_assignments.
CREATE TABLE persons (
  id BLOB NOT NULL PRIMARY KEY CHECK (length(id) = 16),
  organisation BLOB NOT NULL REFERENCES organisations (id),
  unit BLOB REFERENCES units (id),
  email TEXT
) STRICT;

CREATE INDEX persons_of_organisation ON persons (organisation);

-- In the parts that each language orders in its own way; erasing a person empties these two tables of them.
CREATE TABLE person_names (
  person BLOB NOT NULL REFERENCES persons (id),
  language TEXT NOT NULL,
  family TEXT NOT NULL,
  given TEXT NOT NULL,
  patronymic TEXT NOT NULL,
  position TEXT NOT NULL,
  PRIMARY KEY (person, language)
) STRICT, WITHOUT ROWID;

-- The whole name in a grammatical case, where somebody gave it: it cannot be computed safely.
CREATE TABLE person_name_cases (
  person BLOB NOT NULL,
  language TEXT NOT NULL,
  grammatical_case TEXT NOT NULL,
  value TEXT NOT NULL CHECK (value <> ''),
  PRIMARY KEY (person, language, grammatical_case),
  FOREIGN KEY (person, language) REFERENCES person_names (person, language) ON DELETE CASCADE
) STRICT, WITHOUT ROWID;

-- What makes a person's pseudonyms in the ledger (FORMATS, Leaf). Destroyed: no pseudonym leads back to the person any more.
CREATE TABLE person_keys (
  person BLOB NOT NULL PRIMARY KEY REFERENCES persons (id),
  key BLOB CHECK (length(key) = 32),
  destroyed INTEGER,
  CHECK ((key IS NULL) = (destroyed IS NOT NULL))
) STRICT;

-- Ways in. Without a password an account is only reached from its operating-system user. `failed_attempts` counts since the
-- last log-in, for its owner to see and for the next attempt to wait.
CREATE TABLE accounts (
  id BLOB NOT NULL PRIMARY KEY CHECK (length(id) = 16),
  person BLOB NOT NULL REFERENCES persons (id),
  log_in_name TEXT NOT NULL UNIQUE,
  password_hash TEXT,
  password_changed INTEGER,
  system_user TEXT UNIQUE,
  failed_attempts INTEGER NOT NULL DEFAULT 0,
  last_failure INTEGER,
  last_log_in INTEGER,
  disabled INTEGER
) STRICT;

CREATE INDEX accounts_of_person ON accounts (person);

-- Who may be what, where, from when and by which instrument. In force from valid_from until just before valid_until.
-- Rows are ended, never removed: what was allowed on a day can be looked up years later.
CREATE TABLE role_assignments (
  id BLOB NOT NULL PRIMARY KEY CHECK (length(id) = 16),
  person BLOB NOT NULL REFERENCES persons (id),
  role TEXT NOT NULL,
  organisation BLOB NOT NULL REFERENCES organisations (id),
  valid_from INTEGER NOT NULL,
  valid_until INTEGER,
  instrument TEXT NOT NULL,
  instrument_sha256 BLOB CHECK (length(instrument_sha256) = 32)
) STRICT;

CREATE INDEX role_assignments_of_person ON role_assignments (person);

-- Substitutions and delegations: `delegate` acts in the name of `principal`, only in the roles of delegation_roles that the
-- principal holds, and always until a date.
CREATE TABLE delegations (
  id BLOB NOT NULL PRIMARY KEY CHECK (length(id) = 16),
  principal BLOB NOT NULL REFERENCES persons (id),
  delegate BLOB NOT NULL REFERENCES persons (id),
  organisation BLOB NOT NULL REFERENCES organisations (id),
  valid_from INTEGER NOT NULL,
  valid_until INTEGER NOT NULL,
  instrument TEXT NOT NULL,
  instrument_sha256 BLOB CHECK (length(instrument_sha256) = 32),
  CHECK (principal <> delegate)
) STRICT;

CREATE INDEX delegations_to ON delegations (delegate);
CREATE INDEX delegations_from ON delegations (principal);

CREATE TABLE delegation_roles (
  delegation BLOB NOT NULL REFERENCES delegations (id),
  role TEXT NOT NULL,
  PRIMARY KEY (delegation, role)
) STRICT, WITHOUT ROWID;

-- Who is asked when nobody can log in any more: names in the order in which they were given.
CREATE TABLE recovery_persons (
  number INTEGER NOT NULL PRIMARY KEY,
  name TEXT NOT NULL CHECK (name <> '')
) STRICT;

-- Log-ins over HTTP by the SHA-256 of their token: who reads this table cannot act as anybody.
CREATE TABLE sessions (
  token BLOB NOT NULL PRIMARY KEY CHECK (length(token) = 32),
  person BLOB NOT NULL REFERENCES persons (id),
  started INTEGER NOT NULL,
  seen INTEGER NOT NULL
) STRICT;

CREATE INDEX sessions_of_person ON sessions (person);
CREATE INDEX sessions_by_seen ON sessions (seen);
