-- SPDX-License-Identifier: Apache-2.0
-- Cases that received licenses instead of paper (docs/submission.md). What is personal is sealed.

CREATE TABLE submissions (
  sequence        INTEGER PRIMARY KEY,
  id              TEXT NOT NULL UNIQUE, -- random
  number          TEXT NOT NULL UNIQUE, -- ten digits, for both screens
  idempotency_key TEXT NOT NULL UNIQUE, -- keyed digest, hex
  request_digest  BLOB NOT NULL,
  state           TEXT NOT NULL CHECK (state IN ('partial', 'complete', 'accepted', 'refused', 'paper-demanded', 'withdrawn')),
  received_at     INTEGER NOT NULL,
  changed_at      INTEGER NOT NULL,
  key_id          INTEGER NOT NULL REFERENCES data_keys (id),
  sealed          BLOB NOT NULL,        -- JSON: who asked for what, what was given of whom, the statement
  receipt         INTEGER NOT NULL REFERENCES ledger_entries (leaf) -- over the statement
) STRICT;
CREATE INDEX submissions_by_key ON submissions (key_id);
CREATE INDEX submissions_by_change ON submissions (changed_at);
CREATE TRIGGER submissions_are_answered_once BEFORE UPDATE OF id, number, state, received_at, changed_at, receipt ON submissions
  WHEN NOT (NEW.id = OLD.id AND NEW.number = OLD.number AND NEW.received_at = OLD.received_at AND NEW.changed_at >= OLD.changed_at AND
            NEW.receipt >= OLD.receipt AND
            (NEW.state = OLD.state OR OLD.state = 'partial' OR (OLD.state = 'complete' AND NEW.state <> 'partial')))
  BEGIN SELECT RAISE(ABORT, 'a submission is answered once'); END;

CREATE TABLE submission_copies (
  sequence     INTEGER PRIMARY KEY,
  id           TEXT NOT NULL UNIQUE, -- submission/place: names the row for its seal
  submission   INTEGER NOT NULL REFERENCES submissions (sequence),
  holder_index BLOB NOT NULL,        -- of who agreed
  key_id       INTEGER NOT NULL REFERENCES data_keys (id),
  sealed       BLOB NOT NULL,        -- JSON: who agreed
  content      BLOB NOT NULL         -- the annotated copy, sealed; of a withdrawn submission nothing, sealed
) STRICT;
CREATE INDEX submission_copies_by_holder ON submission_copies (holder_index, submission);
CREATE INDEX submission_copies_by_submission ON submission_copies (submission);
CREATE INDEX submission_copies_by_key ON submission_copies (key_id);
