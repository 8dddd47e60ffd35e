-- SPDX-License-Identifier: Apache-2.0
-- Copies of licenses on paper: which numbers were given, when, for what. Never changed; gone with the license.

CREATE TABLE license_copies (
  sequence        INTEGER PRIMARY KEY,
  id              TEXT NOT NULL UNIQUE, -- identifier, kind and number: names the row for its seal
  identifier      TEXT NOT NULL REFERENCES licenses (identifier),
  kind            TEXT NOT NULL CHECK (kind IN ('duplicate', 'reprint')),
  number          INTEGER NOT NULL CHECK (number > 0),
  made_at         INTEGER NOT NULL,
  idempotency_key TEXT NOT NULL,        -- keyed digest
  request_digest  BLOB NOT NULL CHECK (length(request_digest) = 32),
  reference       TEXT NOT NULL UNIQUE, -- keyed digest, to be found by
  key_id          INTEGER NOT NULL REFERENCES data_keys (id),
  sealed          BLOB NOT NULL,        -- JSON: reference, total, purpose, by whom, key and request
  leaf            INTEGER NOT NULL REFERENCES ledger_entries (leaf),
  UNIQUE (identifier, kind, number)
) STRICT;
CREATE INDEX license_copies_by_idempotency_key ON license_copies (idempotency_key);
CREATE INDEX license_copies_by_key ON license_copies (key_id);

CREATE TRIGGER license_copies_are_never_changed BEFORE UPDATE ON license_copies
  WHEN NOT (NEW.sequence = OLD.sequence AND NEW.id = OLD.id AND NEW.identifier = OLD.identifier AND NEW.kind = OLD.kind AND
            NEW.number = OLD.number AND NEW.made_at = OLD.made_at AND NEW.leaf = OLD.leaf AND
            ((NEW.key_id > OLD.key_id AND length(NEW.sealed) = length(OLD.sealed) AND NEW.idempotency_key = OLD.idempotency_key AND
              NEW.request_digest = OLD.request_digest AND NEW.reference = OLD.reference) OR
             (NEW.key_id = OLD.key_id AND NEW.sealed = OLD.sealed AND
              EXISTS (SELECT 1 FROM data_keys WHERE purpose = 'index' AND state = 'retired'))))
  BEGIN SELECT RAISE(ABORT, 'copies are append-only'); END;
CREATE TRIGGER license_copies_go_with_their_license BEFORE DELETE ON license_copies
  WHEN (SELECT erased_at FROM licenses WHERE identifier = OLD.identifier) IS NULL
  BEGIN SELECT RAISE(ABORT, 'copies are erased with their license'); END;
