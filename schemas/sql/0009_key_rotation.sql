-- SPDX-License-Identifier: Apache-2.0
-- What a new index key needs (docs/personal-data.md): every keyed digest can be made again from sealed values, and may be
-- replaced while the key before it is retired and not destroyed yet, which is within one transaction. Digests of requests from
-- before this version stay as they are. Also what is removed of events, and which trust list was in force.

-- Idempotency-Key and digest of the request, sealed: nothing where it was asked before this version, or erased.
DROP TRIGGER closed_plans_are_never_changed;
ALTER TABLE plans ADD COLUMN key_id INTEGER REFERENCES data_keys (id);
ALTER TABLE plans ADD COLUMN sealed_key BLOB NOT NULL DEFAULT x'';
ALTER TABLE plans ADD COLUMN sealed_request BLOB NOT NULL DEFAULT x'';
CREATE INDEX plans_by_data_key ON plans (key_id);
CREATE TRIGGER closed_plans_are_never_changed BEFORE UPDATE ON plans
  WHEN OLD.state <> 'open' AND NOT (NEW.identifier = OLD.identifier AND NEW.planned_at = OLD.planned_at AND NEW.state = OLD.state AND
    NEW.closed_at IS OLD.closed_at AND NEW.reason IS OLD.reason AND
    ((NEW.idempotency_key = OLD.idempotency_key AND NEW.request_digest = OLD.request_digest AND
      (ifnull(NEW.key_id > OLD.key_id, 0) OR (NEW.key_id IS NULL AND length(NEW.sealed_key) + length(NEW.sealed_request) = 0))) OR
     (NEW.key_id IS OLD.key_id AND NEW.sealed_key = OLD.sealed_key AND NEW.sealed_request = OLD.sealed_request AND
      EXISTS (SELECT 1 FROM data_keys WHERE purpose = 'index' AND state = 'retired'))))
  BEGIN SELECT RAISE(ABORT, 'a closed plan stays closed'); END;

DROP TRIGGER transitions_are_never_changed;
ALTER TABLE transitions ADD COLUMN sealed_key BLOB NOT NULL DEFAULT x'';
ALTER TABLE transitions ADD COLUMN sealed_request BLOB NOT NULL DEFAULT x'';
CREATE TRIGGER transitions_are_never_changed BEFORE UPDATE ON transitions
  WHEN NOT (NEW.sequence = OLD.sequence AND NEW.id = OLD.id AND NEW.identifier = OLD.identifier AND NEW.number = OLD.number AND
            NEW.name = OLD.name AND NEW.from_state = OLD.from_state AND NEW.to_state = OLD.to_state AND
            NEW.reaches_back = OLD.reaches_back AND NEW.asked_at = OLD.asked_at AND NEW.effective_on = OLD.effective_on AND
            NEW.revision = OLD.revision AND NEW.successor IS OLD.successor AND
            ((NEW.idempotency_key = OLD.idempotency_key AND NEW.request_digest = OLD.request_digest AND
              (NEW.key_id > OLD.key_id AND length(NEW.sealed) = length(OLD.sealed) OR
               NEW.key_id = OLD.key_id AND NEW.sealed = OLD.sealed AND length(NEW.sealed_key) + length(NEW.sealed_request) = 0)) OR
             (NEW.key_id = OLD.key_id AND NEW.sealed = OLD.sealed AND NEW.sealed_key = OLD.sealed_key AND
              NEW.sealed_request = OLD.sealed_request AND EXISTS (SELECT 1 FROM data_keys WHERE purpose = 'index' AND state = 'retired'))))
  BEGIN SELECT RAISE(ABORT, 'transitions are append-only'); END;

DROP TRIGGER transition_marks_are_never_changed;
CREATE TRIGGER transition_marks_are_never_changed BEFORE UPDATE ON transition_marks
  WHEN NOT (NEW.sequence = OLD.sequence AND NEW.id = OLD.id AND NEW.transition = OLD.transition AND NEW.kind = OLD.kind AND
            NEW.at = OLD.at AND NEW.effective_at = OLD.effective_at AND NEW.leaf IS OLD.leaf AND
            ((NEW.key_id > OLD.key_id AND length(NEW.sealed) = length(OLD.sealed) AND NEW.fingerprint = OLD.fingerprint) OR
             (NEW.key_id = OLD.key_id AND NEW.sealed = OLD.sealed AND
              EXISTS (SELECT 1 FROM data_keys WHERE purpose = 'index' AND state = 'retired'))))
  BEGIN SELECT RAISE(ABORT, 'transitions are append-only'); END;

