-- The smart sheet in WeCom in which an account keeps what came of interviews, and the intent to have one: no call of WeCom's finds a
-- sheet whose id was lost.
CREATE TABLE outcome_sheet (
    account TEXT NOT NULL PRIMARY KEY,
    state   TEXT NOT NULL
) STRICT, WITHOUT ROWID;

-- Its rows: one for each candidate of each interview, by Beckon's own id of the two.
CREATE TABLE outcome_row (
    account   TEXT NOT NULL,
    row       TEXT NOT NULL,
    -- WeCom's id, and SHA-256 in hex over what was written; absent until WeCom has answered.
    record_id TEXT,
    written   TEXT,
    -- When WeCom was asked to add it, UTC ms, while nobody knows whether it did.
    asked_at  INTEGER,
    PRIMARY KEY (account, row)
) STRICT, WITHOUT ROWID;

-- A sheet is that of one company.
CREATE TRIGGER outcome_sheet_of_another_company AFTER UPDATE OF corp_id ON account WHEN NEW.corp_id IS NOT OLD.corp_id
BEGIN
    DELETE FROM outcome_sheet WHERE account = OLD.id;
    DELETE FROM outcome_row WHERE account = OLD.id;
END;
