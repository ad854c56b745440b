-- WeCom's clock beside the laptop's, which people set: whether WeCom still knows the bytes of a request is decided by its own.
-- UTC ms; absent where nobody knew, and for what left before.
ALTER TABLE attempt ADD COLUMN server_at INTEGER;
ALTER TABLE delivery ADD COLUMN asked_server_at INTEGER;
-- A person has it sent again although it may have arrived: it leaves once, whatever WeCom still knows.
ALTER TABLE delivery ADD COLUMN resend INTEGER NOT NULL DEFAULT 0;

-- A script's name for a send, so that the same call twice is one send, and the SHA-256 in hex over what it was to send.
ALTER TABLE campaign ADD COLUMN key TEXT;
ALTER TABLE campaign ADD COLUMN key_sha256 TEXT;
CREATE UNIQUE INDEX campaign_by_key ON campaign (key) WHERE key IS NOT NULL;
