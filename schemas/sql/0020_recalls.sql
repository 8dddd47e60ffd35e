-- SPDX-License-Identifier: Apache-2.0
-- Who relied on which license, and who was told of its end or change (docs/recall.md). Who, and for what reason, is sealed; all of it
-- goes with the license.

CREATE TABLE reliances (
  sequence    INTEGER PRIMARY KEY AUTOINCREMENT, -- never given again: the recaller goes on behind it
  id          TEXT NOT NULL UNIQUE,  -- of the use-code it began with: names the row for its seal
  identifier  TEXT NOT NULL,         -- of the license
  party_index BLOB NOT NULL CHECK (length(party_index) = 32), -- keyed digest of who relied on it
  first_at    INTEGER NOT NULL,
  last_at     INTEGER NOT NULL,
  uses        INTEGER NOT NULL,
  key_id      INTEGER NOT NULL REFERENCES data_keys (id),
  sealed      BLOB NOT NULL,         -- JSON: party, its authority, the scan
  UNIQUE (identifier, party_index)
) STRICT;
CREATE INDEX reliances_by_key ON reliances (key_id);
CREATE TRIGGER reliances_only_grow BEFORE UPDATE OF sequence, id, identifier, first_at, last_at, uses ON reliances
  WHEN NOT (NEW.sequence = OLD.sequence AND NEW.id = OLD.id AND NEW.identifier = OLD.identifier AND NEW.first_at = OLD.first_at AND
            NEW.last_at >= OLD.last_at AND NEW.uses = OLD.uses + 1)
  BEGIN SELECT RAISE(ABORT, 'who relied on a license stays so'); END;

CREATE TABLE recalls (
  sequence        INTEGER PRIMARY KEY,
  id              TEXT NOT NULL UNIQUE, -- random
  identifier      TEXT NOT NULL,        -- of the license
  transition      INTEGER NOT NULL,     -- its number among those of the license
  party_index     BLOB NOT NULL CHECK (length(party_index) = 32),
  issuer_code     TEXT NOT NULL,
  state           TEXT NOT NULL,        -- of the license from effective_at on
  effective_at    INTEGER NOT NULL,
  told_at         INTEGER NOT NULL,
  leaf            INTEGER NOT NULL REFERENCES ledger_entries (leaf),
  lifted_at       INTEGER,
  lifted_leaf     INTEGER REFERENCES ledger_entries (leaf),
  acknowledged_at INTEGER,
  reply           TEXT CHECK (reply IN ('case_reopened', 'no_effect', 'decision_revoked')),
  answered_leaf   INTEGER REFERENCES ledger_entries (leaf),
  key_id          INTEGER NOT NULL REFERENCES data_keys (id),
  sealed          BLOB NOT NULL,        -- JSON: whom, why, and all of the above that does not change, again
  UNIQUE (identifier, transition, party_index)
) STRICT;
CREATE INDEX recalls_by_party ON recalls (party_index, sequence);
CREATE INDEX recalls_by_issuer ON recalls (issuer_code, sequence);
CREATE INDEX recalls_by_key ON recalls (key_id);
CREATE TRIGGER recalls_are_answered_once BEFORE UPDATE ON recalls
  WHEN NOT (NEW.sequence = OLD.sequence AND NEW.id = OLD.id AND NEW.identifier = OLD.identifier AND NEW.transition = OLD.transition AND
            NEW.issuer_code = OLD.issuer_code AND NEW.state = OLD.state AND NEW.effective_at = OLD.effective_at AND
            NEW.told_at = OLD.told_at AND NEW.leaf = OLD.leaf AND
            (OLD.lifted_at IS NULL OR (NEW.lifted_at IS OLD.lifted_at AND NEW.lifted_leaf IS OLD.lifted_leaf)) AND
            (OLD.acknowledged_at IS NULL OR
             (NEW.acknowledged_at IS OLD.acknowledged_at AND NEW.reply IS OLD.reply AND NEW.answered_leaf IS OLD.answered_leaf)))
  BEGIN SELECT RAISE(ABORT, 'a recall is answered once'); END;
CREATE TRIGGER recalls_go_with_their_license BEFORE DELETE ON recalls
  WHEN EXISTS (SELECT 1 FROM licenses WHERE identifier = OLD.identifier AND erased_at IS NULL)
  BEGIN SELECT RAISE(ABORT, 'recalls are erased with their license'); END;

-- How far the recaller has got.
CREATE TABLE recall_cursor (
  one       INTEGER PRIMARY KEY CHECK (one = 1),
  mark      INTEGER NOT NULL, -- of transition_marks
  reliance  INTEGER NOT NULL
) STRICT;
INSERT INTO recall_cursor VALUES (1, 0, 0);
