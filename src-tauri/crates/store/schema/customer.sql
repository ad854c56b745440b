-- Customers (external contacts) of an account's colleagues, as the last whole sync read them: a row for each colleague who has
-- them. Names and phone numbers are the colleagues' and the customers' own.
CREATE TABLE customer (
    account         TEXT NOT NULL,
    external_userid TEXT NOT NULL,
    follower        TEXT NOT NULL,
    -- The customer's name for themselves, and the colleague's name for them.
    name            TEXT NOT NULL,
    remark          TEXT NOT NULL,
    -- Noted by the colleague: a list, each as the import writes a phone.
    phones          TEXT NOT NULL,
    -- Of the link by which the customer came; empty for none.
    state           TEXT NOT NULL,
    added_at        INTEGER,
    -- 1: the colleague has not opened the chat, so WeCom refuses what is written to the customer.
    half            INTEGER NOT NULL DEFAULT 0 CHECK (half IN (0, 1)),
    PRIMARY KEY (account, external_userid, follower)
) STRICT, WITHOUT ROWID;

-- When an account's customers were last read as a whole, and what was told of it.
CREATE TABLE customer_sync (account TEXT NOT NULL PRIMARY KEY, report TEXT NOT NULL) STRICT, WITHOUT ROWID;
