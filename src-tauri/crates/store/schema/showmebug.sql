-- The connection to ShowMeBug: one row at most. Its secret is never here.
CREATE TABLE showmebug (
    only         INTEGER NOT NULL PRIMARY KEY CHECK (only = 1),
    -- The name of its secret in the keyring.
    id           TEXT NOT NULL,
    base_url     TEXT NOT NULL,
    key          TEXT NOT NULL,
    token        TEXT NOT NULL,
    secret_place TEXT NOT NULL,
    secret_hint  TEXT NOT NULL,
    saved_at     INTEGER NOT NULL
) STRICT;
