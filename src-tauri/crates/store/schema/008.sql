-- Interviews out of spreadsheets: the zone in which the starts of a kind of file are meant, and from which kind of file an
-- interview came (a hash of the headers that speak of it), so that the next such file changes it instead of making another.
ALTER TABLE import_columns ADD COLUMN zone TEXT;
ALTER TABLE interview ADD COLUMN source TEXT;
