-- What a search looks at, packed: the texts of 512 people in one value. See `packed.rs`.
CREATE TABLE candidate_text (block INTEGER PRIMARY KEY, texts BLOB NOT NULL) STRICT;

-- Blocks whose people have changed since: they are packed again before the commit, and read person by person until then.
CREATE TABLE candidate_text_stale (block INTEGER PRIMARY KEY) STRICT;
CREATE TRIGGER candidate_text_changed AFTER UPDATE OF name, userid, phone, email, position, tags, route ON candidate
BEGIN
    INSERT OR IGNORE INTO candidate_text_stale SELECT block FROM candidate_text WHERE block = OLD.id >> 9;
    DELETE FROM candidate_text WHERE block = OLD.id >> 9;
END;
CREATE TRIGGER candidate_text_gone AFTER DELETE ON candidate
BEGIN
    INSERT OR IGNORE INTO candidate_text_stale SELECT block FROM candidate_text WHERE block = OLD.id >> 9;
    DELETE FROM candidate_text WHERE block = OLD.id >> 9;
END;
