-- From which address an account's calls came: WeCom trusts addresses, and a laptop's changes.
CREATE TABLE exit_ip (
    id       INTEGER PRIMARY KEY AUTOINCREMENT,
    account  TEXT NOT NULL REFERENCES account ON DELETE CASCADE,
    ip       TEXT NOT NULL,
    first_at INTEGER NOT NULL,
    last_at  INTEGER NOT NULL
) STRICT;
CREATE INDEX exit_ip_by_account ON exit_ip (account, id);
