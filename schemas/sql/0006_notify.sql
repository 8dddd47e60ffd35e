-- SPDX-License-Identifier: Apache-2.0
-- Events to be told to others, who wants them, and how far that got. No personal data.

CREATE TABLE outbox (
  sequence        INTEGER PRIMARY KEY,
  id              TEXT NOT NULL UNIQUE,
  at              INTEGER NOT NULL,
  kind            TEXT NOT NULL,
  object          TEXT NOT NULL,
  object_sequence INTEGER NOT NULL,
  data            TEXT NOT NULL, -- JSON
  UNIQUE (object, object_sequence)
) STRICT;
CREATE INDEX outbox_by_time ON outbox (at);

CREATE TABLE subscriptions (
  sequence        INTEGER PRIMARY KEY,
  id              TEXT NOT NULL UNIQUE,
  owner           TEXT NOT NULL,
  idempotency_key TEXT NOT NULL,
  request_digest  BLOB NOT NULL CHECK (length(request_digest) = 32),
  url             TEXT NOT NULL,
  scheme          TEXT NOT NULL CHECK (scheme IN ('hmac-sm3', 'sm2')),
  sealed_secret   BLOB NOT NULL,
  created_at      INTEGER NOT NULL,
  state           TEXT NOT NULL CHECK (state IN ('active', 'paused')),
  pause_reason    TEXT NOT NULL,
  last_success_at INTEGER,
  failing_since   INTEGER,
  failures        INTEGER NOT NULL,
  UNIQUE (owner, idempotency_key)
) STRICT;

CREATE TABLE subscription_kinds (
  kind         TEXT NOT NULL,
  subscription INTEGER NOT NULL REFERENCES subscriptions (sequence),
  PRIMARY KEY (kind, subscription)
) STRICT, WITHOUT ROWID;

-- The deliveries of one object to one subscription are a line; only its head is due.
CREATE TABLE deliveries (
  subscription    INTEGER NOT NULL REFERENCES subscriptions (sequence),
  event           INTEGER NOT NULL REFERENCES outbox (sequence),
  object          TEXT NOT NULL,
  id              TEXT NOT NULL UNIQUE,
  state           TEXT NOT NULL CHECK (state IN ('waiting', 'due', 'delivered', 'dead')),
  attempts        INTEGER NOT NULL,
  due_at          INTEGER NOT NULL,
  last_attempt_at INTEGER,
  last_code       TEXT NOT NULL,
  last_status     INTEGER NOT NULL,
  PRIMARY KEY (subscription, event)
) STRICT, WITHOUT ROWID;
CREATE UNIQUE INDEX heads_of_lines ON deliveries (subscription, object) WHERE state = 'due';
CREATE INDEX due_deliveries ON deliveries (subscription, due_at, event) WHERE state = 'due';
CREATE INDEX waiting_deliveries ON deliveries (subscription, object, event) WHERE state = 'waiting';

CREATE TRIGGER outbox_is_never_changed BEFORE UPDATE ON outbox BEGIN SELECT RAISE(ABORT, 'events are append-only'); END;
