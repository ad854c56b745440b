-- Tasks of colleagues: since when WeCom has each, and the last look at it.
CREATE TABLE task_look (
    delivery  INTEGER PRIMARY KEY REFERENCES delivery ON DELETE CASCADE,
    -- Absent of one whose request nobody knows the outcome of.
    made_at   INTEGER,
    looked_at INTEGER,
    -- What was odd about it then.
    trouble   TEXT
) STRICT;

-- How often a colleague was reminded: WeCom takes three in 24 hours for each task.
CREATE TABLE task_reminder (
    delivery INTEGER NOT NULL REFERENCES delivery ON DELETE CASCADE,
    at       INTEGER NOT NULL,
    PRIMARY KEY (delivery, at)
) STRICT, WITHOUT ROWID;

-- Whoever hands a row to a colleague: the task is to be looked at from then on.
CREATE TRIGGER task_made AFTER UPDATE OF state ON delivery WHEN NEW.state = 'handed'
BEGIN
    INSERT INTO task_look (delivery, made_at) VALUES (NEW.id, NEW.changed_at)
        ON CONFLICT (delivery) DO UPDATE SET made_at = excluded.made_at, looked_at = NULL, trouble = NULL;
END;
