-- What an account may send; absent means WeCom's own figures. The practice company has limits and is in no table.
CREATE TABLE account_limits (
    account TEXT NOT NULL PRIMARY KEY,
    limits  TEXT NOT NULL
) STRICT, WITHOUT ROWID;
