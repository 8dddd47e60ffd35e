-- SPDX-License-Identifier: Apache-2.0
-- Personal data under seal (docs/personal-data.md). The functions are the program's own (sql_functions.cpp):
-- first_key, sealed, keyed_index, keyed_digest. What was readable before is sealed here; user_version 1 asks the
-- program to write the whole file anew afterwards, so that no free page keeps it.

CREATE TABLE data_keys (
  id           INTEGER PRIMARY KEY,
  purpose      TEXT NOT NULL CHECK (purpose IN ('index', 'data')),
  state        TEXT NOT NULL CHECK (state IN ('active', 'retired', 'destroyed')),
  wrapped      BLOB NOT NULL, -- under the master secret; empty once the key is destroyed
  made_at      INTEGER,       -- nothing: made with the store
  destroyed_at INTEGER,
  CHECK ((state = 'destroyed') = (length(wrapped) = 0))
) STRICT;
CREATE UNIQUE INDEX one_active_key ON data_keys (purpose) WHERE state = 'active';
INSERT INTO data_keys (id, purpose, state, wrapped) VALUES
  (1, 'index', 'active', first_key('index')), (2, 'data', 'active', first_key('data'));
CREATE TRIGGER data_keys_are_never_deleted BEFORE DELETE ON data_keys BEGIN SELECT RAISE(ABORT, 'keys stay, destroyed or not'); END;
CREATE TRIGGER destroyed_keys_stay_destroyed BEFORE UPDATE ON data_keys WHEN OLD.state = 'destroyed' OR NEW.id <> OLD.id OR NEW.purpose <> OLD.purpose
  BEGIN SELECT RAISE(ABORT, 'a destroyed key stays destroyed'); END;

DROP TRIGGER licenses_keep_what_was_signed;
DROP INDEX licenses_by_number;
ALTER TABLE licenses ADD COLUMN key_id INTEGER REFERENCES data_keys (id);
ALTER TABLE licenses ADD COLUMN sealed_reference BLOB NOT NULL DEFAULT x''; -- who has it may see the masked page
ALTER TABLE licenses ADD COLUMN sealed_number BLOB NOT NULL DEFAULT x'';
ALTER TABLE licenses ADD COLUMN sealed_holder_name BLOB NOT NULL DEFAULT x'';
ALTER TABLE licenses ADD COLUMN sealed_holder_code BLOB NOT NULL DEFAULT x'';
ALTER TABLE licenses ADD COLUMN sealed_data BLOB NOT NULL DEFAULT x'';   -- JSON
ALTER TABLE licenses ADD COLUMN number_index BLOB NOT NULL DEFAULT x'';  -- HMAC-SM3: found by who has the value and the key
ALTER TABLE licenses ADD COLUMN holder_index BLOB NOT NULL DEFAULT x'';
ALTER TABLE licenses ADD COLUMN fingerprint BLOB NOT NULL DEFAULT x'';   -- keyed digest of all that was signed, readable or not
ALTER TABLE licenses ADD COLUMN erased_at INTEGER;
UPDATE licenses SET
  key_id             = 2,
  sealed_reference   = sealed('licenses', identifier, 'sealed_reference', reference),
  reference          = lower(hex(keyed_digest('reference', reference))), -- to be found by
  sealed_number      = sealed('licenses', identifier, 'sealed_number', number),
  sealed_holder_name = sealed('licenses', identifier, 'sealed_holder_name', holder_name),
  sealed_holder_code = sealed('licenses', identifier, 'sealed_holder_code', holder_code),
  sealed_data        = sealed('licenses', identifier, 'sealed_data', data),
  number_index       = keyed_index('number', number),
  holder_index       = keyed_index('holder ' || holder_code_type, holder_code),
  fingerprint        = keyed_digest('licenses', identifier, reference, type_code, type_name, number, issuer_code, issuer_name,
                                    holder_name, holder_code_type, holder_code, data, issued_at, issued_on, valid_from, valid_until);
ALTER TABLE licenses DROP COLUMN number;
ALTER TABLE licenses DROP COLUMN holder_name;
ALTER TABLE licenses DROP COLUMN holder_code;
ALTER TABLE licenses DROP COLUMN data;
CREATE INDEX licenses_by_number ON licenses (type_code, number_index);
CREATE INDEX licenses_by_holder ON licenses (holder_index, sequence) WHERE erased_at IS NULL;
CREATE INDEX licenses_by_end ON licenses (valid_until) WHERE erased_at IS NULL AND valid_until <> '';
CREATE INDEX licenses_by_key ON licenses (key_id);

CREATE TRIGGER licenses_keep_what_was_signed BEFORE UPDATE OF identifier, reference, type_code, type_name, issuer_code, issuer_name,
  holder_code_type, issued_at, issued_on, valid_from, valid_until ON licenses
  BEGIN SELECT RAISE(ABORT, 'what was signed does not change'); END;
