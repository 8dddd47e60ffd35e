-- SPDX-License-Identifier: Apache-2.0
-- 共有: licenses with several holders. The principal one stands with the license; the others here, each sealed; and
-- each has an entry of its own by which a search for any of them finds the license.

ALTER TABLE licenses ADD COLUMN holders INTEGER NOT NULL DEFAULT 1; -- so many, the principal one among them
CREATE TRIGGER licenses_keep_their_holders BEFORE UPDATE OF holders ON licenses
  BEGIN SELECT RAISE(ABORT, 'what was signed does not change'); END;

CREATE TABLE other_holders (
  id           TEXT NOT NULL UNIQUE, -- identifier and place: names the row for its seal
  identifier   TEXT NOT NULL REFERENCES licenses (identifier),
  place        INTEGER NOT NULL CHECK (place > 1),
  code_type    TEXT NOT NULL,
  holder_index BLOB NOT NULL CHECK (length(holder_index) = 32),
  key_id       INTEGER NOT NULL REFERENCES data_keys (id),
  sealed       BLOB NOT NULL,        -- JSON
  UNIQUE (identifier, place)
) STRICT;
CREATE INDEX other_holders_by_key ON other_holders (key_id);
CREATE TRIGGER other_holders_are_never_changed BEFORE UPDATE ON other_holders
  WHEN NOT (NEW.id = OLD.id AND NEW.identifier = OLD.identifier AND NEW.place = OLD.place AND NEW.code_type = OLD.code_type AND
            ((NEW.key_id > OLD.key_id AND length(NEW.sealed) = length(OLD.sealed) AND NEW.holder_index = OLD.holder_index) OR
             (NEW.key_id = OLD.key_id AND NEW.sealed = OLD.sealed AND
              EXISTS (SELECT 1 FROM data_keys WHERE purpose = 'index' AND state = 'retired'))))
  BEGIN SELECT RAISE(ABORT, 'what was signed does not change'); END;
CREATE TRIGGER other_holders_go_with_their_license BEFORE DELETE ON other_holders
  WHEN (SELECT erased_at FROM licenses WHERE identifier = OLD.identifier) IS NULL
  BEGIN SELECT RAISE(ABORT, 'holders are erased with their license'); END;

-- HMAC-SM3 of each holder's code, in place of the index over the principal ones alone.
CREATE TABLE holdings (
  holder_index BLOB NOT NULL CHECK (length(holder_index) = 32),
  license      INTEGER NOT NULL REFERENCES licenses (sequence),
  PRIMARY KEY (holder_index, license)
) STRICT, WITHOUT ROWID;
INSERT INTO holdings SELECT holder_index, sequence FROM licenses WHERE erased_at IS NULL ORDER BY holder_index, sequence;
DROP INDEX licenses_by_holder;
CREATE TRIGGER holdings_are_never_changed BEFORE UPDATE ON holdings BEGIN SELECT RAISE(ABORT, 'what was signed does not change'); END;
CREATE TRIGGER holdings_go_with_their_license BEFORE DELETE ON holdings
  WHEN (SELECT erased_at FROM licenses WHERE sequence = OLD.license) IS NULL AND
       NOT EXISTS (SELECT 1 FROM data_keys WHERE purpose = 'index' AND state = 'retired') -- all are made again
  BEGIN SELECT RAISE(ABORT, 'holders are erased with their license'); END;
