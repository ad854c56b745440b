-- What the team knows of people: who is who at WeCom, and who wants no more invitations.
-- Phone and mail are keyed hashes. The key is in the team's connection file, not here: two laptops meet, a thief of this table cannot read.
CREATE TABLE person (
    corp       text NOT NULL REFERENCES company,
    userid     text NOT NULL CHECK (userid = lower(userid) AND userid <> ''),
    name       text NOT NULL,
    route      text NOT NULL,                             -- how WeCom reaches them, in Beckon's words
    reachable  boolean,                                   -- absent: not tried
    phone_hmac bytea CHECK (length(phone_hmac) = 32),
    mail_hmac  bytea CHECK (length(mail_hmac) = 32),
    changed_by name NOT NULL DEFAULT session_user,
    changed_at timestamptz NOT NULL DEFAULT clock_timestamp(),
    PRIMARY KEY (corp, userid));
CREATE INDEX person_by_phone ON person (corp, phone_hmac) WHERE phone_hmac IS NOT NULL;
CREATE INDEX person_by_mail ON person (corp, mail_hmac) WHERE mail_hmac IS NOT NULL;

CREATE TABLE opt_out (
    corp      text NOT NULL REFERENCES company,
    userid    text NOT NULL CHECK (userid = lower(userid) AND userid <> ''),
    why       text NOT NULL CHECK (length(why) <= 500),
    noted_by  name NOT NULL DEFAULT session_user,
    noted_at  timestamptz NOT NULL DEFAULT clock_timestamp(),
    lifted_by name,
    lifted_at timestamptz,
    lifted_why text CHECK (length(lifted_why) <= 500));
CREATE UNIQUE INDEX opt_out_once ON opt_out (corp, userid) WHERE lifted_at IS NULL;

-- Notes people, the newest word of each counts, and what is absent takes nothing away. Returns how many were news.
CREATE FUNCTION note_people(p_corp text, p_userids text[], p_names text[], p_routes text[], p_reachable boolean[], p_phones bytea[], p_mails bytea[])
RETURNS int LANGUAGE plpgsql SECURITY DEFINER SET search_path = beckon_team, pg_temp AS $$
DECLARE n int;
BEGIN
    PERFORM must_be_member(p_corp);
    INSERT INTO person AS p (corp, userid, name, route, reachable, phone_hmac, mail_hmac)
    SELECT DISTINCT ON (lower(u)) p_corp, lower(u), a, r, e, h, m
      FROM unnest(p_userids, p_names, p_routes, p_reachable, p_phones, p_mails) AS t(u, a, r, e, h, m) ORDER BY lower(u)
    ON CONFLICT (corp, userid) DO UPDATE SET (name, route, reachable, phone_hmac, mail_hmac, changed_by, changed_at) =
            (coalesce(nullif(excluded.name, ''), p.name), excluded.route, coalesce(excluded.reachable, p.reachable),
             coalesce(excluded.phone_hmac, p.phone_hmac), coalesce(excluded.mail_hmac, p.mail_hmac), session_user, clock_timestamp())
      WHERE (p.name, p.route, p.reachable, p.phone_hmac, p.mail_hmac) IS DISTINCT FROM
            (coalesce(nullif(excluded.name, ''), p.name), excluded.route, coalesce(excluded.reachable, p.reachable),
             coalesce(excluded.phone_hmac, p.phone_hmac), coalesce(excluded.mail_hmac, p.mail_hmac));
    GET DIAGNOSTICS n = ROW_COUNT;
    RETURN n;
END $$;

-- Whom the team knows by one of these.
CREATE FUNCTION find_people(p_corp text, p_userids text[], p_phones bytea[], p_mails bytea[])
RETURNS TABLE (userid text, name text, route text, reachable boolean, phone_hmac bytea, mail_hmac bytea, opted_out boolean)
LANGUAGE plpgsql STABLE SECURITY DEFINER SET search_path = beckon_team, pg_temp AS $$
#variable_conflict use_column
-- An array, because below a policy no index is used for what `lower` makes of another row.
DECLARE wanted text[] := ARRAY(SELECT lower(u) FROM unnest(p_userids) AS t(u));
BEGIN
    PERFORM must_be_member(p_corp);
    RETURN QUERY SELECT p.userid, p.name, p.route, p.reachable, p.phone_hmac, p.mail_hmac,
                        EXISTS (SELECT FROM opt_out o WHERE o.corp = p_corp AND o.userid = p.userid AND o.lifted_at IS NULL)
      FROM person p WHERE p.corp = p_corp AND (p.userid = ANY (wanted)
        OR p.phone_hmac = ANY (p_phones) OR p.mail_hmac = ANY (p_mails)) ORDER BY p.userid;
END $$;

CREATE FUNCTION opt_out(p_corp text, p_userid text, p_why text) RETURNS boolean
LANGUAGE plpgsql SECURITY DEFINER SET search_path = beckon_team, pg_temp AS $$
BEGIN
    PERFORM must_be_member(p_corp);
    IF btrim(p_why) = '' THEN RAISE EXCEPTION 'a reason is missing' USING ERRCODE = 'BK004'; END IF;
    INSERT INTO opt_out (corp, userid, why) VALUES (p_corp, lower(p_userid), p_why) ON CONFLICT DO NOTHING;
    RETURN FOUND;
END $$;

CREATE FUNCTION opt_in(p_corp text, p_userid text, p_why text) RETURNS boolean
LANGUAGE plpgsql SECURITY DEFINER SET search_path = beckon_team, pg_temp AS $$
BEGIN
    PERFORM must_be_lead(p_corp);
    IF btrim(p_why) = '' THEN RAISE EXCEPTION 'a reason is missing' USING ERRCODE = 'BK004'; END IF;
    UPDATE opt_out SET lifted_by = session_user, lifted_at = clock_timestamp(), lifted_why = p_why
     WHERE corp = p_corp AND userid = lower(p_userid) AND lifted_at IS NULL;
    RETURN FOUND;
END $$;

ALTER TABLE person ENABLE ROW LEVEL SECURITY; ALTER TABLE person FORCE ROW LEVEL SECURITY;
ALTER TABLE opt_out ENABLE ROW LEVEL SECURITY; ALTER TABLE opt_out FORCE ROW LEVEL SECURITY;
CREATE POLICY of_my_company ON person USING (corp || '' = ANY ((SELECT my_companies())::text[]));
CREATE POLICY of_my_company ON opt_out USING (corp || '' = ANY ((SELECT my_companies())::text[]));
GRANT EXECUTE ON FUNCTION note_people(text, text[], text[], text[], boolean[], bytea[], bytea[]), find_people(text, text[], bytea[], bytea[]),
    opt_out(text, text, text), opt_in(text, text, text) TO beckon_team_member;
