-- Interviews: when, where and with whom, and what the calendar file needs to be recognised again.
CREATE TABLE interview (
    id             INTEGER PRIMARY KEY AUTOINCREMENT,
    -- Of the calendar file: the same for the whole life of the interview.
    uid            TEXT NOT NULL UNIQUE,
    sequence       INTEGER NOT NULL,
    called_off     INTEGER NOT NULL,
    round          TEXT NOT NULL,
    format         TEXT NOT NULL,
    -- The clock on the wall, as agreed; and the same moment in UTC ms.
    starts         TEXT NOT NULL,
    zone           TEXT NOT NULL,
    starts_at      INTEGER NOT NULL,
    minutes        INTEGER NOT NULL,
    candidate_zone TEXT,
    place          TEXT,
    link           TEXT,
    interviewers   TEXT NOT NULL,
    contact        TEXT,
    notes          TEXT,
    -- From which kind of spreadsheet it came, a hash of the headers that speak of it: the next such file changes it.
    source         TEXT,
    -- The data came back from a copy of this moment (UTC ms), which has no room for it: one may have been made since then.
    room_doubt     INTEGER,
    -- The same of what stands of it in WeCom: it may have been put there since then.
    published_doubt INTEGER,
    updated_at     INTEGER NOT NULL
) STRICT;
CREATE INDEX interview_by_start ON interview (starts_at);
