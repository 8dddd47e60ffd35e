-- SPDX-License-Identifier: Apache-2.0
-- Whose an event and a subscription is: no authority is told what happens at another.

DROP TRIGGER outbox_is_never_changed;
ALTER TABLE outbox ADD COLUMN tenant TEXT NOT NULL DEFAULT ''; -- the authority; none: nobody is told
UPDATE outbox SET tenant = coalesce((SELECT issuer_code FROM licenses WHERE object = '/v1/licenses/' || identifier), '');
CREATE TRIGGER outbox_is_never_changed BEFORE UPDATE ON outbox BEGIN SELECT RAISE(ABORT, 'events are append-only'); END;

-- An owner was not known before: the first authority is the one whose instance this is.
UPDATE subscriptions SET owner = coalesce((SELECT code FROM tenants ORDER BY rowid LIMIT 1), owner) WHERE owner = 'local';

-- Clients that seem to search through other people's data, and by which sign.
CREATE TABLE suspicions (
  sequence INTEGER PRIMARY KEY,
  at       INTEGER NOT NULL,
  client   TEXT NOT NULL,    -- the party; nothing: no party, a person or an address that only the ledger tells apart
  rule     TEXT NOT NULL,
  refused  INTEGER NOT NULL CHECK (refused IN (0, 1)),
  count    INTEGER NOT NULL,
  span     INTEGER NOT NULL, -- seconds before `at` in which the signs were seen
  leaf     INTEGER NOT NULL REFERENCES ledger_entries (leaf)
) STRICT;
CREATE INDEX suspicions_by_client ON suspicions (client, at);
CREATE TRIGGER suspicions_are_never_changed BEFORE UPDATE ON suspicions BEGIN SELECT RAISE(ABORT, 'suspicions are append-only'); END;
CREATE TRIGGER suspicions_are_never_deleted BEFORE DELETE ON suspicions BEGIN SELECT RAISE(ABORT, 'suspicions stay'); END;
