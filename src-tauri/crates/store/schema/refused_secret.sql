-- A secret that WeCom refused: asking about it again could block the address. Its keyed hash, and never the secret.
CREATE TABLE refused_secret (
    account TEXT NOT NULL PRIMARY KEY REFERENCES account ON DELETE CASCADE,
    key     TEXT NOT NULL,
    mark    TEXT NOT NULL,
    errcode INTEGER NOT NULL,
    at      INTEGER NOT NULL
) STRICT, WITHOUT ROWID;