DROP TRIGGER licenses_keep_what_was_signed;
CREATE TRIGGER licenses_keep_what_was_signed BEFORE UPDATE OF identifier, reference, type_code, type_name, issuer_code, issuer_name,
  holder_code_type, issued_at, issued_on, valid_from, valid_until ON licenses
  WHEN NOT (NEW.identifier = OLD.identifier AND NEW.type_code = OLD.type_code AND NEW.type_name = OLD.type_name AND
            NEW.issuer_code = OLD.issuer_code AND NEW.issuer_name = OLD.issuer_name AND NEW.holder_code_type = OLD.holder_code_type AND
            NEW.issued_at = OLD.issued_at AND NEW.issued_on = OLD.issued_on AND NEW.valid_from = OLD.valid_from AND
            NEW.valid_until = OLD.valid_until AND EXISTS (SELECT 1 FROM data_keys WHERE purpose = 'index' AND state = 'retired'))
  BEGIN SELECT RAISE(ABORT, 'what was signed does not change'); END;
DROP TRIGGER licenses_keep_what_was_sealed;
CREATE TRIGGER licenses_keep_what_was_sealed BEFORE UPDATE OF key_id, sealed_reference, sealed_number, sealed_holder_name, sealed_holder_code, sealed_data,
  number_index, holder_index, fingerprint, erased_at ON licenses
  WHEN NOT (OLD.erased_at IS NULL AND
    ((NEW.erased_at IS NULL AND ifnull(NEW.key_id > OLD.key_id, 0) AND NEW.fingerprint = OLD.fingerprint AND
      NEW.number_index = OLD.number_index AND NEW.holder_index = OLD.holder_index) OR
     (NEW.erased_at IS NULL AND NEW.key_id IS OLD.key_id AND NEW.sealed_reference = OLD.sealed_reference AND
      NEW.sealed_number = OLD.sealed_number AND NEW.sealed_holder_name = OLD.sealed_holder_name AND
      NEW.sealed_holder_code = OLD.sealed_holder_code AND NEW.sealed_data = OLD.sealed_data AND
      EXISTS (SELECT 1 FROM data_keys WHERE purpose = 'index' AND state = 'retired')) OR
     (NEW.erased_at IS NOT NULL AND NEW.key_id IS NULL AND
      length(NEW.sealed_reference) + length(NEW.sealed_number) + length(NEW.sealed_holder_name) + length(NEW.sealed_holder_code) + length(NEW.sealed_data) +
      length(NEW.number_index) + length(NEW.holder_index) + length(NEW.fingerprint) = 0)))
  BEGIN SELECT RAISE(ABORT, 'what was sealed does not change'); END;

DROP TRIGGER accesses_are_never_changed;
CREATE TRIGGER accesses_are_never_changed BEFORE UPDATE ON accesses
  WHEN NOT (NEW.sequence = OLD.sequence AND NEW.id = OLD.id AND NEW.at = OLD.at AND NEW.leaf = OLD.leaf AND
            ((NEW.key_id > OLD.key_id AND length(NEW.sealed) = length(OLD.sealed) AND NEW.holder_index = OLD.holder_index) OR
             (NEW.key_id = OLD.key_id AND NEW.sealed = OLD.sealed AND
              EXISTS (SELECT 1 FROM data_keys WHERE purpose = 'index' AND state = 'retired'))))
  BEGIN SELECT RAISE(ABORT, 'accesses are append-only'); END;

-- How far the events of an object went that are not kept any more: numbers, and with them ids, are not used again.
CREATE TABLE removed_events (
  object          TEXT PRIMARY KEY,
  object_sequence INTEGER NOT NULL
) STRICT, WITHOUT ROWID;
CREATE INDEX deliveries_by_event ON deliveries (event);

-- Whom the instance believed, since when: the digest is that of the leaf.
CREATE TABLE trust_lists (
  sequence INTEGER PRIMARY KEY,
  at       INTEGER NOT NULL,
  digest   BLOB NOT NULL CHECK (length(digest) = 32),
  leaf     INTEGER NOT NULL REFERENCES ledger_entries (leaf)
) STRICT;
CREATE TRIGGER trust_lists_are_never_changed BEFORE UPDATE ON trust_lists BEGIN SELECT RAISE(ABORT, 'trust lists are append-only'); END;
CREATE TRIGGER trust_lists_are_never_deleted BEFORE DELETE ON trust_lists BEGIN SELECT RAISE(ABORT, 'trust lists stay'); END;
