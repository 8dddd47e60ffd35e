-- SPDX-License-Identifier: Apache-2.0
-- Licenses, the plans they come from, their documents, and the history of all that.

CREATE TABLE licenses (
  sequence         INTEGER PRIMARY KEY,
  identifier       TEXT NOT NULL UNIQUE,
  reference        TEXT NOT NULL UNIQUE,
  type_code        TEXT NOT NULL,
  type_name        TEXT NOT NULL,
  number           TEXT NOT NULL,
  issuer_code      TEXT NOT NULL,
  issuer_name      TEXT NOT NULL,
  holder_name      TEXT NOT NULL,
  holder_code_type TEXT NOT NULL,
  holder_code      TEXT NOT NULL,
  data             TEXT NOT NULL, -- JSON
  issued_at        INTEGER NOT NULL, -- seconds since 1970-01-01T00:00:00Z, as all times here
  issued_on        TEXT NOT NULL,
  valid_from       TEXT NOT NULL,
  valid_until      TEXT NOT NULL,
  state            TEXT NOT NULL CHECK (state IN ('pending', 'valid', 'suspended', 'replaced', 'cancelled', 'annulled', 'revoked')),
  seal_id          TEXT NOT NULL,
  document_digest  BLOB NOT NULL CHECK (length(document_digest) = 32)
) STRICT;
CREATE INDEX licenses_by_number ON licenses (type_code, number);

CREATE TABLE plans (
  sequence        INTEGER PRIMARY KEY,
  idempotency_key TEXT NOT NULL,
  request_digest  BLOB NOT NULL CHECK (length(request_digest) = 32),
  identifier      TEXT NOT NULL UNIQUE REFERENCES licenses (identifier),
  planned_at      INTEGER NOT NULL,
  state           TEXT NOT NULL CHECK (state IN ('open', 'done', 'voided')),
  closed_at       INTEGER,
  reason          TEXT -- why it was voided, a stable code
) STRICT;
-- A voided plan gives its key free: the same request may be tried again.
CREATE UNIQUE INDEX plans_by_key ON plans (idempotency_key) WHERE state <> 'voided';
CREATE INDEX open_plans ON plans (sequence) WHERE state = 'open';

CREATE TABLE documents (
  identifier TEXT PRIMARY KEY REFERENCES licenses (identifier),
  content    BLOB NOT NULL
) STRICT;

CREATE TABLE events (
  sequence   INTEGER PRIMARY KEY,
  at         INTEGER NOT NULL,
  kind       TEXT NOT NULL,
  identifier TEXT NOT NULL,
  digest     BLOB NOT NULL CHECK (length(digest) = 32)
) STRICT;

-- One row, written to learn whether writing works.
CREATE TABLE heartbeat (id INTEGER PRIMARY KEY CHECK (id = 1), beats INTEGER NOT NULL) STRICT;
INSERT INTO heartbeat VALUES (1, 0);

CREATE TRIGGER events_are_never_changed BEFORE UPDATE ON events BEGIN SELECT RAISE(ABORT, 'events are append-only'); END;
CREATE TRIGGER events_are_never_deleted BEFORE DELETE ON events BEGIN SELECT RAISE(ABORT, 'events are append-only'); END;
CREATE TRIGGER documents_are_never_changed BEFORE UPDATE ON documents BEGIN SELECT RAISE(ABORT, 'documents are append-only'); END;
CREATE TRIGGER documents_are_never_deleted BEFORE DELETE ON documents BEGIN SELECT RAISE(ABORT, 'documents are append-only'); END;
CREATE TRIGGER licenses_are_never_deleted BEFORE DELETE ON licenses BEGIN SELECT RAISE(ABORT, 'licenses stay'); END;
CREATE TRIGGER licenses_keep_what_was_signed BEFORE UPDATE OF identifier, reference, type_code, type_name, number, issuer_code,
  issuer_name, holder_name, holder_code_type, holder_code, data, issued_at, issued_on, valid_from, valid_until ON licenses
  BEGIN SELECT RAISE(ABORT, 'what was signed does not change'); END;
CREATE TRIGGER plans_are_never_deleted BEFORE DELETE ON plans BEGIN SELECT RAISE(ABORT, 'plans stay'); END;
CREATE TRIGGER closed_plans_are_never_changed BEFORE UPDATE ON plans WHEN OLD.state <> 'open'
  BEGIN SELECT RAISE(ABORT, 'a closed plan stays closed'); END;
