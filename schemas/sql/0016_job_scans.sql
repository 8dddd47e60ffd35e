-- SPDX-License-Identifier: Apache-2.0
-- Scans that were sent for an import (docs/import-jobs.md), until the job is over.

CREATE TABLE job_scans (
  sequence    INTEGER PRIMARY KEY,
  id          TEXT NOT NULL UNIQUE, -- random: names the row for its seal
  job         INTEGER NOT NULL REFERENCES jobs (sequence),
  name_key    TEXT NOT NULL,        -- keyed digest of what stands for the name of the file
  key_id      INTEGER NOT NULL REFERENCES data_keys (id),
  sealed_name BLOB NOT NULL,        -- SM3 of the name, in hex
  content     BLOB NOT NULL,
  UNIQUE (job, name_key)
) STRICT;
CREATE INDEX job_scans_by_key ON job_scans (key_id);
