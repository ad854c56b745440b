-- Sending in bulk: calls that people share, limits, sends that start later, and what the throttle reads.

ALTER TABLE campaign ADD COLUMN starts_at INTEGER;

-- What an account may send; absent means WeCom's own figures. The practice company has limits and is in no table.
CREATE TABLE account_limits (
    account TEXT NOT NULL PRIMARY KEY,
    limits  TEXT NOT NULL
) STRICT, WITHOUT ROWID;

-- A request that several people share because their messages are the same.
CREATE TABLE shared_request (
    id          INTEGER PRIMARY KEY AUTOINCREMENT,
    campaign    INTEGER NOT NULL REFERENCES campaign ON DELETE CASCADE,
    body        BLOB,
    body_sha256 TEXT NOT NULL
) STRICT;
CREATE INDEX shared_request_by_campaign ON shared_request (campaign);

CREATE TRIGGER shared_request_body_is_frozen BEFORE UPDATE OF body ON shared_request
WHEN NEW.body IS NOT NULL AND NEW.body IS NOT OLD.body
BEGIN
    SELECT RAISE(ABORT, 'the body of a request is frozen');
END;

-- The request it leaves with, if it is not the row's own.
ALTER TABLE delivery ADD COLUMN shared INTEGER REFERENCES shared_request;
-- Failed attempts since a person last said go.
ALTER TABLE delivery ADD COLUMN tries INTEGER NOT NULL DEFAULT 0;
-- When the first request left whose fate nobody knows.
ALTER TABLE delivery ADD COLUMN asked_at INTEGER;
CREATE INDEX delivery_by_shared ON delivery (shared) WHERE shared IS NOT NULL;
CREATE INDEX delivery_by_msgid ON delivery (msgid) WHERE msgid IS NOT NULL;
CREATE INDEX delivery_under_way ON delivery (campaign) WHERE state = 'sending';

-- What the throttle reads, without a look at the rows. `leads`: one of those who share a call stands for it.
ALTER TABLE attempt ADD COLUMN account TEXT;
ALTER TABLE attempt ADD COLUMN userid TEXT;
ALTER TABLE attempt ADD COLUMN leads INTEGER NOT NULL DEFAULT 1;
UPDATE attempt SET (account, userid) =
    (SELECT account, userid FROM delivery JOIN campaign ON campaign.id = campaign WHERE delivery.id = delivery);
-- With the outcome, so that a day's messages are counted without a look at them.
CREATE INDEX attempt_by_time ON attempt (account, started_at, outcome);
