-- One message to one recipient: the log.
CREATE TABLE delivery (
    id              INTEGER PRIMARY KEY AUTOINCREMENT,
    campaign        INTEGER NOT NULL REFERENCES campaign ON DELETE CASCADE,
    candidate       INTEGER REFERENCES candidate ON DELETE SET NULL,
    -- People of whom the message speaks that does not go to them, as a JSON list of ids.
    about           TEXT,
    name            TEXT NOT NULL,
    userid          TEXT,
    -- How it goes to them. Outside the company: the customer it goes to, known at the latest when it leaves; the colleague who has
    -- to confirm it; until when it waits.
    way             TEXT NOT NULL DEFAULT 'member' CHECK (way IN ('member', 'service', 'customer', 'copy')),
    outsider        TEXT,
    colleague       TEXT,
    waits_until     INTEGER,
    -- SHA-256 in hex over what the message says, whose body differs from campaign to campaign. Absent for tests.
    text_sha256     TEXT,
    body            BLOB,
    body_sha256     TEXT,
    -- The request it leaves with, if it is not the row's own.
    shared          INTEGER REFERENCES shared_request,
    state           TEXT NOT NULL,
    reason          TEXT,
    errcode         INTEGER,
    msgid           TEXT,
    -- Failed attempts since a person last said go.
    tries           INTEGER NOT NULL DEFAULT 0,
    -- Not before this moment, for rows that wait after a failed attempt.
    due_at          INTEGER NOT NULL,
    -- When the first request left whose fate nobody knows, by this machine's clock and by WeCom's.
    asked_at        INTEGER,
    asked_server_at INTEGER,
    -- A person has it sent again although it may have arrived: it leaves once, whatever WeCom still knows.
    resend          INTEGER NOT NULL DEFAULT 0,
    -- Of a send with a team's account. What the person is invited to, as the team's ledger names it; the right to it, made
    -- before it is asked for; whether the ledger has said that it is this row's; the call that the row left with last.
    occasion        TEXT,
    claim           TEXT,
    claimed         INTEGER NOT NULL DEFAULT 0,
    call            TEXT,
    -- What identified a recipient who has left the list, until the message cannot leave any more.
    same_phone      TEXT,
    same_email      TEXT,
    -- The interview of which it tells, and what it tells, as JSON. Absent for tests.
    interview       INTEGER REFERENCES interview ON DELETE SET NULL,
    told            TEXT,
    changed_at      INTEGER NOT NULL
) STRICT;
CREATE INDEX delivery_by_interview ON delivery (interview) WHERE interview IS NOT NULL;
CREATE INDEX delivery_by_campaign ON delivery (campaign, state, due_at);
CREATE INDEX delivery_by_candidate ON delivery (candidate);
CREATE INDEX delivery_by_shared ON delivery (shared) WHERE shared IS NOT NULL;
CREATE INDEX delivery_by_msgid ON delivery (msgid) WHERE msgid IS NOT NULL;
CREATE INDEX delivery_unclaimed ON delivery (campaign, due_at) WHERE claim IS NOT NULL AND claimed = 0 AND state = 'queued';
CREATE INDEX delivery_outside ON delivery (campaign) WHERE way <> 'member';
CREATE INDEX delivery_under_way ON delivery (campaign) WHERE state = 'sending';
-- The log by a state alone: rows that went well are nearly all of them and found at once, the others were looked for in all.
CREATE INDEX delivery_by_rare_state ON delivery (state) WHERE state <> 'accepted';

-- The approved bytes are the duplicate key at WeCom's end: they may be erased, never altered.
CREATE TRIGGER delivery_body_is_frozen BEFORE UPDATE OF body ON delivery
WHEN NEW.body IS NOT NULL AND NEW.body IS NOT OLD.body
BEGIN
    SELECT RAISE(ABORT, 'the body of a delivery is frozen');
END;
