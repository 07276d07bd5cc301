-- What is to leave the office, written in the transaction of the step that causes it: sent only if the step stands, and at
-- least once. `key` is unique, so that a step done twice sends once, and goes along for the receiver to know a repeat by.
CREATE TABLE outbox (
  number INTEGER NOT NULL PRIMARY KEY,
  key TEXT NOT NULL UNIQUE,
  kind TEXT NOT NULL,
  payload BLOB NOT NULL,
  created INTEGER NOT NULL,
  due INTEGER NOT NULL,
  attempts INTEGER NOT NULL DEFAULT 0,
  claimed_until INTEGER,
  done INTEGER,
  given_up INTEGER,
  last_failure TEXT
) STRICT;

CREATE INDEX outbox_due ON outbox (due) WHERE done IS NULL AND given_up IS NULL;
