-- SPDX-License-Identifier: Apache-2.0
-- 免提交成效 (docs/exemption-report.md): counts of submissions, in the transaction of each turn. Nothing in them is about a person, so they
-- stay when submissions go.

ALTER TABLE submissions ADD COLUMN counted INTEGER NOT NULL DEFAULT 0 CHECK (counted IN (0, 1)); -- 0: not changed since before this
CREATE INDEX submissions_by_state ON submissions (state, sequence);

CREATE TABLE exemption_counts (
  tenant         TEXT NOT NULL, -- who handed in
  day            TEXT NOT NULL, -- when it came first
  matter         TEXT NOT NULL,
  authority      TEXT NOT NULL, -- who decides it
  region         TEXT NOT NULL,
  submissions    INTEGER NOT NULL CHECK (submissions >= 0),
  asked_for      INTEGER NOT NULL CHECK (asked_for >= 0), -- materials
  given          INTEGER NOT NULL CHECK (given BETWEEN 0 AND asked_for),
  accepted       INTEGER NOT NULL CHECK (accepted >= 0),  -- submissions, and so on
  refused        INTEGER NOT NULL CHECK (refused >= 0),
  paper_demanded INTEGER NOT NULL CHECK (paper_demanded >= 0),
  withdrawn      INTEGER NOT NULL CHECK (withdrawn >= 0),
  PRIMARY KEY (tenant, day, matter, authority, region)
) STRICT, WITHOUT ROWID;

CREATE TABLE exemption_costs (
  tenant       TEXT NOT NULL,
  day          TEXT NOT NULL,
  matter       TEXT NOT NULL,
  reason       TEXT NOT NULL, -- a code
  license_type TEXT NOT NULL, -- that was nearest; empty where unknown
  issuer       TEXT NOT NULL,
  materials    INTEGER NOT NULL CHECK (materials >= 0),
  PRIMARY KEY (tenant, day, matter, reason, license_type, issuer)
) STRICT, WITHOUT ROWID;
