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
