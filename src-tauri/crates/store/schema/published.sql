-- Interviews that are, or are to be, in WeCom: what was wished, and what stands there.
CREATE TABLE published (
    interview INTEGER PRIMARY KEY REFERENCES interview ON DELETE CASCADE,
    -- As what is outside is kept: of the practice company, each start is another one.
    account   TEXT NOT NULL,
    -- JSON, both.
    wish      TEXT NOT NULL,
    there     TEXT NOT NULL,
    -- SHA-256 in hex over what WeCom was told last; absent while nothing stands there.
    sha256    TEXT,
    -- JSON: why it is not as wished, where no step says so.
    problem   TEXT,
    -- When WeCom was asked for the answers last, UTC ms.
    asked_at  INTEGER
) STRICT;
CREATE INDEX published_by_account ON published (account);
