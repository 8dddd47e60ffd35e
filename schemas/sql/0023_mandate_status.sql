-- SPDX-License-Identifier: Apache-2.0
-- Mandates in the status lists (docs/status.md): they share the numbers of the licenses. Those given before stand behind all licenses; when they
-- were used up is not known of them.

ALTER TABLE mandates ADD COLUMN status_number INTEGER; -- among all licenses and mandates
ALTER TABLE mandates ADD COLUMN used_up_at INTEGER;    -- by its last scan
UPDATE mandates SET status_number = (SELECT ifnull(max(status_number), -1) + 1 FROM licenses) +
  (SELECT count(*) FROM mandates AS earlier WHERE earlier.sequence < mandates.sequence);
CREATE UNIQUE INDEX mandates_by_status_number ON mandates (status_number);
CREATE TRIGGER mandates_take_free_places BEFORE INSERT ON mandates
  WHEN EXISTS (SELECT 1 FROM licenses WHERE status_number = NEW.status_number)
  BEGIN SELECT RAISE(ABORT, 'this place in the status lists is taken'); END;
CREATE TRIGGER licenses_take_free_places BEFORE INSERT ON licenses
  WHEN EXISTS (SELECT 1 FROM mandates WHERE status_number = NEW.status_number)
  BEGIN SELECT RAISE(ABORT, 'this place in the status lists is taken'); END;

DROP TRIGGER mandates_stay_as_given;
CREATE TRIGGER mandates_stay_as_given BEFORE UPDATE OF id, kind, used, until, revoked_at, leaf, status_number, used_up_at ON mandates
  WHEN NOT (NEW.id = OLD.id AND NEW.kind = OLD.kind AND NEW.until = OLD.until AND NEW.leaf = OLD.leaf AND NEW.used >= OLD.used AND
            NEW.status_number = OLD.status_number AND
            (OLD.revoked_at IS NULL OR NEW.revoked_at IS OLD.revoked_at) AND (OLD.used_up_at IS NULL OR NEW.used_up_at IS OLD.used_up_at))
  BEGIN SELECT RAISE(ABORT, 'a mandate stays as it was given'); END;
