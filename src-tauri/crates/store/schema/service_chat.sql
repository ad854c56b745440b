-- Chats of customers with a company's customer-service accounts, as they were read. What people write is not kept but for their
-- last words, so that a recruiter sees what was meant.
CREATE TABLE service_chat (
    account         TEXT NOT NULL,
    open_kfid       TEXT NOT NULL,
    external_userid TEXT NOT NULL,
    -- The id of the link by which they came last; absent when they came without one of ours.
    link            TEXT,
    -- When they opened the chat and when they wrote last, UTC ms by WeCom's clock.
    entered_at      INTEGER,
    wrote_at        INTEGER,
    -- Messages of ours since then.
    sent            INTEGER NOT NULL DEFAULT 0,
    -- The colleague who has the chat; empty when WeCom does not say who. Absent when none has.
    colleague       TEXT,
    last_words      TEXT,
    -- WeCom's id of the message that they are from: the customer may take it back.
    last_msgid      TEXT,
    PRIMARY KEY (account, open_kfid, external_userid)
) STRICT, WITHOUT ROWID;

-- By which of our links each customer ever came. A link can be forwarded, and one person can open the links of several.
CREATE TABLE service_came (
    account         TEXT NOT NULL,
    external_userid TEXT NOT NULL,
    link            TEXT NOT NULL,
    PRIMARY KEY (account, external_userid, link)
) STRICT, WITHOUT ROWID;

-- Where the reading stands. WeCom keeps three days.
CREATE TABLE service_read (
    account      TEXT NOT NULL,
    open_kfid    TEXT NOT NULL,
    -- Absent at the beginning, and where WeCom did not know the last one.
    cursor       TEXT,
    -- Everything up to here was read, UTC ms by WeCom's clock; absent before the first time.
    read_at      INTEGER,
    -- Between these nobody knows what was written, UTC ms by WeCom's clock: the last such time.
    gap_from     INTEGER,
    gap_to       INTEGER,
    -- Read too often: not before this moment by this machine's clock, and how long the wait was.
    waits_until  INTEGER,
    wait_ms      INTEGER NOT NULL DEFAULT 0,
    PRIMARY KEY (account, open_kfid)
) STRICT, WITHOUT ROWID;

-- Messages that were read: the same one can come again.
CREATE TABLE service_seen (
    account TEXT NOT NULL,
    msgid   TEXT NOT NULL,
    at      INTEGER NOT NULL,
    PRIMARY KEY (account, msgid)
) STRICT, WITHOUT ROWID;

-- Messages of ours that WeCom took and then could not deliver, by our own ids of them. That can become known before the row of the
-- message is settled: whoever settles a row looks here (`Reader::service_failure`), and whoever reads this moves a row that was
-- settled before.
CREATE TABLE service_failed (
    account   TEXT NOT NULL,
    msgid     TEXT NOT NULL,
    fail_type INTEGER NOT NULL,
    at        INTEGER NOT NULL,
    PRIMARY KEY (account, msgid)
) STRICT, WITHOUT ROWID;
