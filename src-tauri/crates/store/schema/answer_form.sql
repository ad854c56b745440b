-- Forms by which the candidates of an interview answer: one for each start of it. `asked_at` is noted before WeCom is asked, since
-- no call of WeCom's finds a form whose id was lost.
CREATE TABLE answer_form (
    account   TEXT NOT NULL,
    interview INTEGER NOT NULL REFERENCES interview ON DELETE CASCADE,
    -- The start that it asks about, UTC ms.
    starts_at INTEGER NOT NULL,
    -- Who sees the answers in WeCom.
    manager   TEXT NOT NULL,
    asked_at  INTEGER NOT NULL,
    -- WeCom's id; absent until WeCom has answered.
    formid    TEXT,
    -- What candidates open, and the id under which the answers stand; absent until WeCom was asked for them.
    url       TEXT,
    answers   TEXT,
    read_at   INTEGER,
    PRIMARY KEY (account, interview, starts_at)
) STRICT, WITHOUT ROWID;
CREATE INDEX answer_form_of ON answer_form (interview);

-- Answers that were read, and what became of each. An answer that was changed in the form counts as another one.
CREATE TABLE form_answer (
    id        INTEGER PRIMARY KEY AUTOINCREMENT,
    account   TEXT NOT NULL,
    formid    TEXT NOT NULL,
    answer    INTEGER NOT NULL,
    -- WeCom's time of it, Unix seconds.
    submitted INTEGER NOT NULL,
    interview INTEGER NOT NULL REFERENCES interview ON DELETE CASCADE,
    starts_at INTEGER NOT NULL,
    candidate INTEGER,
    -- As they were typed.
    name      TEXT NOT NULL,
    phone     TEXT NOT NULL,
    kind      TEXT,
    wish      TEXT,
    at        INTEGER NOT NULL,
    outcome   TEXT NOT NULL,
    -- Somebody has seen that it is nobody's answer.
    seen      INTEGER NOT NULL DEFAULT 0,
    -- By which the form names somebody who is no member; empty for others.
    sender    TEXT NOT NULL,
    -- A person said whose it is.
    given     INTEGER NOT NULL DEFAULT 0,
    -- What was noted of it: a row of `interview_answer`.
    noted     INTEGER,
    UNIQUE (account, formid, answer, submitted)
) STRICT;
CREATE INDEX form_answer_of ON form_answer (interview);

-- Which customers are behind the names that forms have for people who are no members. Without one: WeCom was asked, and knew
-- none or refused (`errcode`).
CREATE TABLE form_sender (
    account         TEXT NOT NULL,
    sender          TEXT NOT NULL,
    external_userid TEXT,
    errcode         INTEGER,
    asked_at        INTEGER NOT NULL,
    PRIMARY KEY (account, sender)
) STRICT, WITHOUT ROWID;

-- That it was read stays; what it says of somebody who is gone does not.
CREATE TRIGGER form_answer_of_nobody AFTER DELETE ON candidate
BEGIN
    DELETE FROM form_sender WHERE EXISTS (SELECT 1 FROM form_answer said
        WHERE said.candidate = OLD.id AND said.account = form_sender.account AND said.sender = form_sender.sender);
    UPDATE form_answer SET candidate = NULL, name = '', phone = '', wish = NULL, sender = '', seen = 1
        WHERE candidate = OLD.id;
END;

-- Forms are those of one company.
CREATE TRIGGER answer_form_of_another_company AFTER UPDATE OF corp_id ON account WHEN NEW.corp_id IS NOT OLD.corp_id
BEGIN
    DELETE FROM answer_form WHERE account = OLD.id;
    DELETE FROM form_answer WHERE account = OLD.id;
    DELETE FROM form_sender WHERE account = OLD.id;
END;
