-- Pictures and files. The key is a hash over use, name and bytes.
CREATE TABLE media (
    sha256   TEXT NOT NULL PRIMARY KEY,
    use      TEXT NOT NULL,
    name     TEXT NOT NULL,
    bytes    BLOB NOT NULL,
    added_at INTEGER NOT NULL
) STRICT;
