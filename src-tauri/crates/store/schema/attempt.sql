-- Requests of a message. Account and userid stand here for the throttle, which reads them without a look at the rows.
CREATE TABLE attempt (
    delivery    INTEGER NOT NULL REFERENCES delivery ON DELETE CASCADE,
    number      INTEGER NOT NULL,
    account     TEXT,
    userid      TEXT,
    -- One of those who share a call stands for it.
    leads       INTEGER NOT NULL DEFAULT 1,
    body_sha256 TEXT NOT NULL,
    started_at  INTEGER NOT NULL,
    -- By WeCom's clock, which decides whether it still knows the bytes; absent where nobody knew it.
    server_at   INTEGER,
    ended_at    INTEGER,
    outcome     TEXT,
    errcode     INTEGER,
    reply       TEXT,
    PRIMARY KEY (delivery, number)
) STRICT, WITHOUT ROWID;
-- With the outcome, so that a day's messages are counted without a look at them.
CREATE INDEX attempt_by_time ON attempt (account, started_at, outcome);
