-- SPDX-License-Identifier: Apache-2.0
-- Changes of matters at run time (docs/submission.md), kept as those of license types are.

CREATE TABLE matter_proposals (
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
CREATE INDEX matter_proposals_by_key ON matter_proposals (key_id);

CREATE TABLE matter_decisions (
  sequence   INTEGER PRIMARY KEY,
  id         TEXT NOT NULL UNIQUE REFERENCES matter_proposals (id), -- each proposal is decided once
  status     TEXT NOT NULL CHECK (status IN ('approved', 'refused')),
  decided_at INTEGER NOT NULL,
  leaf       INTEGER NOT NULL REFERENCES ledger_entries (leaf),
  key_id     INTEGER NOT NULL REFERENCES data_keys (id),
  sealed     BLOB NOT NULL
) STRICT;
CREATE INDEX matter_decisions_by_key ON matter_decisions (key_id);

CREATE TRIGGER matter_proposals_are_never_changed BEFORE UPDATE ON matter_proposals
  WHEN NOT (NEW.key_id > OLD.key_id AND length(NEW.sealed) = length(OLD.sealed) AND NEW.number = OLD.number AND NEW.id = OLD.id AND
            NEW.change = OLD.change AND NEW.code = OLD.code AND NEW.version = OLD.version AND NEW.file = OLD.file AND
            NEW.proposed_at = OLD.proposed_at AND NEW.leaf = OLD.leaf)
  BEGIN SELECT RAISE(ABORT, 'proposals are append-only'); END;
CREATE TRIGGER matter_proposals_are_never_deleted BEFORE DELETE ON matter_proposals BEGIN SELECT RAISE(ABORT, 'proposals are append-only'); END;
CREATE TRIGGER matter_decisions_are_never_changed BEFORE UPDATE ON matter_decisions
  WHEN NOT (NEW.key_id > OLD.key_id AND length(NEW.sealed) = length(OLD.sealed) AND NEW.sequence = OLD.sequence AND NEW.id = OLD.id AND
            NEW.status = OLD.status AND NEW.decided_at = OLD.decided_at AND NEW.leaf = OLD.leaf)
  BEGIN SELECT RAISE(ABORT, 'decisions are append-only'); END;
CREATE TRIGGER matter_decisions_are_never_deleted BEFORE DELETE ON matter_decisions BEGIN SELECT RAISE(ABORT, 'decisions are append-only'); END;
