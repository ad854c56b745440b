-- A part of such an import: its changes, a line of JSON each.
CREATE TABLE import_part (
    number  INTEGER PRIMARY KEY AUTOINCREMENT,
    import  INTEGER NOT NULL REFERENCES import ON DELETE CASCADE,
    changes TEXT NOT NULL
) STRICT;
CREATE INDEX import_part_by_import ON import_part (import);
