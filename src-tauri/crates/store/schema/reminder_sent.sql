-- Reminders that were sent, are about to be, or are held. They outlive rule and interview: what was sent is not sent again.
CREATE TABLE reminder_sent (
    rule       INTEGER NOT NULL,
    interview  INTEGER NOT NULL,
    -- The start of the interview that it reminds of, UTC ms.
    starts_at  INTEGER NOT NULL,
    -- Who, as a text that stays the same, and as JSON.
    person_key TEXT NOT NULL,
    person     TEXT NOT NULL,
    -- When it was about to be sent, UTC ms.
    at         INTEGER NOT NULL,
    -- A person asked for it.
    by_hand    INTEGER NOT NULL,
    -- Its send; absent while it is only intended.
    campaign   INTEGER,
    -- Why it was held, as JSON.
    held       TEXT,
    -- Nothing more is to be done for its send.
    rested     INTEGER NOT NULL DEFAULT 0,
    PRIMARY KEY (interview, starts_at, rule, person_key)
) STRICT, WITHOUT ROWID;
CREATE INDEX reminder_sent_by_start ON reminder_sent (starts_at);
CREATE INDEX reminder_sent_by_time ON reminder_sent (at);
CREATE INDEX reminder_sent_open ON reminder_sent (rested) WHERE rested = 0;
