-- Templates.
CREATE TABLE template (
    id      INTEGER PRIMARY KEY AUTOINCREMENT,
    name    TEXT NOT NULL UNIQUE COLLATE NOCASE,
    -- The starter that it was made from.
    starter TEXT
) STRICT;
