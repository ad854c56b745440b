-- What a search in the log looks at, packed: the texts of 1024 rows in one value. See `packed.rs`.
CREATE TABLE delivery_text (block INTEGER PRIMARY KEY, texts BLOB NOT NULL) STRICT;

-- Blocks whose rows have changed since: they are packed again before the commit, and read row by row until then.
CREATE TABLE delivery_text_stale (block INTEGER PRIMARY KEY) STRICT;
CREATE TRIGGER delivery_text_changed AFTER UPDATE OF name, userid ON delivery
BEGIN
    INSERT OR IGNORE INTO delivery_text_stale SELECT block FROM delivery_text WHERE block = OLD.id >> 10;
    DELETE FROM delivery_text WHERE block = OLD.id >> 10;
END;
CREATE TRIGGER delivery_text_gone AFTER DELETE ON delivery
BEGIN
    INSERT OR IGNORE INTO delivery_text_stale SELECT block FROM delivery_text WHERE block = OLD.id >> 10;
    DELETE FROM delivery_text WHERE block = OLD.id >> 10;
END;
