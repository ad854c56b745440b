-- Templates of every kind of message, and the files that they carry.

-- What a version says, as JSON; so far all of them were texts.
ALTER TABLE template_version RENAME COLUMN body TO content;
UPDATE template_version SET content = json_object('kind', 'text', 'content', content);
CREATE TRIGGER template_version_is_immutable BEFORE UPDATE ON template_version
BEGIN
    SELECT RAISE(ABORT, 'a version of a template never changes');
END;

-- The starter that a template was made from.
ALTER TABLE template ADD COLUMN starter TEXT;

-- A send to oneself, to look at a message: never counted as the real one.
ALTER TABLE campaign ADD COLUMN test INTEGER NOT NULL DEFAULT 0;

-- Pictures and files. The key is a hash over use, name and bytes.
CREATE TABLE media (
    sha256   TEXT NOT NULL PRIMARY KEY,
    use      TEXT NOT NULL,
    name     TEXT NOT NULL,
    bytes    BLOB NOT NULL,
    added_at INTEGER NOT NULL
) STRICT;

-- WeCom's id of a file: of one account, for three days.
CREATE TABLE media_upload (
    account    TEXT NOT NULL,
    sha256     TEXT NOT NULL REFERENCES media ON DELETE CASCADE,
    media_id   TEXT NOT NULL,
    expires_at INTEGER NOT NULL,
    PRIMARY KEY (account, sha256)
) STRICT, WITHOUT ROWID;
