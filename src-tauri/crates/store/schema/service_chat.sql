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
    PRIMARY KEY (account, open_kfid, external_userid)
) STRICT, WITHOUT ROWID;

-- Where the reading stands, and since when nothing can have been missed. WeCom keeps three days.
CREATE TABLE service_read (
    account   TEXT NOT NULL,
    open_kfid TEXT NOT NULL,
    cursor    TEXT,
    read_at   INTEGER NOT NULL,
    PRIMARY KEY (account, open_kfid)
) STRICT, WITHOUT ROWID;

-- Messages that were read: the same one can come again.
CREATE TABLE service_seen (
    account TEXT NOT NULL,
    msgid   TEXT NOT NULL,
    at      INTEGER NOT NULL,
    PRIMARY KEY (account, msgid)
) STRICT, WITHOUT ROWID;
