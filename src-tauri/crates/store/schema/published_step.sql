-- Each call that changes something in WeCom for an interview: noted before it leaves, and how it ended.
CREATE TABLE published_step (
    id        INTEGER PRIMARY KEY AUTOINCREMENT,
    interview INTEGER NOT NULL REFERENCES interview ON DELETE CASCADE,
    step      TEXT NOT NULL,
    state     TEXT NOT NULL,
    problem   TEXT,
    asked_at  INTEGER NOT NULL,
    ended_at  INTEGER
) STRICT;
CREATE INDEX published_step_of ON published_step (interview, id);
-- Nothing is asked while nobody knows how the last step ended.
CREATE UNIQUE INDEX published_step_open ON published_step (interview) WHERE state IN ('asking', 'unknown');
