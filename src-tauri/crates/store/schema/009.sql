-- Messages to somebody who is in no list: tests to oneself, and messages to interviewers.

-- People of whom a message speaks that does not go to them, as a JSON list of ids.
ALTER TABLE delivery ADD COLUMN about TEXT;
-- SHA-256 in hex over what the message says: its body differs from campaign to campaign. Absent for tests and before.
ALTER TABLE delivery ADD COLUMN text_sha256 TEXT;
