-- Sends. Account and template are kept by name too: the log outlives both.
CREATE TABLE campaign (
    id               INTEGER PRIMARY KEY AUTOINCREMENT,
    account          TEXT NOT NULL,
    account_name     TEXT NOT NULL,
    template         INTEGER NOT NULL,
    template_name    TEXT NOT NULL,
    template_version INTEGER NOT NULL,
    state            TEXT NOT NULL,
    stopped_by       TEXT,
    -- What WeCom said when it refused an account and so stopped it: the rows held then were never asked about.
    said             TEXT,
    approval         TEXT NOT NULL,
    created_at       INTEGER NOT NULL,
    starts_at        INTEGER,
    ended_at         INTEGER,
    -- To oneself, to look at a message: never counted as the real one.
    test             INTEGER NOT NULL DEFAULT 0,
    -- What it asks of the team whose account sends it, as JSON; absent where none does.
    team             TEXT,
    -- A script's name for it, so that the same call twice is one send, and the SHA-256 in hex over what it was to send.
    key              TEXT,
    key_sha256       TEXT
) STRICT;
CREATE UNIQUE INDEX campaign_by_key ON campaign (key) WHERE key IS NOT NULL;
