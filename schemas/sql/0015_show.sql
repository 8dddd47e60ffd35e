-- SPDX-License-Identifier: Apache-2.0
-- Showing licenses, scans, use-codes and mandates (docs/show.md). Codes are kept as keyed digests, what is personal is sealed.

CREATE TABLE mandates (
  sequence        INTEGER PRIMARY KEY,
  id              TEXT NOT NULL UNIQUE, -- random
  kind            TEXT NOT NULL CHECK (kind IN ('relative', 'handler', 'guardian', 'paper')),
  holder_index    BLOB NOT NULL,        -- of the principal
  agent_index     BLOB NOT NULL,
  reference       TEXT UNIQUE,          -- keyed digest of what stands on a paper, hex
  idempotency_key TEXT NOT NULL UNIQUE, -- keyed digest, hex
  request_digest  BLOB NOT NULL,
  used            INTEGER NOT NULL DEFAULT 0,
  until           INTEGER NOT NULL,
  revoked_at      INTEGER,
  key_id          INTEGER NOT NULL REFERENCES data_keys (id),
  sealed          BLOB NOT NULL,        -- JSON: who, what, how often, since and until when
  leaf            INTEGER NOT NULL REFERENCES ledger_entries (leaf)
) STRICT;
CREATE INDEX mandates_by_holder ON mandates (holder_index, sequence);
CREATE INDEX mandates_by_agent ON mandates (agent_index, sequence);
CREATE INDEX mandates_by_key ON mandates (key_id);
CREATE INDEX mandates_by_end ON mandates (until);
CREATE TRIGGER mandates_stay_as_given BEFORE UPDATE OF id, kind, used, until, revoked_at, leaf ON mandates
  WHEN NOT (NEW.id = OLD.id AND NEW.kind = OLD.kind AND NEW.until = OLD.until AND NEW.leaf = OLD.leaf AND NEW.used >= OLD.used AND
            (OLD.revoked_at IS NULL OR NEW.revoked_at IS OLD.revoked_at))
  BEGIN SELECT RAISE(ABORT, 'a mandate stays as it was given'); END;

CREATE TABLE show_sessions (
  sequence     INTEGER PRIMARY KEY,
  id           TEXT NOT NULL UNIQUE, -- random
  shower_index BLOB NOT NULL,        -- of who shows: the holder or an agent
  mandate      INTEGER REFERENCES mandates (sequence),
  turn         INTEGER NOT NULL DEFAULT 0, -- counts scans: codes of an earlier turn are used up
  ends_at      INTEGER NOT NULL,
  ended_at     INTEGER,              -- before its time
  key_id       INTEGER NOT NULL REFERENCES data_keys (id),
  sealed       BLOB NOT NULL,        -- JSON: whose, which licenses, for which matter
  leaf         INTEGER NOT NULL REFERENCES ledger_entries (leaf)
) STRICT;
CREATE INDEX show_sessions_by_shower ON show_sessions (shower_index, sequence);
CREATE INDEX show_sessions_by_mandate ON show_sessions (mandate) WHERE mandate IS NOT NULL;
CREATE INDEX show_sessions_by_key ON show_sessions (key_id);
CREATE INDEX show_sessions_by_end ON show_sessions (ends_at);
CREATE TRIGGER show_sessions_never_go_back BEFORE UPDATE OF turn, ends_at, ended_at ON show_sessions
  WHEN NEW.turn < OLD.turn OR NEW.ends_at <> OLD.ends_at OR (OLD.ended_at IS NOT NULL AND NEW.ended_at IS NOT OLD.ended_at)
  BEGIN SELECT RAISE(ABORT, 'what was used up or ended stays so'); END;

-- Of open sessions; they live a minute.
CREATE TABLE show_codes (
  reference  TEXT PRIMARY KEY,       -- keyed digest, hex
  spoken     TEXT NOT NULL UNIQUE,   -- the same of the ten digits
  session    INTEGER NOT NULL REFERENCES show_sessions (sequence),
  turn       INTEGER NOT NULL,
  expires_at INTEGER NOT NULL
) STRICT, WITHOUT ROWID;
CREATE INDEX show_codes_by_expiry ON show_codes (expires_at);
CREATE INDEX show_codes_by_session ON show_codes (session);

