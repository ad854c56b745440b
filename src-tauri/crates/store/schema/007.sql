-- An account's colour in the window, and how its requests leave this machine. A proxy's password is never here.

ALTER TABLE account ADD COLUMN colour TEXT NOT NULL DEFAULT 'teal';
-- 'system', 'none', or a URL without a login.
ALTER TABLE account ADD COLUMN proxy TEXT NOT NULL DEFAULT 'system';
ALTER TABLE account ADD COLUMN proxy_user TEXT;

-- Until now accounts took three colours in turn, by their names.
UPDATE account SET colour =
    CASE (SELECT count(*) FROM account AS other WHERE other.name < account.name COLLATE NOCASE) % 3
    WHEN 1 THEN 'blue' WHEN 2 THEN 'plum' ELSE 'teal' END;
