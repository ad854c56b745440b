-- Companies, and who belongs to them. Every time in the ledger is the server's. There is no message text, no secret and no phone number.
-- What a function refuses it says by a code of its own: BK001 not a member, BK002 a lead may, BK003 taken, BK004 not as it
-- should be, BK005 the last lead, BK006 a settled call.
ALTER DEFAULT PRIVILEGES REVOKE EXECUTE ON FUNCTIONS FROM PUBLIC;

CREATE TABLE company (
    corp       text PRIMARY KEY CHECK (corp <> '' AND length(corp) <= 64),
    founded_at timestamptz NOT NULL DEFAULT clock_timestamp());

-- The login is the person; the password is PostgreSQL's business. A row stays when a person leaves: the log names them.
CREATE TABLE member (
    corp       text NOT NULL REFERENCES company,
    login      name NOT NULL,
    role       text NOT NULL CHECK (role IN ('recruiter', 'lead')),
    invited    uuid NOT NULL,                              -- which invitation made the login: asking twice is harmless
    added_by   name NOT NULL,
    added_at   timestamptz NOT NULL DEFAULT clock_timestamp(),
    removed_by name,
    removed_at timestamptz,
    PRIMARY KEY (corp, login));
-- A login belongs to one company: whoever leads one cannot close a login of another.
CREATE UNIQUE INDEX member_of_one ON member (login) WHERE removed_at IS NULL;

-- What is called for each row or each statement is PL/pgSQL: a function in SQL is planned anew at each call.
CREATE FUNCTION ms(p_at timestamptz) RETURNS bigint LANGUAGE plpgsql IMMUTABLE SET search_path = pg_catalog, pg_temp AS
    $$ BEGIN RETURN floor(extract(epoch FROM p_at) * 1000); END $$;

-- The companies of whoever is logged in. The policies of the tables ask for it, so that also a function that forgets to
-- ask who calls it sees nothing of another company. They ask for `corp || ''`, so that no index is taken for them: in a ledger
-- without statistics the planner thinks a company few rows, and looks for a claim among all of them.
CREATE FUNCTION my_companies() RETURNS text[] LANGUAGE plpgsql STABLE SECURITY DEFINER SET search_path = beckon_team, pg_temp AS
    $$ BEGIN RETURN ARRAY(SELECT corp FROM member WHERE login = session_user AND removed_at IS NULL); END $$;

CREATE FUNCTION must_be_member(p_corp text) RETURNS void LANGUAGE plpgsql STABLE SECURITY DEFINER SET search_path = beckon_team, pg_temp AS $$
BEGIN
    IF NOT p_corp = ANY (my_companies()) THEN RAISE EXCEPTION 'not a member of this company' USING ERRCODE = 'BK001'; END IF;
END $$;

CREATE FUNCTION is_lead(p_corp text) RETURNS boolean LANGUAGE sql STABLE SECURITY DEFINER SET search_path = beckon_team, pg_temp AS
    $$ SELECT EXISTS (SELECT FROM member WHERE corp = p_corp AND login = session_user AND removed_at IS NULL AND role = 'lead') $$;

CREATE FUNCTION must_be_lead(p_corp text) RETURNS void LANGUAGE plpgsql STABLE SECURITY DEFINER SET search_path = beckon_team, pg_temp AS $$
BEGIN
    PERFORM must_be_member(p_corp);
    IF NOT is_lead(p_corp) THEN RAISE EXCEPTION 'only a lead may do this' USING ERRCODE = 'BK002'; END IF;
END $$;

-- Tells those who listen that something of a company is new; what it is they ask for. Anybody with a login could listen, so
-- the message has one word, and the channel does not name the company.
CREATE FUNCTION tell(p_corp text, p_what text) RETURNS void LANGUAGE sql SECURITY DEFINER SET search_path = beckon_team, pg_temp AS
    $$ SELECT pg_notify('beckon_' || md5(p_corp), p_what) $$;

-- What has been done to the schema; a program compares it with what it knows.
CREATE FUNCTION steps() RETURNS TABLE (number int, sha256 text) LANGUAGE sql STABLE SECURITY DEFINER SET search_path = beckon_team, pg_temp AS
    $$ SELECT number, sha256 FROM step ORDER BY number $$;

CREATE FUNCTION status(p_corp text) RETURNS TABLE (login text, role text, now_ms bigint, server text, leads int, recruiters int)
LANGUAGE plpgsql STABLE SECURITY DEFINER SET search_path = beckon_team, pg_temp AS $$
#variable_conflict use_column
BEGIN
    PERFORM must_be_member(p_corp);
    RETURN QUERY SELECT session_user::text, max(m.role) FILTER (WHERE m.login = session_user), ms(clock_timestamp()),
                        current_setting('server_version'), count(*) FILTER (WHERE m.role = 'lead')::int,
                        count(*) FILTER (WHERE m.role = 'recruiter')::int
                   FROM member m WHERE m.corp = p_corp AND m.removed_at IS NULL;
END $$;

CREATE FUNCTION members(p_corp text) RETURNS TABLE (login text, role text, added_ms bigint, removed_ms bigint)
LANGUAGE plpgsql STABLE SECURITY DEFINER SET search_path = beckon_team, pg_temp AS $$
#variable_conflict use_column
BEGIN
    PERFORM must_be_member(p_corp);
    RETURN QUERY SELECT m.login::text, m.role, ms(m.added_at), ms(m.removed_at) FROM member m WHERE m.corp = p_corp ORDER BY m.login;
END $$;

ALTER TABLE step ENABLE ROW LEVEL SECURITY;
ALTER TABLE company ENABLE ROW LEVEL SECURITY;
ALTER TABLE member ENABLE ROW LEVEL SECURITY;
CREATE POLICY of_the_door ON company TO beckon_team_doorkeeper USING (true);
CREATE POLICY of_the_door ON member TO beckon_team_doorkeeper USING (true);
GRANT SELECT, INSERT ON company TO beckon_team_doorkeeper;
GRANT SELECT, INSERT, UPDATE ON member TO beckon_team_doorkeeper;

GRANT USAGE ON SCHEMA beckon_team TO beckon_team_member;
GRANT EXECUTE ON FUNCTION steps(), status(text), members(text) TO beckon_team_member;
