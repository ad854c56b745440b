-- Roles of the whole server, made where they are missing. No step, because a server has them once for all its databases.
-- Nobody logs in as one of them, and nobody but whoever sets the ledger up is ever one of the first two.
DO $$
DECLARE wanted record;
BEGIN
    FOR wanted IN VALUES ('beckon_team_owner', 'NOLOGIN'),               -- owns tables and functions
                         ('beckon_team_doorkeeper', 'NOLOGIN CREATEROLE'), -- owns the functions that make and close logins
                         ('beckon_team_member', 'NOLOGIN')               -- may call what a member may call
    LOOP
        IF NOT EXISTS (SELECT FROM pg_roles WHERE rolname = wanted.column1) THEN
            BEGIN
                EXECUTE format('CREATE ROLE %I %s', wanted.column1, wanted.column2);
            EXCEPTION WHEN duplicate_object OR unique_violation THEN NULL;  -- another database of this server was faster
            END;
        END IF;
    END LOOP;
    IF NOT EXISTS (SELECT FROM pg_auth_members WHERE roleid = 'beckon_team_member'::regrole
                      AND member = 'beckon_team_doorkeeper'::regrole AND admin_option) THEN
        BEGIN
            GRANT beckon_team_member TO beckon_team_doorkeeper WITH ADMIN OPTION;
        EXCEPTION WHEN unique_violation THEN NULL;
        END;
    END IF;
    IF NOT (SELECT rolsuper FROM pg_roles WHERE rolname = current_user) THEN
        EXECUTE format('GRANT beckon_team_owner, beckon_team_doorkeeper TO %I', current_user);
    END IF;
END $$;
