-- Rooms of interviews at ShowMeBug.
CREATE TABLE room (
    id             INTEGER PRIMARY KEY AUTOINCREMENT,
    interview      INTEGER REFERENCES interview ON DELETE SET NULL,
    practice       INTEGER NOT NULL,
    -- Where it was made and with which key: another key does not see it.
    base_url       TEXT NOT NULL,
    key            TEXT NOT NULL,
    state          TEXT NOT NULL,
    name           TEXT NOT NULL,
    -- ShowMeBug's id.
    uid            TEXT,
    candidate_link TEXT,
    shared_link    TEXT,
    -- Interviewers have links of their own.
    personal       INTEGER NOT NULL,
    -- Whom ShowMeBug was told of, with phone number and mail address; and the personal links that it gave.
    told           TEXT NOT NULL,
    personal_links TEXT NOT NULL DEFAULT '[]',
    status         TEXT,
    intent_at      INTEGER NOT NULL,
    made_at        INTEGER,
    asked_at       INTEGER,
    result_at      INTEGER,
    result         TEXT,
    problem        TEXT
) STRICT;
-- Never two rooms for one interview.
CREATE UNIQUE INDEX room_of_interview ON room (interview) WHERE state <> 'deleted';
CREATE INDEX room_by_uid ON room (uid);