-- Sealed again under a newer key, with the same meaning; or erased, once and wholly.
CREATE TRIGGER licenses_keep_what_was_sealed BEFORE UPDATE OF key_id, sealed_reference, sealed_number, sealed_holder_name, sealed_holder_code, sealed_data,
  number_index, holder_index, fingerprint, erased_at ON licenses
  WHEN NOT (OLD.erased_at IS NULL AND
    ((NEW.erased_at IS NULL AND NEW.key_id > OLD.key_id AND NEW.fingerprint = OLD.fingerprint AND
      NEW.number_index = OLD.number_index AND NEW.holder_index = OLD.holder_index) OR
     (NEW.erased_at IS NOT NULL AND NEW.key_id IS NULL AND
      length(NEW.sealed_reference) + length(NEW.sealed_number) + length(NEW.sealed_holder_name) + length(NEW.sealed_holder_code) + length(NEW.sealed_data) +
      length(NEW.number_index) + length(NEW.holder_index) + length(NEW.fingerprint) = 0)))
  BEGIN SELECT RAISE(ABORT, 'what was sealed does not change'); END;
CREATE TRIGGER licenses_are_sealed BEFORE INSERT ON licenses
  WHEN NEW.key_id IS NOT (SELECT id FROM data_keys WHERE purpose = 'data' AND state = 'active')
  BEGIN SELECT RAISE(ABORT, 'new licenses stand under the active key'); END;

DROP TRIGGER documents_are_never_changed;
ALTER TABLE documents ADD COLUMN key_id INTEGER REFERENCES data_keys (id);
UPDATE documents SET key_id = 2, content = sealed('documents', identifier, 'content', content);
CREATE INDEX documents_by_key ON documents (key_id);
CREATE TRIGGER documents_are_never_changed BEFORE UPDATE ON documents
  WHEN NOT (NEW.identifier = OLD.identifier AND
    ((NEW.key_id > OLD.key_id AND length(NEW.content) = length(OLD.content)) OR
     (NEW.key_id IS NULL AND length(NEW.content) = 0)))
  BEGIN SELECT RAISE(ABORT, 'documents are append-only'); END;
CREATE TRIGGER documents_are_sealed BEFORE INSERT ON documents
  WHEN NEW.key_id IS NOT (SELECT id FROM data_keys WHERE purpose = 'data' AND state = 'active')
  BEGIN SELECT RAISE(ABORT, 'new documents stand under the active key'); END;

-- A client may have made its key or its request out of a number of a person.
DROP TRIGGER closed_plans_are_never_changed;
UPDATE plans SET idempotency_key = lower(hex(keyed_digest('idempotency_key', idempotency_key))),
                 request_digest = keyed_digest('request_digest', request_digest);
CREATE TRIGGER closed_plans_are_never_changed BEFORE UPDATE ON plans WHEN OLD.state <> 'open'
  BEGIN SELECT RAISE(ABORT, 'a closed plan stays closed'); END;

-- Who read what of whom. The rest of an access is sealed; its holder finds it by the index.
CREATE TABLE accesses (
  sequence     INTEGER PRIMARY KEY,
  id           TEXT NOT NULL UNIQUE, -- random: names the row for its seal
  at           INTEGER NOT NULL,
  holder_index BLOB NOT NULL CHECK (length(holder_index) = 32),
  key_id       INTEGER NOT NULL REFERENCES data_keys (id),
  sealed       BLOB NOT NULL,        -- JSON
  leaf         INTEGER NOT NULL REFERENCES ledger_entries (leaf)
) STRICT;
CREATE INDEX accesses_by_holder ON accesses (holder_index, sequence);
CREATE INDEX accesses_by_time ON accesses (at);
CREATE INDEX accesses_by_key ON accesses (key_id);
CREATE TRIGGER accesses_are_never_changed BEFORE UPDATE ON accesses
  WHEN NOT (NEW.key_id > OLD.key_id AND length(NEW.sealed) = length(OLD.sealed) AND NEW.sequence = OLD.sequence AND NEW.id = OLD.id AND
            NEW.at = OLD.at AND NEW.holder_index = OLD.holder_index AND NEW.leaf = OLD.leaf)
  BEGIN SELECT RAISE(ABORT, 'accesses are append-only'); END;

-- What a holder says is wrong, for the issuer.
CREATE TABLE corrections (
  sequence     INTEGER PRIMARY KEY,
  id           TEXT NOT NULL UNIQUE, -- random: names the row for its seal
  asked_at     INTEGER NOT NULL,
  answered_at  INTEGER,
  state        TEXT NOT NULL CHECK (state IN ('open', 'accepted', 'refused')),
  holder_index BLOB NOT NULL CHECK (length(holder_index) = 32),
  key_id       INTEGER NOT NULL REFERENCES data_keys (id),
  sealed       BLOB NOT NULL,        -- JSON
  CHECK ((state = 'open') = (answered_at IS NULL))
) STRICT;
CREATE INDEX corrections_by_holder ON corrections (holder_index, sequence);
CREATE INDEX open_corrections ON corrections (sequence) WHERE state = 'open';
CREATE INDEX corrections_by_key ON corrections (key_id);

PRAGMA user_version = 1;
