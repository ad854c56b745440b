-- The team of this data folder: one row at most. Its password is never here.
CREATE TABLE team (
    only           INTEGER NOT NULL PRIMARY KEY CHECK (only = 1),
    -- The name of its password in the keyring.
    id             TEXT NOT NULL,
    corp_id        TEXT NOT NULL,
    login          TEXT NOT NULL,
    host           TEXT NOT NULL,
    port           INTEGER NOT NULL,
    database       TEXT NOT NULL,
    tls            TEXT NOT NULL,
    -- The server's authority in PEM form, where it is not the operating system that knows it.
    ca             TEXT,
    -- The UUID by which the ledger knows this folder.
    device         TEXT NOT NULL,
    -- The team's key for hashes of phone numbers and mail addresses, in hex. It guards what others could read at the
    -- server; in this file they stand in clear.
    hash_key       TEXT NOT NULL,
    password_place TEXT NOT NULL,
    -- 0: the team is being set up, and the answer may have been lost.
    joined_at      INTEGER NOT NULL
) STRICT;
