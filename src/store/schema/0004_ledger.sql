-- The leaves as they were hashed. Nothing changes or removes one: the triggers are a second net behind the code.
CREATE TABLE leaves (
  seq INTEGER NOT NULL PRIMARY KEY,
  bytes BLOB NOT NULL,
  hash BLOB NOT NULL CHECK (length(hash) = 32)
) STRICT;

CREATE TRIGGER leaves_stay BEFORE UPDATE ON leaves BEGIN SELECT raise(ABORT, 'a leaf is never changed'); END;
CREATE TRIGGER leaves_remain BEFORE DELETE ON leaves BEGIN SELECT raise(ABORT, 'a leaf is never removed'); END;

-- What the commitments of a leaf say. A row may only go, together with an `erased` leaf.
CREATE TABLE openings (
  seq INTEGER NOT NULL REFERENCES leaves (seq),
  label TEXT NOT NULL,
  salt BLOB NOT NULL CHECK (length(salt) = 32),
  value BLOB NOT NULL,
  PRIMARY KEY (seq, label)
) STRICT, WITHOUT ROWID;

CREATE TRIGGER openings_stay BEFORE UPDATE ON openings BEGIN SELECT raise(ABORT, 'an opening is never changed'); END;

-- The openings that are gone, and the `erased` leaf that says so; none in a restored office until it is reopened.
CREATE TABLE erased_openings (
  seq INTEGER NOT NULL REFERENCES leaves (seq),
  label TEXT NOT NULL,
  leaf INTEGER REFERENCES leaves (seq) DEFERRABLE INITIALLY DEFERRED,
  PRIMARY KEY (seq, label)
) STRICT, WITHOUT ROWID;

-- Roots of the complete subtrees above the leaves: node (level, position) covers 2^level leaves from position × 2^level.
CREATE TABLE tree_nodes (
  level INTEGER NOT NULL CHECK (level BETWEEN 1 AND 62),
  position INTEGER NOT NULL,
  hash BLOB NOT NULL CHECK (length(hash) = 32),
  PRIMARY KEY (level, position)
) STRICT, WITHOUT ROWID;

-- One row: the tree as the last committed step left it, and the note that was signed over the head before it.
CREATE TABLE tree_head (
  one INTEGER NOT NULL PRIMARY KEY CHECK (one = 1),
  size INTEGER NOT NULL,
  root BLOB NOT NULL CHECK (length(root) = 32),
  frontier BLOB NOT NULL
) STRICT;

CREATE TABLE checkpoints (
  size INTEGER NOT NULL PRIMARY KEY,
  note TEXT NOT NULL
) STRICT;

-- RFC 3161 tokens over checkpoints, each with the time that it says and the `anchor` leaf that names it.
CREATE TABLE checkpoint_tokens (
  size INTEGER NOT NULL PRIMARY KEY REFERENCES checkpoints (size),
  leaf INTEGER NOT NULL UNIQUE REFERENCES leaves (seq) DEFERRABLE INITIALLY DEFERRED,
  time INTEGER NOT NULL,
  token BLOB NOT NULL
) STRICT;

CREATE TRIGGER checkpoint_tokens_stay BEFORE UPDATE ON checkpoint_tokens BEGIN SELECT raise(ABORT, 'a token is never changed'); END;
CREATE TRIGGER checkpoint_tokens_remain BEFORE DELETE ON checkpoint_tokens BEGIN SELECT raise(ABORT, 'a token is never removed'); END;
