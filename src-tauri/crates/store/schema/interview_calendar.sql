-- The calendar of interviews that an account made in WeCom: what is lost is looked for there.
CREATE TABLE interview_calendar (
    account TEXT PRIMARY KEY,
    cal_id  TEXT NOT NULL
) STRICT, WITHOUT ROWID;
