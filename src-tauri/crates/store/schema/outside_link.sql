-- Links by which people get in touch. The id is random and comes back from WeCom with whoever used the link; it is noted before
-- WeCom is asked, so that a link whose answer was lost is of the same person. Somebody who is taken from the list and put back
-- has the same links.
CREATE TABLE outside_link (
    id        TEXT NOT NULL PRIMARY KEY,
    candidate INTEGER NOT NULL,
    account   TEXT NOT NULL,
    kind      TEXT NOT NULL CHECK (kind IN ('service', 'contact-way', 'acquisition')),
    -- Absent until WeCom has answered.
    url       TEXT,
    made_at   INTEGER NOT NULL,
    copied_at INTEGER,
    opened_at INTEGER,
    added_at  INTEGER,
    wrote_at  INTEGER
) STRICT, WITHOUT ROWID;
CREATE UNIQUE INDEX outside_link_of ON outside_link (candidate, account, kind);

-- What the links of an account are made from: one for all of them. `remote` is WeCom's id of it.
CREATE TABLE outside_base (
    account TEXT NOT NULL,
    kind    TEXT NOT NULL CHECK (kind IN ('service', 'acquisition')),
    remote  TEXT NOT NULL,
    url     TEXT NOT NULL,
    PRIMARY KEY (account, kind)
) STRICT, WITHOUT ROWID;

-- Ids of customers and links are those of one company.
CREATE TRIGGER outside_of_another_company AFTER UPDATE OF corp_id ON account WHEN NEW.corp_id IS NOT OLD.corp_id
BEGIN
    DELETE FROM customer WHERE account = OLD.id;
    DELETE FROM customer_sync WHERE account = OLD.id;
    DELETE FROM outsider WHERE account = OLD.id;
    DELETE FROM outside_link WHERE account = OLD.id;
    DELETE FROM outside_base WHERE account = OLD.id;
    DELETE FROM service_chat WHERE account = OLD.id;
    DELETE FROM service_read WHERE account = OLD.id;
    DELETE FROM service_seen WHERE account = OLD.id;
    DELETE FROM service_came WHERE account = OLD.id;
    DELETE FROM service_failed WHERE account = OLD.id;
END;
