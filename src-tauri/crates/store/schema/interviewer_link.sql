-- Every link that ever let an interviewer into a room, also of rooms that are gone: no message to a candidate may hold one.
CREATE TABLE interviewer_link (
    link TEXT NOT NULL PRIMARY KEY,
    room INTEGER NOT NULL
) STRICT, WITHOUT ROWID;
