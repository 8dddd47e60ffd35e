-- SPDX-License-Identifier: Apache-2.0
-- Jobs over many licenses (docs/import-jobs.md): imports of historic stock, dry runs of them, and one decision about many. A job's
-- row is its progress and may change; what people signed for, and what became of each license, is append-only.

CREATE TABLE jobs (
  sequence    INTEGER PRIMARY KEY,
  id          TEXT NOT NULL UNIQUE,  -- random
  kind        TEXT NOT NULL CHECK (kind IN ('import', 'dry_run', 'decision')),
  state       TEXT NOT NULL,
  tenant      TEXT NOT NULL,
  type_code   TEXT NOT NULL,
  request_key TEXT NOT NULL UNIQUE,  -- keyed digest: the same request is the same job
  asked_at    INTEGER NOT NULL,
  changed_at  INTEGER NOT NULL,
  read_rows   INTEGER NOT NULL DEFAULT 0,
  issued      INTEGER NOT NULL DEFAULT 0,
  quarantined INTEGER NOT NULL DEFAULT 0,
  refused     INTEGER NOT NULL DEFAULT 0,
  repeated    INTEGER NOT NULL DEFAULT 0,
  key_id      INTEGER NOT NULL REFERENCES data_keys (id),
  sealed      BLOB NOT NULL          -- JSON: who asked, the file, the passport …
) STRICT;
CREATE INDEX jobs_by_state ON jobs (state, sequence);
CREATE INDEX jobs_by_tenant ON jobs (tenant, sequence);
CREATE INDEX jobs_by_key ON jobs (key_id);

-- The file of an import, until the job is over.
CREATE TABLE job_pieces (
  id      TEXT PRIMARY KEY, -- job/number: names the row for its seal
  job     INTEGER NOT NULL REFERENCES jobs (sequence),
  number  INTEGER NOT NULL, -- from 1
  key_id  INTEGER NOT NULL REFERENCES data_keys (id),
  content BLOB NOT NULL,
  UNIQUE (job, number)
) STRICT;
CREATE INDEX job_pieces_by_key ON job_pieces (key_id);

-- Rows of a file that were not issued, and why.
CREATE TABLE job_rows (
  id      TEXT PRIMARY KEY,
  job     INTEGER NOT NULL REFERENCES jobs (sequence),
  number  INTEGER NOT NULL, -- of the row, from 1
  outcome TEXT NOT NULL CHECK (outcome IN ('quarantined', 'refused', 'repeated', 'noted')),
  key_id  INTEGER NOT NULL REFERENCES data_keys (id),
  sealed  BLOB NOT NULL,    -- JSON: findings and cells
  UNIQUE (job, number)
) STRICT;
CREATE INDEX job_rows_by_key ON job_rows (key_id);

ALTER TABLE licenses ADD COLUMN job INTEGER REFERENCES jobs (sequence); -- the import it came with
ALTER TABLE licenses ADD COLUMN job_row INTEGER;
CREATE INDEX licenses_by_job ON licenses (job, job_row) WHERE job IS NOT NULL;
CREATE TRIGGER licenses_keep_their_import BEFORE UPDATE OF job, job_row ON licenses
  BEGIN SELECT RAISE(ABORT, 'a license stays with its import'); END;

-- The sample that people look at before an import counts.
CREATE TABLE job_samples (
  id         TEXT PRIMARY KEY,
  job        INTEGER NOT NULL REFERENCES jobs (sequence),
  number     INTEGER NOT NULL, -- from 1
  identifier TEXT NOT NULL REFERENCES licenses (identifier),
  verdict    TEXT CHECK (verdict IN ('right', 'wrong')),
  judged_at  INTEGER,
  key_id     INTEGER NOT NULL REFERENCES data_keys (id),
  sealed     BLOB NOT NULL,    -- JSON: by whom, and why
  UNIQUE (job, number)
) STRICT;
CREATE INDEX job_samples_by_key ON job_samples (key_id);

-- Who signed. A release or refusal decides what all licenses of the import are.
CREATE TABLE job_signatures (
  id          TEXT PRIMARY KEY,
  job         INTEGER NOT NULL REFERENCES jobs (sequence),
  kind        TEXT NOT NULL CHECK (kind IN ('signed', 'released', 'refused')),
  at          INTEGER NOT NULL,
  leaf        INTEGER REFERENCES ledger_entries (leaf),
  fingerprint BLOB NOT NULL CHECK (length(fingerprint) = 32), -- keyed digest of what decides
  key_id      INTEGER NOT NULL REFERENCES data_keys (id),
  sealed      BLOB NOT NULL,   -- JSON: by whom, and why
  UNIQUE (job, kind)
) STRICT;
CREATE UNIQUE INDEX one_decision_about_a_job ON job_signatures (job) WHERE kind IN ('released', 'refused');
CREATE INDEX job_signatures_by_key ON job_signatures (key_id);
CREATE TRIGGER job_signatures_are_never_changed BEFORE UPDATE ON job_signatures
  WHEN NOT (NEW.id = OLD.id AND NEW.job = OLD.job AND NEW.kind = OLD.kind AND NEW.at = OLD.at AND NEW.leaf IS OLD.leaf AND
            ((NEW.key_id > OLD.key_id AND length(NEW.sealed) = length(OLD.sealed) AND NEW.fingerprint = OLD.fingerprint) OR
             (NEW.key_id = OLD.key_id AND NEW.sealed = OLD.sealed AND
              EXISTS (SELECT 1 FROM data_keys WHERE purpose = 'index' AND state = 'retired'))))
  BEGIN SELECT RAISE(ABORT, 'signatures are append-only'); END;
CREATE TRIGGER job_signatures_are_never_deleted BEFORE DELETE ON job_signatures BEGIN SELECT RAISE(ABORT, 'signatures are append-only'); END;

-- The licenses one decision is about, as they were chosen, and what became of each.
CREATE TABLE job_items (
  job        INTEGER NOT NULL REFERENCES jobs (sequence),
  number     INTEGER NOT NULL, -- from 1
  identifier TEXT NOT NULL REFERENCES licenses (identifier),
  code       TEXT,             -- nothing: not yet; empty: decided; else why not
  PRIMARY KEY (job, number)
) STRICT;
CREATE INDEX open_job_items ON job_items (job, number) WHERE code IS NULL;
