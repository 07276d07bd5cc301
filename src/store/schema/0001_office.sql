-- Files by the SHA-256 of their content (store/blobs.h). A table refers to a blob by a foreign key on blob (sha256); that is
-- also how the collector knows what is in use. unreferenced_since: when a blob was put or was first seen unused.
CREATE TABLE blob (
  sha256 BLOB NOT NULL PRIMARY KEY CHECK (length(sha256) = 32),
  size INTEGER NOT NULL CHECK (size >= 0),
  unreferenced_since INTEGER
) STRICT;

CREATE INDEX blob_unreferenced ON blob (unreferenced_since) WHERE unreferenced_since IS NOT NULL;

CREATE TABLE blob_chunk (
  sha256 BLOB NOT NULL REFERENCES blob (sha256) ON DELETE CASCADE,
  number INTEGER NOT NULL CHECK (number >= 0),
  bytes BLOB NOT NULL CHECK (length(bytes) BETWEEN 1 AND 1048576),
  PRIMARY KEY (sha256, number)
) STRICT;

-- What is fixed when the office is made: its origin, code, names.
CREATE TABLE meta (
  name TEXT NOT NULL PRIMARY KEY,
  value TEXT NOT NULL
) STRICT;
