-- SPDX-License-Identifier: Apache-2.0
-- Changes of license types at run time (docs/license-types.md), and what a document says of itself since then: the version
-- of its type and its place in the status lists (docs/status.md).

CREATE TABLE type_proposals (
  number      INTEGER PRIMARY KEY,
  id          TEXT NOT NULL UNIQUE, -- random: names the row for its seal
  change      TEXT NOT NULL CHECK (change IN ('publication', 'withdrawal')),
  code        TEXT NOT NULL,
  version     INTEGER NOT NULL,
  file        TEXT NOT NULL,        -- as it was proposed
  proposed_at INTEGER NOT NULL,
  leaf        INTEGER NOT NULL REFERENCES ledger_entries (leaf),
  key_id      INTEGER NOT NULL REFERENCES data_keys (id),
  sealed      BLOB NOT NULL         -- JSON: by whom and why, and a digest of the other columns
) STRICT;
CREATE INDEX type_proposals_by_key ON type_proposals (key_id);

CREATE TABLE type_decisions (
  sequence   INTEGER PRIMARY KEY,
  id         TEXT NOT NULL UNIQUE REFERENCES type_proposals (id), -- each proposal is decided once
  status     TEXT NOT NULL CHECK (status IN ('approved', 'refused')),
  decided_at INTEGER NOT NULL,
  leaf       INTEGER NOT NULL REFERENCES ledger_entries (leaf),
  key_id     INTEGER NOT NULL REFERENCES data_keys (id),
  sealed     BLOB NOT NULL
) STRICT;
CREATE INDEX type_decisions_by_key ON type_decisions (key_id);

CREATE TRIGGER type_proposals_are_never_changed BEFORE UPDATE ON type_proposals
  WHEN NOT (NEW.key_id > OLD.key_id AND length(NEW.sealed) = length(OLD.sealed) AND NEW.number = OLD.number AND NEW.id = OLD.id AND
            NEW.change = OLD.change AND NEW.code = OLD.code AND NEW.version = OLD.version AND NEW.file = OLD.file AND
            NEW.proposed_at = OLD.proposed_at AND NEW.leaf = OLD.leaf)
  BEGIN SELECT RAISE(ABORT, 'proposals are append-only'); END;
CREATE TRIGGER type_proposals_are_never_deleted BEFORE DELETE ON type_proposals BEGIN SELECT RAISE(ABORT, 'proposals are append-only'); END;
CREATE TRIGGER type_decisions_are_never_changed BEFORE UPDATE ON type_decisions
  WHEN NOT (NEW.key_id > OLD.key_id AND length(NEW.sealed) = length(OLD.sealed) AND NEW.sequence = OLD.sequence AND NEW.id = OLD.id AND
            NEW.status = OLD.status AND NEW.decided_at = OLD.decided_at AND NEW.leaf = OLD.leaf)
  BEGIN SELECT RAISE(ABORT, 'decisions are append-only'); END;
CREATE TRIGGER type_decisions_are_never_deleted BEFORE DELETE ON type_decisions BEGIN SELECT RAISE(ABORT, 'decisions are append-only'); END;

-- Licenses from before have no version of their type and stay where the order of their plans had put them.
ALTER TABLE licenses ADD COLUMN type_version INTEGER;
ALTER TABLE licenses ADD COLUMN status_number INTEGER; -- among all licenses
ALTER TABLE licenses ADD COLUMN status_uri TEXT;       -- as the document says it
ALTER TABLE licenses ADD COLUMN status_index INTEGER;
UPDATE licenses SET status_number = sequence - 1;
CREATE UNIQUE INDEX licenses_by_status_number ON licenses (status_number);
DROP TRIGGER licenses_keep_what_was_signed;
CREATE TRIGGER licenses_keep_what_was_signed BEFORE UPDATE OF identifier, reference, type_code, type_name, issuer_code, issuer_name,
  holder_code_type, issued_at, issued_on, valid_from, valid_until, type_version, status_number, status_uri, status_index ON licenses
  WHEN NOT (NEW.identifier = OLD.identifier AND NEW.type_code = OLD.type_code AND NEW.type_name = OLD.type_name AND
            NEW.issuer_code = OLD.issuer_code AND NEW.issuer_name = OLD.issuer_name AND NEW.holder_code_type = OLD.holder_code_type AND
            NEW.issued_at = OLD.issued_at AND NEW.issued_on = OLD.issued_on AND NEW.valid_from = OLD.valid_from AND
            NEW.valid_until = OLD.valid_until AND NEW.type_version IS OLD.type_version AND NEW.status_number IS OLD.status_number AND
            NEW.status_uri IS OLD.status_uri AND NEW.status_index IS OLD.status_index AND
            EXISTS (SELECT 1 FROM data_keys WHERE purpose = 'index' AND state = 'retired')) -- as 0009_key_rotation.sql
  BEGIN SELECT RAISE(ABORT, 'what was signed does not change'); END;
