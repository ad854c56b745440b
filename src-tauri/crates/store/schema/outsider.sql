-- Which customer of an account's colleagues is which person, and how sure that is. What a person said ('confirmed', 'rejected')
-- is changed by no sync. Somebody who is taken from the list and put back is matched as before.
CREATE TABLE outsider (
    account         TEXT NOT NULL,
    candidate       INTEGER NOT NULL,
    external_userid TEXT NOT NULL,
    certainty       TEXT NOT NULL CHECK (certainty IN ('exact', 'phone', 'confirmed', 'suggested', 'rejected')),
    since           INTEGER NOT NULL,
    PRIMARY KEY (account, candidate, external_userid)
) STRICT, WITHOUT ROWID;
CREATE INDEX outsider_by_customer ON outsider (account, external_userid);

-- It was known by the number or the name that is no longer theirs; the next sync looks again.
CREATE TRIGGER outsider_of_another_phone AFTER UPDATE OF phone ON candidate WHEN NEW.phone IS NOT OLD.phone
BEGIN
    DELETE FROM outsider WHERE candidate = OLD.id AND certainty = 'phone';
END;
CREATE TRIGGER outsider_of_another_name AFTER UPDATE OF name ON candidate WHEN NEW.name IS NOT OLD.name
BEGIN
    DELETE FROM outsider WHERE candidate = OLD.id AND certainty = 'suggested';
END;
