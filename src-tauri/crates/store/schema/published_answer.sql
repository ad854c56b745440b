-- What members who are invited answered in their calendars.
CREATE TABLE published_answer (
    interview INTEGER NOT NULL REFERENCES published ON DELETE CASCADE,
    userid    TEXT NOT NULL COLLATE NOCASE,
    reply     TEXT NOT NULL,
    seen_at   INTEGER NOT NULL,
    PRIMARY KEY (interview, userid)
) STRICT, WITHOUT ROWID;
