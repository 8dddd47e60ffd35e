-- SPDX-License-Identifier: Apache-2.0
-- The ledger (docs/ledger.md): what was done, the hashes over it, and what was signed about it.

CREATE TABLE ledger_entries (
  leaf    INTEGER PRIMARY KEY, -- from 0, without gaps
  content BLOB NOT NULL
) STRICT;

-- Full tiles only: they never change again. What grows is computed from the entries and roots to its right.
CREATE TABLE ledger_tiles (
  level  INTEGER NOT NULL,
  tile   INTEGER NOT NULL,
  root   BLOB NOT NULL CHECK (length(root) = 32), -- before the hashes, to be read without them
  hashes BLOB NOT NULL CHECK (length(hashes) = 8192),
  UNIQUE (level, tile)
) STRICT;

CREATE TABLE ledger_checkpoints (
  sequence INTEGER PRIMARY KEY,
  size     INTEGER NOT NULL,
  note     TEXT NOT NULL
) STRICT;

-- Which leaves are about a license; they name it by a blinded reference only.
CREATE TABLE license_leaves (
  identifier TEXT NOT NULL REFERENCES licenses (identifier),
  leaf       INTEGER NOT NULL REFERENCES ledger_entries (leaf),
  PRIMARY KEY (identifier, leaf)
) STRICT, WITHOUT ROWID;

CREATE TRIGGER entries_have_no_gaps BEFORE INSERT ON ledger_entries
  WHEN NEW.leaf <> (SELECT ifnull(max(leaf) + 1, 0) FROM ledger_entries)
  BEGIN SELECT RAISE(ABORT, 'the ledger has no gaps'); END;
CREATE TRIGGER entries_are_never_changed BEFORE UPDATE ON ledger_entries BEGIN SELECT RAISE(ABORT, 'the ledger is append-only'); END;
CREATE TRIGGER entries_are_never_deleted BEFORE DELETE ON ledger_entries BEGIN SELECT RAISE(ABORT, 'the ledger is append-only'); END;
CREATE TRIGGER tiles_are_never_changed BEFORE UPDATE ON ledger_tiles BEGIN SELECT RAISE(ABORT, 'the ledger is append-only'); END;
CREATE TRIGGER tiles_are_never_deleted BEFORE DELETE ON ledger_tiles BEGIN SELECT RAISE(ABORT, 'the ledger is append-only'); END;
CREATE TRIGGER checkpoints_are_never_changed BEFORE UPDATE ON ledger_checkpoints BEGIN SELECT RAISE(ABORT, 'the ledger is append-only'); END;
CREATE TRIGGER checkpoints_are_never_deleted BEFORE DELETE ON ledger_checkpoints BEGIN SELECT RAISE(ABORT, 'the ledger is append-only'); END;
CREATE TRIGGER license_leaves_are_never_changed BEFORE UPDATE ON license_leaves BEGIN SELECT RAISE(ABORT, 'the ledger is append-only'); END;
CREATE TRIGGER license_leaves_are_never_deleted BEFORE DELETE ON license_leaves BEGIN SELECT RAISE(ABORT, 'the ledger is append-only'); END;
