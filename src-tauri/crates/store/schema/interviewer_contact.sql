-- How ShowMeBug reaches a member of the company who interviews: one of the two is there.
CREATE TABLE interviewer_contact (
    userid TEXT NOT NULL PRIMARY KEY COLLATE NOCASE,
    phone  TEXT,
    email  TEXT
) STRICT, WITHOUT ROWID;
