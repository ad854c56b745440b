-- A large import beside a running send: its parts lie here until all of them are there, and are taken into the list one by one.
CREATE TABLE import (
    id    INTEGER PRIMARY KEY AUTOINCREMENT,
    -- When it began, UTC ms.
    at    INTEGER NOT NULL,
    -- All parts are there: from now on it comes to its end, whatever happens in between.
    ready INTEGER NOT NULL,
    -- Ids that its new people have got so far, as JSON.
    given TEXT NOT NULL
) STRICT;
