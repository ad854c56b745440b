-- What an account writes back into WeCom; absent means nothing.
CREATE TABLE write_back (
    account TEXT NOT NULL PRIMARY KEY,
    state   TEXT NOT NULL
) STRICT, WITHOUT ROWID;
