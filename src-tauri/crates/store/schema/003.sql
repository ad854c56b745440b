-- The list of people: searching many of them, the way each is reached, and whether each can be reached.

-- What the search reads is packed below, and nothing else looked at this.
ALTER TABLE candidate DROP COLUMN search;
ALTER TABLE candidate ADD COLUMN route TEXT NOT NULL DEFAULT 'member';

-- What a search looks at, packed: the texts of 512 people, or of 1024 rows of the log, in one value. See `packed.rs`.
CREATE TABLE candidate_text (block INTEGER PRIMARY KEY, texts BLOB NOT NULL) STRICT;
CREATE TABLE delivery_text (block INTEGER PRIMARY KEY, texts BLOB NOT NULL) STRICT;
-- Blocks whose rows have changed since: they are packed again before the commit, and read row by row until then.
CREATE TABLE candidate_text_stale (block INTEGER PRIMARY KEY) STRICT;
CREATE TABLE delivery_text_stale (block INTEGER PRIMARY KEY) STRICT;

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

-- Whether an account's app could reach a person when it was looked at.
CREATE TABLE reach (
    account    TEXT NOT NULL,
    candidate  INTEGER NOT NULL REFERENCES candidate ON DELETE CASCADE,
    reachable  INTEGER NOT NULL,
    checked_at INTEGER NOT NULL,
    PRIMARY KEY (account, candidate)
) STRICT, WITHOUT ROWID;
CREATE INDEX reach_by_candidate ON reach (candidate);
-- It was about the member of that id.
CREATE TRIGGER reach_of_another_member AFTER UPDATE OF userid ON candidate WHEN NEW.userid IS NOT OLD.userid
BEGIN
    DELETE FROM reach WHERE candidate = OLD.id;
END;

-- Wrong look-ups by phone or mail: too many within a day and WeCom blocks them for a day.
CREATE TABLE wrong_lookup (account TEXT NOT NULL, at INTEGER NOT NULL) STRICT;
CREATE INDEX wrong_lookup_by_time ON wrong_lookup (account, at);
