-- People.
CREATE TABLE candidate (
    id         INTEGER PRIMARY KEY AUTOINCREMENT,
    name       TEXT NOT NULL,
    userid     TEXT COLLATE NOCASE,
    phone      TEXT,
    email      TEXT,
    -- Phone and e-mail as they are compared; absent for what identifies nobody.
    same_phone TEXT,
    same_email TEXT,
    position   TEXT,
    tags       TEXT NOT NULL,
    fields     TEXT NOT NULL,
    -- A sample person of the practice company.
    practice   INTEGER NOT NULL,
    -- The way each is reached.
    route      TEXT NOT NULL DEFAULT 'member',
    updated_at INTEGER NOT NULL
) STRICT;
CREATE INDEX candidate_by_userid ON candidate (userid);
