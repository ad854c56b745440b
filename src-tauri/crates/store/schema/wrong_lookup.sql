-- Wrong look-ups by phone or mail: too many within a day and WeCom blocks them for a day.
CREATE TABLE wrong_lookup (account TEXT NOT NULL, at INTEGER NOT NULL) STRICT;
CREATE INDEX wrong_lookup_by_time ON wrong_lookup (account, at);
