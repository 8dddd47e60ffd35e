-- SPDX-License-Identifier: Apache-2.0
-- The life of a license after its issue (docs/life.md): what was asked for, and what became of it. Nothing is changed or
-- deleted; the state of a license follows from the marks. Who asked, and why, is sealed.

CREATE TABLE transitions (
  sequence        INTEGER PRIMARY KEY,
  id              TEXT NOT NULL UNIQUE, -- random: names the row for its seal
  identifier      TEXT NOT NULL REFERENCES licenses (identifier),
  number          INTEGER NOT NULL,     -- from 1, among those of its license
  idempotency_key TEXT NOT NULL,        -- keyed digest
  request_digest  BLOB NOT NULL CHECK (length(request_digest) = 32),
  name            TEXT NOT NULL,
  from_state      TEXT NOT NULL,
  to_state        TEXT NOT NULL,
  reaches_back    INTEGER NOT NULL CHECK (reaches_back IN (0, 1)),
  asked_at        INTEGER NOT NULL,
  effective_on    TEXT NOT NULL,        -- a day at UTC+8
  revision        INTEGER NOT NULL,     -- of the license as it was judged
  successor       TEXT REFERENCES licenses (identifier), -- the version that replaces it
  key_id          INTEGER NOT NULL REFERENCES data_keys (id),
  sealed          BLOB NOT NULL,        -- JSON
  UNIQUE (identifier, number)
) STRICT;
CREATE INDEX transitions_by_idempotency_key ON transitions (idempotency_key);
CREATE INDEX transitions_by_key ON transitions (key_id);
CREATE UNIQUE INDEX transitions_by_successor ON transitions (successor) WHERE successor IS NOT NULL;

CREATE TABLE transition_marks (
  sequence     INTEGER PRIMARY KEY,
  id           TEXT NOT NULL UNIQUE,
  transition   INTEGER NOT NULL REFERENCES transitions (sequence),
  kind         TEXT NOT NULL CHECK (kind IN ('made', 'withdrawn', 'voided')), -- voided: its new version was not issued
  at           INTEGER NOT NULL,
  effective_at INTEGER NOT NULL,
  leaf         INTEGER REFERENCES ledger_entries (leaf),
  fingerprint  BLOB NOT NULL CHECK (length(fingerprint) = 32), -- keyed digest of what decides the state
  key_id       INTEGER NOT NULL REFERENCES data_keys (id),
  sealed       BLOB NOT NULL, -- JSON: by whom
  UNIQUE (transition, kind)
) STRICT;
CREATE INDEX transition_marks_by_key ON transition_marks (key_id);
CREATE INDEX transition_marks_by_leaf ON transition_marks (leaf) WHERE leaf IS NOT NULL;

CREATE TRIGGER transitions_are_never_changed BEFORE UPDATE ON transitions
  WHEN NOT (NEW.key_id > OLD.key_id AND length(NEW.sealed) = length(OLD.sealed) AND NEW.sequence = OLD.sequence AND NEW.id = OLD.id AND
            NEW.identifier = OLD.identifier AND NEW.number = OLD.number AND NEW.idempotency_key = OLD.idempotency_key AND
            NEW.request_digest = OLD.request_digest AND NEW.name = OLD.name AND NEW.from_state = OLD.from_state AND
            NEW.to_state = OLD.to_state AND NEW.reaches_back = OLD.reaches_back AND NEW.asked_at = OLD.asked_at AND
            NEW.effective_on = OLD.effective_on AND NEW.revision = OLD.revision AND NEW.successor IS OLD.successor)
  BEGIN SELECT RAISE(ABORT, 'transitions are append-only'); END;
CREATE TRIGGER transitions_are_never_deleted BEFORE DELETE ON transitions BEGIN SELECT RAISE(ABORT, 'transitions are append-only'); END;
CREATE TRIGGER transition_marks_are_never_changed BEFORE UPDATE ON transition_marks
  WHEN NOT (NEW.key_id > OLD.key_id AND length(NEW.sealed) = length(OLD.sealed) AND NEW.sequence = OLD.sequence AND NEW.id = OLD.id AND
            NEW.transition = OLD.transition AND NEW.kind = OLD.kind AND NEW.at = OLD.at AND NEW.effective_at = OLD.effective_at AND
            NEW.leaf IS OLD.leaf AND NEW.fingerprint = OLD.fingerprint)
  BEGIN SELECT RAISE(ABORT, 'transitions are append-only'); END;
CREATE TRIGGER transition_marks_are_never_deleted BEFORE DELETE ON transition_marks BEGIN SELECT RAISE(ABORT, 'transitions are append-only'); END;

-- Lists and feeds: by issuer and type, and by what was done since.
CREATE INDEX licenses_by_issuer ON licenses (issuer_code, sequence);
CREATE INDEX licenses_by_issuer_and_type ON licenses (issuer_code, type_code, sequence);
CREATE INDEX licenses_by_issuer_and_day ON licenses (issuer_code, issued_on, sequence);
CREATE INDEX license_leaves_by_leaf ON license_leaves (leaf);
