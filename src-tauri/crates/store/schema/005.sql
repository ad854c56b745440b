-- Importing: what the columns of a spreadsheet became the last time, by their headers. Headers name fields, not people.
CREATE TABLE import_columns (
    headers TEXT NOT NULL PRIMARY KEY,
    uses    TEXT NOT NULL,
    used_at INTEGER NOT NULL
) STRICT, WITHOUT ROWID;
