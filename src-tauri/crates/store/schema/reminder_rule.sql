-- Rules for reminders: of one interview, or for all that have none of their own. No number is given twice.
CREATE TABLE reminder_rule (
    id         INTEGER PRIMARY KEY AUTOINCREMENT,
    interview  INTEGER REFERENCES interview ON DELETE CASCADE,
    -- What it says, as JSON.
    rule       TEXT NOT NULL,
    created_at INTEGER NOT NULL
) STRICT;
