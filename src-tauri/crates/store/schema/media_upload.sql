-- WeCom's id of a file: of one account, for three days.
CREATE TABLE media_upload (
    account    TEXT NOT NULL,
    sha256     TEXT NOT NULL REFERENCES media ON DELETE CASCADE,
    media_id   TEXT NOT NULL,
    expires_at INTEGER NOT NULL,
    PRIMARY KEY (account, sha256)
) STRICT, WITHOUT ROWID;
