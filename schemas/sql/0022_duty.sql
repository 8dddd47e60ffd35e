-- SPDX-License-Identifier: Apache-2.0
-- Use-codes by statutory power (docs/show.md, Three ways in): how much of its quota an application used today.

CREATE TABLE duty_requests (
  party  TEXT NOT NULL,
  matter TEXT NOT NULL,
  day    TEXT NOT NULL,    -- YYYY-MM-DD at UTC+8
  used   INTEGER NOT NULL, -- requests, whatever was found
  PRIMARY KEY (party, matter, day)
) STRICT, WITHOUT ROWID;
CREATE TRIGGER duty_requests_only_grow BEFORE UPDATE ON duty_requests
  WHEN NOT (NEW.party = OLD.party AND NEW.matter = OLD.matter AND NEW.day = OLD.day AND NEW.used = OLD.used + 1)
  BEGIN SELECT RAISE(ABORT, 'what was used of a quota stays used'); END;
