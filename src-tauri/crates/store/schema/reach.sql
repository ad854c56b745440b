-- Whether an account's app could reach a person when it was looked at.
CREATE TABLE reach (
    account    TEXT NOT NULL,
    candidate  INTEGER NOT NULL REFERENCES candidate ON DELETE CASCADE,
    reachable  INTEGER NOT NULL,
    checked_at INTEGER NOT NULL,
    PRIMARY KEY (account, candidate)
) STRICT, WITHOUT ROWID;
CREATE INDEX reach_by_candidate ON reach (candidate);

-- It was about the member of that id.
CREATE TRIGGER reach_of_another_member AFTER UPDATE OF userid ON candidate WHEN NEW.userid IS NOT OLD.userid
BEGIN
    DELETE FROM reach WHERE candidate = OLD.id;
END;
