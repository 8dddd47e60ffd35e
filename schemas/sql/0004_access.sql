-- SPDX-License-Identifier: Apache-2.0
-- Authorities, the parties that belong to them, their keys, sessions and roles. Every row carries an HMAC-SM3 over
-- its columns (services/access/vault.hpp): a row that was edited past the service is refused when it is read.

CREATE TABLE tenants (
  code TEXT PRIMARY KEY,
  name TEXT NOT NULL,
  code_of_row BLOB NOT NULL CHECK (length(code_of_row) = 32)
) STRICT;

CREATE TABLE parties (
  id          TEXT PRIMARY KEY,
  kind        TEXT NOT NULL CHECK (kind IN ('client', 'operator')),
  tenant      TEXT NOT NULL REFERENCES tenants (code),
  name        TEXT NOT NULL,
  subject     TEXT NOT NULL, -- SM3, hexadecimal; empty: does not log in
  disabled    INTEGER NOT NULL CHECK (disabled IN (0, 1)),
  roles       TEXT NOT NULL,
  scopes      TEXT NOT NULL,
  created_at  INTEGER NOT NULL,
  code_of_row BLOB NOT NULL CHECK (length(code_of_row) = 32)
) STRICT;
CREATE UNIQUE INDEX parties_by_subject ON parties (subject) WHERE subject <> '';

CREATE TABLE credentials (
  key_id      TEXT PRIMARY KEY,
  party       TEXT NOT NULL REFERENCES parties (id),
  kind        TEXT NOT NULL CHECK (kind IN ('hmac-sm3', 'sm2-sm3', 'certificate')),
  material    BLOB NOT NULL, -- a sealed secret, a public point, or the SM3 of a certificate
  not_before  INTEGER NOT NULL,
  not_after   INTEGER NOT NULL,
  code_of_row BLOB NOT NULL CHECK (length(code_of_row) = 32)
) STRICT;
CREATE INDEX credentials_by_party ON credentials (party);
CREATE UNIQUE INDEX credentials_by_certificate ON credentials (material) WHERE kind = 'certificate';

-- The newest time a key has signed with ahead of our clock.
CREATE TABLE times_ahead (
  key_id TEXT PRIMARY KEY REFERENCES credentials (key_id),
  newest INTEGER NOT NULL
) STRICT;

CREATE TABLE sessions (
  digest      BLOB PRIMARY KEY CHECK (length(digest) = 32),
  party       TEXT NOT NULL,
  key_id      TEXT NOT NULL,
  roles       TEXT NOT NULL,
  holder      BLOB NOT NULL, -- code type and code, sealed; empty: nobody who is one
  issued_at   INTEGER NOT NULL,
  expires_at  INTEGER NOT NULL,
  last_used   INTEGER NOT NULL,
  code_of_row BLOB NOT NULL CHECK (length(code_of_row) = 32)
) STRICT;
CREATE INDEX sessions_by_end ON sessions (expires_at);

CREATE TABLE enrolments (
  digest      BLOB PRIMARY KEY CHECK (length(digest) = 32),
  offered_at  INTEGER NOT NULL,
  expires_at  INTEGER NOT NULL,
  used_at     INTEGER NOT NULL, -- 0: not yet
  code_of_row BLOB NOT NULL CHECK (length(code_of_row) = 32)
) STRICT;

CREATE TABLE role_proposals (
  id          TEXT PRIMARY KEY,
  party       TEXT NOT NULL REFERENCES parties (id),
  role        TEXT NOT NULL,
  granted     INTEGER NOT NULL CHECK (granted IN (0, 1)), -- else revoked
  proposed_by TEXT NOT NULL,
  proposed_at INTEGER NOT NULL,
  approved_by TEXT NOT NULL, -- empty: open
  code_of_row BLOB NOT NULL CHECK (length(code_of_row) = 32)
) STRICT;
