-- The first shape. Never edited once released: changes are new files beside it.
-- Times are UTC milliseconds. Lists and maps are JSON.

CREATE TABLE setting (
    key   TEXT NOT NULL PRIMARY KEY,
    value TEXT NOT NULL
) STRICT, WITHOUT ROWID;

CREATE TABLE account (
    id              TEXT NOT NULL PRIMARY KEY,
    name            TEXT NOT NULL UNIQUE COLLATE NOCASE,
    corp_id         TEXT NOT NULL,
    agent_id        INTEGER NOT NULL,
    api_host        TEXT NOT NULL,
    secret_place    TEXT NOT NULL,
    secret_hint     TEXT NOT NULL,
    secret_saved_at INTEGER NOT NULL,
    created_at      INTEGER NOT NULL
) STRICT;

CREATE TABLE candidate (
    id         INTEGER PRIMARY KEY AUTOINCREMENT,
    name       TEXT NOT NULL,
    userid     TEXT COLLATE NOCASE,
    phone      TEXT,
    email      TEXT,
    position   TEXT,
    tags       TEXT NOT NULL,
    fields     TEXT NOT NULL,
    practice   INTEGER NOT NULL,
    -- Everything the search looks at, lower-cased.
    search     TEXT NOT NULL,
    updated_at INTEGER NOT NULL
) STRICT;
CREATE INDEX candidate_by_userid ON candidate (userid);
CREATE INDEX candidate_by_name ON candidate (name);

CREATE TABLE template (
    id   INTEGER PRIMARY KEY AUTOINCREMENT,
    name TEXT NOT NULL UNIQUE COLLATE NOCASE
) STRICT;

CREATE TABLE template_version (
    template INTEGER NOT NULL REFERENCES template ON DELETE CASCADE,
    version  INTEGER NOT NULL,
    body     TEXT NOT NULL,
    saved_at INTEGER NOT NULL,
    PRIMARY KEY (template, version)
) STRICT, WITHOUT ROWID;

-- Account and template are kept by name too: the log outlives both.
CREATE TABLE campaign (
    id               INTEGER PRIMARY KEY AUTOINCREMENT,
    account          TEXT NOT NULL,
    account_name     TEXT NOT NULL,
    template         INTEGER NOT NULL,
    template_name    TEXT NOT NULL,
    template_version INTEGER NOT NULL,
    state            TEXT NOT NULL,
    stopped_by       TEXT,
    approval         TEXT NOT NULL,
    created_at       INTEGER NOT NULL,
    ended_at         INTEGER
) STRICT;

CREATE TABLE delivery (
    id          INTEGER PRIMARY KEY AUTOINCREMENT,
    campaign    INTEGER NOT NULL REFERENCES campaign ON DELETE CASCADE,
    candidate   INTEGER REFERENCES candidate ON DELETE SET NULL,
    name        TEXT NOT NULL,
    userid      TEXT,
    body        BLOB,
    body_sha256 TEXT,
    state       TEXT NOT NULL,
    reason      TEXT,
    errcode     INTEGER,
    msgid       TEXT,
    -- Not before this moment, for rows that wait after a failed attempt.
    due_at      INTEGER NOT NULL,
    changed_at  INTEGER NOT NULL
) STRICT;
CREATE INDEX delivery_by_campaign ON delivery (campaign, state, due_at);
CREATE INDEX delivery_by_candidate ON delivery (candidate);

-- The approved bytes are the duplicate key at WeCom's end: they may be erased, never altered.
CREATE TRIGGER delivery_body_is_frozen BEFORE UPDATE OF body ON delivery
WHEN NEW.body IS NOT NULL AND NEW.body IS NOT OLD.body
BEGIN
    SELECT RAISE(ABORT, 'the body of a delivery is frozen');
END;

CREATE TABLE attempt (
    delivery    INTEGER NOT NULL REFERENCES delivery ON DELETE CASCADE,
    number      INTEGER NOT NULL,
    body_sha256 TEXT NOT NULL,
    started_at  INTEGER NOT NULL,
    ended_at    INTEGER,
    outcome     TEXT,
    errcode     INTEGER,
    reply       TEXT,
    PRIMARY KEY (delivery, number)
) STRICT, WITHOUT ROWID;
