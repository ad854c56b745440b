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
    starts_at INTEGER NOT NULL,
    -- When it became known: by a form that can be long after.
    known_at  INTEGER NOT NULL DEFAULT (CAST(unixepoch('subsec') * 1000 AS INTEGER))
) STRICT;
CREATE INDEX interview_answer_last ON interview_answer (interview, candidate, id);

-- The last answer of each, unless it took back what was noted; `earlier`: it was about another start than the interview has now.
CREATE VIEW last_answer AS
    SELECT said.*, said.starts_at <> interview.starts_at AS earlier
    FROM interview_answer said JOIN interview ON interview.id = said.interview
    WHERE said.answer <> 'none' AND said.id = (SELECT max(id) FROM interview_answer newest
        WHERE newest.interview = said.interview AND newest.candidate = said.candidate);
