-- Written tests that people were given at ShowMeBug. Somebody who is taken from the list and put back has the same ones.
CREATE TABLE written_test (
    id        INTEGER PRIMARY KEY AUTOINCREMENT,
    candidate INTEGER NOT NULL,
    name      TEXT NOT NULL,
    exam      INTEGER NOT NULL,
    exam_name TEXT NOT NULL,
    practice  INTEGER NOT NULL,
    base_url  TEXT NOT NULL,
    key       TEXT NOT NULL,
    -- What ShowMeBug is told of the person, and answers with.
    uid       TEXT NOT NULL UNIQUE,
    state     TEXT NOT NULL,
    link      TEXT,
    intent_at INTEGER NOT NULL,
    made_at   INTEGER,
    problem   TEXT
) STRICT;
-- Nobody gets the same test twice.
CREATE UNIQUE INDEX written_test_of ON written_test (candidate, base_url, key, exam);
