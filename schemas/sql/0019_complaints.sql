-- SPDX-License-Identifier: Apache-2.0
-- What holders object to: that a license of theirs was read, or a code scanned (docs/personal-data.md).

CREATE TABLE complaints (
  sequence        INTEGER PRIMARY KEY,
  id              TEXT NOT NULL UNIQUE, -- random
  made_at         INTEGER NOT NULL,
  answered_at     INTEGER,
  state           TEXT NOT NULL CHECK (state IN ('open', 'upheld', 'dismissed')),
  tenant          TEXT NOT NULL,        -- the authority that answers
  holder_index    BLOB NOT NULL CHECK (length(holder_index) = 32),
  idempotency_key TEXT NOT NULL UNIQUE, -- keyed digest, hex
  request_digest  BLOB NOT NULL,
  key_id          INTEGER NOT NULL REFERENCES data_keys (id),
  sealed          BLOB NOT NULL,        -- JSON: who complains of what, and the answer
  leaf            INTEGER NOT NULL REFERENCES ledger_entries (leaf),
  CHECK ((state = 'open') = (answered_at IS NULL))
) STRICT;
CREATE INDEX complaints_by_holder ON complaints (holder_index, sequence);
CREATE INDEX open_complaints ON complaints (tenant, sequence) WHERE state = 'open';
CREATE INDEX complaints_by_answer ON complaints (answered_at) WHERE answered_at IS NOT NULL;
CREATE INDEX complaints_by_key ON complaints (key_id);
CREATE TRIGGER complaints_are_answered_once BEFORE UPDATE OF id, made_at, answered_at, state, tenant ON complaints
  WHEN NOT (NEW.id = OLD.id AND NEW.made_at = OLD.made_at AND NEW.tenant = OLD.tenant AND
            ((NEW.state = OLD.state AND NEW.answered_at IS OLD.answered_at) OR OLD.state = 'open'))
  BEGIN SELECT RAISE(ABORT, 'a complaint is answered once'); END;
