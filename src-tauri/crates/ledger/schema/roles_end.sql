-- Whoever set the ledger up is none of its roles any more.
DO $$
BEGIN
    IF NOT (SELECT rolsuper FROM pg_roles WHERE rolname = session_user) THEN
        EXECUTE format('REVOKE beckon_team_owner, beckon_team_doorkeeper FROM %I', session_user);
    END IF;
END $$;
