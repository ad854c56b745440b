-- People who want no messages. Kept by what identifies a person, not by a row of the list: it outlives the row, and holds for
-- whichever row the person comes back in.
CREATE TABLE opt_out (
    -- Random, so that a copy of the data that comes back learns what was noted since.
    id        TEXT NOT NULL PRIMARY KEY DEFAULT (lower(hex(randomblob(16)))),
    -- Who it was noted for, as the list named them then.
    name      TEXT NOT NULL,
    -- A sample person of the practice company: no business of the team.
    practice  INTEGER NOT NULL,
    at        INTEGER NOT NULL,
    -- 'hand' or 'answer'.
    by        TEXT NOT NULL,
    note      TEXT,
    -- They may be written to again, since.
    lifted_at INTEGER
) STRICT;

-- What identifies them: 'userid', 'phone' or 'email', each as it is compared.
CREATE TABLE opt_out_mark (
    kind    TEXT NOT NULL,
    value   TEXT NOT NULL,
    opt_out TEXT NOT NULL REFERENCES opt_out ON DELETE CASCADE,
    -- Whether the team's ledger has heard of this `userid`.
    told    INTEGER NOT NULL DEFAULT 0,
    PRIMARY KEY (kind, value, opt_out)
) STRICT, WITHOUT ROWID;
CREATE INDEX opt_out_mark_by_opt_out ON opt_out_mark (opt_out);

-- What holds now.
CREATE VIEW opted_out AS SELECT kind, value, id, at, by FROM opt_out_mark JOIN opt_out ON opt_out.id = opt_out
    WHERE lifted_at IS NULL;

-- What identifies the people of the list.
CREATE VIEW candidate_mark AS
    SELECT id AS candidate, 'userid' AS kind, lower(userid) AS value FROM candidate WHERE userid IS NOT NULL
    UNION ALL SELECT id, 'phone', same_phone FROM candidate WHERE same_phone IS NOT NULL
    UNION ALL SELECT id, 'email', same_email FROM candidate WHERE same_email IS NOT NULL;

-- Whoever is corrected in the list stays the same person, by what identified them before and by what does now.
CREATE TRIGGER opt_out_follows AFTER UPDATE OF userid, same_phone, same_email ON candidate
BEGIN
    INSERT OR IGNORE INTO opt_out_mark (kind, value, opt_out) SELECT mark.kind, mark.value, noted.id FROM candidate_mark mark,
        (SELECT id FROM opted_out WHERE (kind = 'userid' AND value = lower(OLD.userid)) OR (kind = 'phone' AND value = OLD.same_phone)
            OR (kind = 'email' AND value = OLD.same_email) ORDER BY at, id LIMIT 1) noted
    WHERE mark.candidate = NEW.id;
END;

-- What identified somebody who leaves the list while a message to them may still leave.
CREATE TRIGGER delivery_keeps_marks BEFORE DELETE ON candidate
BEGIN
    UPDATE delivery SET same_phone = OLD.same_phone, same_email = OLD.same_email
    WHERE candidate = OLD.id AND state NOT IN ('accepted', 'cancelled', 'recalled');
END;
CREATE TRIGGER delivery_drops_marks AFTER UPDATE OF state ON delivery WHEN NEW.state IN ('accepted', 'cancelled', 'recalled')
    AND (NEW.same_phone IS NOT NULL OR NEW.same_email IS NOT NULL)
BEGIN
    UPDATE delivery SET same_phone = NULL, same_email = NULL WHERE id = NEW.id;
END;
