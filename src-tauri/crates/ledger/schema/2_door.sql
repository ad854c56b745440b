-- Logins are made and closed here, by functions of a role that may make roles and has no table but `company` and `member`.
GRANT USAGE, CREATE ON SCHEMA beckon_team TO beckon_team_doorkeeper;
GRANT EXECUTE ON FUNCTION must_be_member(text), must_be_lead(text), is_lead(text), tell(text, text) TO beckon_team_doorkeeper;
SET LOCAL ROLE beckon_team_doorkeeper;
ALTER DEFAULT PRIVILEGES REVOKE EXECUTE ON FUNCTIONS FROM PUBLIC;

-- A login of its own for a person; true when it is new. The password comes as SCRAM's verifier, so that no log of the server has it.
CREATE FUNCTION admit(p_corp text, p_id uuid, p_login text, p_role text, p_verifier text) RETURNS boolean
LANGUAGE plpgsql SECURITY DEFINER SET search_path = beckon_team, pg_temp AS $$
DECLARE known member;
BEGIN
    IF p_login !~ '^[a-z][a-z0-9._-]{0,62}$' OR p_login ~ '^(pg_|beckon_team)' OR p_login IN ('public', 'none') THEN
        RAISE EXCEPTION 'a login is made of a to z, 0 to 9, dots, hyphens and underscores, and begins with a letter' USING ERRCODE = 'BK004';
    END IF;
    IF p_verifier !~ '^SCRAM-SHA-256\$[0-9]+:[A-Za-z0-9+/=]+\$[A-Za-z0-9+/=]+:[A-Za-z0-9+/=]+$' THEN
        RAISE EXCEPTION 'the password has to come as a SCRAM-SHA-256 verifier' USING ERRCODE = 'BK004';
    END IF;
    PERFORM pg_advisory_xact_lock(hashtextextended('beckon_team member', 0));
    SELECT * INTO known FROM member WHERE corp = p_corp AND login = p_login;
    IF known.invited = p_id AND known.removed_at IS NULL THEN RETURN false; END IF;
    IF NOT EXISTS (SELECT FROM pg_roles WHERE rolname = p_login) THEN
        EXECUTE format('CREATE ROLE %I LOGIN PASSWORD %L IN ROLE beckon_team_member', p_login, p_verifier);
    ELSIF known.removed_at IS NOT NULL AND known.invited <> p_id
          AND NOT EXISTS (SELECT FROM member WHERE login = p_login AND removed_at IS NULL)
          AND NOT (SELECT rolcanlogin OR rolsuper OR rolcreaterole FROM pg_roles WHERE rolname = p_login) THEN
        EXECUTE format('ALTER ROLE %I LOGIN PASSWORD %L', p_login, p_verifier);
    ELSE
        RAISE EXCEPTION 'the server has a login of this name' USING ERRCODE = 'BK003';
    END IF;
    INSERT INTO member (corp, login, role, invited, added_by) VALUES (p_corp, p_login, p_role, p_id, session_user)
        ON CONFLICT (corp, login) DO UPDATE SET role = p_role, invited = p_id, added_by = session_user,
            added_at = clock_timestamp(), removed_by = NULL, removed_at = NULL;
    RETURN true;
END $$;

-- A company with its first lead; for whoever sets the ledger up, nobody else may call it.
CREATE FUNCTION found(p_corp text, p_id uuid, p_login text, p_verifier text) RETURNS boolean
LANGUAGE plpgsql SECURITY DEFINER SET search_path = beckon_team, pg_temp AS $$
BEGIN
    INSERT INTO company (corp) VALUES (p_corp) ON CONFLICT DO NOTHING;
    RETURN admit(p_corp, p_id, p_login, 'lead', p_verifier);
END $$;

CREATE FUNCTION invite(p_corp text, p_id uuid, p_login text, p_role text, p_verifier text) RETURNS boolean
LANGUAGE plpgsql SECURITY DEFINER SET search_path = beckon_team, pg_temp AS $$
DECLARE new boolean;
BEGIN
    PERFORM must_be_lead(p_corp);
    new := admit(p_corp, p_id, p_login, p_role, p_verifier);
    IF new THEN PERFORM tell(p_corp, 'members'); END IF;
    RETURN new;
END $$;

-- Closes a login: a lead anybody's, everybody their own. What they did stays in the log. False: it was closed already.
CREATE FUNCTION remove_member(p_corp text, p_login text) RETURNS boolean
LANGUAGE plpgsql SECURITY DEFINER SET search_path = beckon_team, pg_temp AS $$
DECLARE known member;
BEGIN
    PERFORM must_be_member(p_corp);
    IF p_login <> session_user THEN PERFORM must_be_lead(p_corp); END IF;
    PERFORM pg_advisory_xact_lock(hashtextextended('beckon_team member', 0));
    SELECT * INTO known FROM member WHERE corp = p_corp AND login = p_login;
    IF known.login IS NULL OR known.removed_at IS NOT NULL THEN RETURN false; END IF;
    IF known.role = 'lead' AND NOT EXISTS (SELECT FROM member WHERE corp = p_corp AND role = 'lead' AND removed_at IS NULL AND login <> p_login) THEN
        RAISE EXCEPTION 'a company keeps one lead at least' USING ERRCODE = 'BK005';
    END IF;
    UPDATE member SET removed_at = clock_timestamp(), removed_by = session_user WHERE corp = p_corp AND login = p_login;
    EXECUTE format('ALTER ROLE %I NOLOGIN PASSWORD NULL', p_login);
    PERFORM tell(p_corp, 'members');
    RETURN true;
END $$;

GRANT EXECUTE ON FUNCTION invite(text, uuid, text, text, text), remove_member(text, text) TO beckon_team_member;
SET LOCAL ROLE beckon_team_owner;
REVOKE CREATE ON SCHEMA beckon_team FROM beckon_team_doorkeeper;