CREATE TABLE scans (
  sequence        INTEGER PRIMARY KEY,
  id              TEXT NOT NULL UNIQUE, -- random
  session         INTEGER REFERENCES show_sessions (sequence), -- nothing: a code on paper
  mandate         INTEGER REFERENCES mandates (sequence),
  holder_index    BLOB NOT NULL,
  shower_index    BLOB NOT NULL,
  idempotency_key TEXT NOT NULL UNIQUE, -- keyed digest, hex
  request_digest  BLOB NOT NULL,
  state           TEXT NOT NULL CHECK (state IN ('waiting', 'given', 'refused', 'stopped')),
  scanned_at      INTEGER NOT NULL,
  answer_until    INTEGER NOT NULL,
  decided_at      INTEGER,
  key_id          INTEGER NOT NULL REFERENCES data_keys (id),
  sealed          BLOB NOT NULL,        -- JSON: who asked for what of whom, and what was answered
  leaf            INTEGER NOT NULL REFERENCES ledger_entries (leaf)
) STRICT;
CREATE INDEX scans_by_holder ON scans (holder_index, sequence);
CREATE INDEX scans_by_shower ON scans (shower_index, sequence);
CREATE INDEX scans_by_session ON scans (session, sequence);
CREATE INDEX scans_by_mandate ON scans (mandate) WHERE mandate IS NOT NULL;
CREATE INDEX scans_by_key ON scans (key_id);
CREATE INDEX scans_by_time ON scans (scanned_at);
CREATE TRIGGER scans_are_answered_once BEFORE UPDATE OF id, session, mandate, state, scanned_at, answer_until ON scans
  WHEN NOT (NEW.id = OLD.id AND NEW.session IS OLD.session AND NEW.mandate IS OLD.mandate AND NEW.scanned_at = OLD.scanned_at AND
            NEW.answer_until = OLD.answer_until AND
            (NEW.state = OLD.state OR OLD.state = 'waiting' OR (OLD.state = 'given' AND NEW.state = 'stopped')))
  BEGIN SELECT RAISE(ABORT, 'a scan is answered once'); END;

CREATE TABLE use_codes (
  sequence   INTEGER PRIMARY KEY,
  id         TEXT NOT NULL UNIQUE,  -- scan/place: names the row for its seal
  scan       INTEGER NOT NULL REFERENCES scans (sequence),
  reference  TEXT NOT NULL UNIQUE,  -- keyed digest of the code, hex
  uses       INTEGER NOT NULL,
  used       INTEGER NOT NULL DEFAULT 0 CHECK (used <= uses),
  expires_at INTEGER NOT NULL,
  stopped_at INTEGER,
  key_id     INTEGER NOT NULL REFERENCES data_keys (id),
  sealed     BLOB NOT NULL          -- JSON: the code, its license and fields; how often and until when, again
) STRICT;
CREATE INDEX use_codes_by_scan ON use_codes (scan, sequence);
CREATE INDEX use_codes_by_key ON use_codes (key_id);
CREATE TRIGGER use_codes_never_come_back BEFORE UPDATE OF scan, uses, used, expires_at, stopped_at ON use_codes
  WHEN NOT (NEW.scan = OLD.scan AND NEW.uses = OLD.uses AND NEW.expires_at = OLD.expires_at AND NEW.used >= OLD.used AND
            (OLD.stopped_at IS NULL OR NEW.stopped_at IS OLD.stopped_at))
  BEGIN SELECT RAISE(ABORT, 'what was used stays used'); END;

CREATE TABLE license_uses (
  sequence INTEGER PRIMARY KEY,
  use_code INTEGER NOT NULL REFERENCES use_codes (sequence),
  number   INTEGER NOT NULL, -- from 1
  request  BLOB NOT NULL,    -- SM3 of the use-code and the Idempotency-Key: the code in it cannot be guessed
  used_at  INTEGER NOT NULL,
  leaf     INTEGER NOT NULL REFERENCES ledger_entries (leaf),
  UNIQUE (use_code, number),
  UNIQUE (use_code, request)
) STRICT;
