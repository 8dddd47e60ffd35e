-- SPDX-License-Identifier: Apache-2.0
-- Offline codes: the keys of holders' phones (gone when they are removed), the tickets they were given, and where codes were seen.

CREATE TABLE device_keys (
  sequence     INTEGER PRIMARY KEY,
  id           TEXT NOT NULL UNIQUE,  -- names the row for its seal
  device       TEXT NOT NULL UNIQUE,  -- id of the key
  holder_index BLOB NOT NULL,         -- keyed digest
  added_at     INTEGER NOT NULL,
  key_id       INTEGER NOT NULL REFERENCES data_keys (id),
  sealed       BLOB NOT NULL,         -- JSON: whose, and the key
  leaf         INTEGER NOT NULL REFERENCES ledger_entries (leaf)
) STRICT;
CREATE INDEX device_keys_by_holder ON device_keys (holder_index);
CREATE INDEX device_keys_by_key ON device_keys (key_id);

-- Gone with the license.
CREATE TABLE offline_tickets (
  id         TEXT PRIMARY KEY,
  identifier TEXT NOT NULL REFERENCES licenses (identifier),
  device     TEXT NOT NULL,
  issued_at  INTEGER NOT NULL,
  expires_at INTEGER NOT NULL,
  leaf       INTEGER NOT NULL REFERENCES ledger_entries (leaf)
) STRICT;
CREATE INDEX offline_tickets_by_license ON offline_tickets (identifier);
CREATE TRIGGER offline_tickets_are_never_changed BEFORE UPDATE ON offline_tickets
  BEGIN SELECT RAISE(ABORT, 'tickets are append-only'); END;

CREATE TABLE offline_sightings (
  sequence INTEGER PRIMARY KEY,
  id       TEXT NOT NULL UNIQUE,      -- names the row for its seal
  code     TEXT NOT NULL,
  ticket   TEXT NOT NULL REFERENCES offline_tickets (id),
  seen_at  INTEGER NOT NULL,
  key_id   INTEGER NOT NULL REFERENCES data_keys (id),
  sealed   BLOB NOT NULL,             -- JSON: by whom
  leaf     INTEGER NOT NULL REFERENCES ledger_entries (leaf)
) STRICT;
CREATE INDEX offline_sightings_by_code ON offline_sightings (code);
CREATE INDEX offline_sightings_by_ticket ON offline_sightings (ticket);
CREATE INDEX offline_sightings_by_key ON offline_sightings (key_id);
