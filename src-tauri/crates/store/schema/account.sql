-- Accounts: an app of a company, and how its requests leave this machine. Secrets and a proxy's password are never here.
CREATE TABLE account (
    id              TEXT NOT NULL PRIMARY KEY,
    name            TEXT NOT NULL UNIQUE COLLATE NOCASE,
    corp_id         TEXT NOT NULL,
    agent_id        INTEGER NOT NULL,
    api_host        TEXT NOT NULL,
    secret_place    TEXT NOT NULL,
    secret_hint     TEXT NOT NULL,
    secret_saved_at INTEGER NOT NULL,
    created_at      INTEGER NOT NULL,
    -- In the window.
    colour          TEXT NOT NULL,
    -- 'system', 'none', or a URL without a login.
    proxy           TEXT NOT NULL,
    proxy_user      TEXT,
    -- 1: the team's ledger is asked before anything leaves.
    team            INTEGER NOT NULL DEFAULT 0 CHECK (team IN (0, 1))
) STRICT;
