-- What the columns of a spreadsheet became the last time, by their headers, which name fields and not people.
CREATE TABLE import_columns (
    headers TEXT NOT NULL PRIMARY KEY,
    uses    TEXT NOT NULL,
    used_at INTEGER NOT NULL,
    -- In which the starts of interviews are meant.
    zone    TEXT
) STRICT, WITHOUT ROWID;
