-- What the team's ledger has still to hear of: written with whatever moves a row, in the same commit, and taken away when the
-- ledger has it.
CREATE TABLE team_outbox (
    id      INTEGER PRIMARY KEY AUTOINCREMENT,
    -- The right in question; absent where there is none, and the end of the call is all there is to tell.
    claim   TEXT,
    call    TEXT,
    -- Where the row came to, and whether something of it may have arrived.
    state   TEXT NOT NULL,
    asked   INTEGER NOT NULL,
    errcode INTEGER,
    msgid   TEXT
) STRICT;

-- A row that comes back from under way tells that its call has ended; one that goes on waiting tells nothing.
CREATE TRIGGER delivery_is_told AFTER UPDATE OF state ON delivery
WHEN (NEW.claimed OR NEW.call IS NOT NULL) AND NEW.state <> OLD.state AND NEW.state <> 'sending'
    AND (OLD.state = 'sending' OR NEW.state <> 'queued')
BEGIN
    INSERT INTO team_outbox (claim, call, state, asked, errcode, msgid)
    VALUES (iif(NEW.claimed, NEW.claim, NULL), NEW.call, NEW.state, NEW.asked_at IS NOT NULL, NEW.errcode, NEW.msgid);
END;

-- Who is held gives the right back, and asks for another one when it goes on: what was given back stays so.
CREATE TRIGGER delivery_gives_back AFTER UPDATE OF state ON delivery WHEN NEW.state = 'held' AND NEW.claim IS NOT NULL
BEGIN
    UPDATE delivery SET claimed = 0, claim = lower(hex(randomblob(4)) || '-' || hex(randomblob(2)) || '-4'
        || substr(hex(randomblob(2)), 2) || '-8' || substr(hex(randomblob(2)), 2) || '-' || hex(randomblob(6)))
    WHERE id = NEW.id;
END;
