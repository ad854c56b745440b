-- What candidates said about an interview, in the order in which it became known: the last one counts.
CREATE TABLE interview_answer (
    id        INTEGER PRIMARY KEY AUTOINCREMENT,
    interview INTEGER NOT NULL REFERENCES interview ON DELETE CASCADE,
    candidate INTEGER NOT NULL REFERENCES candidate ON DELETE CASCADE,
    answer    TEXT NOT NULL,
    -- Their own words, such as another time.
    wish      TEXT,
    source    TEXT NOT NULL,
    -- When they said it, and the start that it was about, UTC ms.
    at        INTEGER NOT NULL,
    starts_at INTEGER NOT NULL
) STRICT;
CREATE INDEX interview_answer_last ON interview_answer (interview, candidate, id);
