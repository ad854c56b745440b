-- What left, for the limits that WeCom counts over all laptops of an app: one row for each person of each call.
CREATE TABLE leave (
    corp       text NOT NULL,
    agent      int NOT NULL,
    call       uuid NOT NULL,
    userid     text NOT NULL,
    leads      boolean NOT NULL,                          -- one row of each call: stands for the call itself
    device     uuid NOT NULL,
    member     name NOT NULL DEFAULT session_user,
    started_at timestamptz NOT NULL,
    ended_at   timestamptz,
    PRIMARY KEY (call, userid));
-- Partial: an index over all rows is taken for this count as well, and then counts them all.
CREATE INDEX leave_by_app ON leave (corp, agent, started_at) INCLUDE (ended_at) WHERE leads;
CREATE INDEX leave_by_person ON leave (corp, agent, userid, started_at) INCLUDE (ended_at);

-- People of a day of Beijing, for the limit of a day.
CREATE TABLE leave_day (corp text NOT NULL REFERENCES company, agent int NOT NULL, day date NOT NULL, people int NOT NULL, PRIMARY KEY (corp, agent, day));

-- Until when nothing leaves, because WeCom said to one laptop that a limit is reached.
CREATE TABLE brake (
    corp    text NOT NULL REFERENCES company,
    agent   int NOT NULL,
    until   timestamptz NOT NULL,
    errcode int NOT NULL,
    member  name NOT NULL DEFAULT session_user,
    PRIMARY KEY (corp, agent));

-- Leave for calls: `wait_ms` 0 go, else ask again after; `lost`: a claim of the call that may not leave any more.
-- Leave is good for ten seconds from asking. A request takes half a minute at most, so a call whose end nobody told has
-- ended forty seconds after its start, and counts for a minute more.
CREATE FUNCTION lease(p_corp text, p_agent int, p_device uuid, p_calls uuid[], p_of int[], p_claims uuid[], p_userids text[],
                      p_minute int, p_parallel int, p_day int, p_person_minute int, p_person_hour int)
RETURNS TABLE (call uuid, wait_ms bigint, lost uuid)
LANGUAGE plpgsql SECURITY DEFINER SET search_path = beckon_team, pg_temp AS $$
#variable_conflict use_column
DECLARE t timestamptz; today date; used int; running int; reached text[]; begun timestamptz; ended timestamptz; free_at timestamptz;
BEGIN
    PERFORM must_be_member(p_corp);
    -- Claims first, in one order, then the app: whoever takes both takes them so.
    PERFORM FROM invitation i WHERE i.corp = p_corp AND i.claim = ANY (p_claims) ORDER BY i.claim FOR UPDATE;
    PERFORM pg_advisory_xact_lock(hashtextextended('beckon_team leave ' || p_corp || '/' || p_agent, 0));
    FOR n IN 1 .. cardinality(p_calls) LOOP
        t := clock_timestamp(); call := p_calls[n]; wait_ms := 0;
        SELECT o.c INTO lost FROM unnest(p_of, p_claims) AS o(k, c) LEFT JOIN invitation i ON i.corp = p_corp AND i.claim = o.c
         WHERE o.k = n AND o.c IS NOT NULL AND (i.claim IS NULL OR i.device <> p_device OR i.member <> session_user
            OR i.state NOT IN ('claimed', 'asked', 'rejected', 'unknown')
            OR EXISTS (SELECT FROM opt_out x WHERE x.corp = p_corp AND x.userid = i.userid AND x.lifted_at IS NULL)
            OR EXISTS (SELECT FROM invitation l WHERE l.corp = p_corp AND l.userid = i.userid AND l.occasion = i.occasion
                          AND l.again > i.again AND l.state <> 'given_back')) LIMIT 1;
        IF lost IS NOT NULL THEN RETURN NEXT; CONTINUE; END IF;
        SELECT l.started_at, l.ended_at INTO begun, ended FROM leave l WHERE l.corp = p_corp AND l.call = p_calls[n] AND l.leads;
        IF ended IS NOT NULL THEN RAISE EXCEPTION 'the call is settled: a new one has an id of its own' USING ERRCODE = 'BK006'; END IF;
        IF begun > t - interval '10 s' THEN RETURN NEXT; CONTINUE; END IF;       -- asked again after a lost answer
        -- An array, because below a policy no index is used for what `lower` makes of another row.
        reached := ARRAY(SELECT DISTINCT lower(o.u) FROM unnest(p_of, p_userids) AS o(k, u) WHERE o.k = n ORDER BY 1);

        SELECT b.until INTO free_at FROM brake b WHERE b.corp = p_corp AND b.agent = p_agent AND b.until > t;
        IF free_at IS NULL THEN
            SELECT count(*), count(*) FILTER (WHERE l.ended_at IS NULL AND l.started_at > t - interval '40 s'),
                   min(coalesce(l.ended_at, least(t, l.started_at + interval '40 s'))) INTO used, running, free_at FROM leave l
             WHERE l.corp = p_corp AND l.agent = p_agent AND l.leads AND l.call <> p_calls[n] AND l.started_at > t - interval '100 s'
               AND (l.ended_at IS NULL OR l.ended_at > t - interval '60 s');
            free_at := CASE WHEN used >= p_minute THEN free_at + interval '60 s' WHEN running >= p_parallel THEN t + interval '50 ms' END;
        END IF;
        IF free_at IS NULL THEN
            SELECT max(until) INTO free_at FROM (
                SELECT CASE WHEN count(*) FILTER (WHERE l.over > t - interval '60 s') >= p_person_minute
                            THEN min(least(l.over, t)) FILTER (WHERE l.over > t - interval '60 s') + interval '60 s'
                            WHEN count(*) FILTER (WHERE l.over > t - interval '1 h') >= p_person_hour
                            THEN min(least(l.over, t)) FILTER (WHERE l.over > t - interval '1 h') + interval '1 h' END AS until
                  FROM (SELECT x.userid, coalesce(x.ended_at, x.started_at + interval '40 s') AS over FROM leave x
                         WHERE x.corp = p_corp AND x.agent = p_agent AND x.call <> p_calls[n] AND x.started_at > t - interval '3640 s'
                           AND x.userid = ANY (reached)) l
                 GROUP BY l.userid) each;
        END IF;
        today := (t AT TIME ZONE 'UTC' + interval '8 h')::date;
        IF free_at IS NULL AND begun IS NULL
           AND cardinality(reached) + coalesce((SELECT d.people FROM leave_day d WHERE d.corp = p_corp AND d.agent = p_agent AND d.day = today), 0) > p_day THEN
            free_at := (today + 1)::timestamp AT TIME ZONE 'UTC' - interval '8 h';
        END IF;
        IF free_at IS NOT NULL THEN
            wait_ms := greatest(1, ceil(extract(epoch FROM free_at - t) * 1000));
            RETURN NEXT; CONTINUE;
        END IF;

        IF begun IS NULL THEN
            INSERT INTO leave (corp, agent, call, userid, leads, device, started_at)
            SELECT p_corp, p_agent, p_calls[n], u, k = 1, p_device, t FROM unnest(reached) WITH ORDINALITY AS x(u, k);
            INSERT INTO leave_day AS d VALUES (p_corp, p_agent, today, cardinality(reached))
                ON CONFLICT (corp, agent, day) DO UPDATE SET people = d.people + excluded.people;
        ELSE
            UPDATE leave l SET started_at = t WHERE l.corp = p_corp AND l.call = p_calls[n];
        END IF;
        UPDATE invitation i SET state = 'asked', call = p_calls[n]
         WHERE i.corp = p_corp AND i.claim IN (SELECT o.c FROM unnest(p_of, p_claims) AS o(k, c) WHERE o.k = n);
        RETURN NEXT;
    END LOOP;
END $$;

-- What became of a call. May be told as often as one likes: only the call that a claim was last asked with counts, and what
-- has come to an end stays so (an accepted message can be recalled). Returns how many claims it changed.
CREATE FUNCTION settle(p_corp text, p_device uuid, p_call uuid, p_claims uuid[], p_states text[], p_errcodes int[], p_msgids text[])
RETURNS int LANGUAGE plpgsql SECURITY DEFINER SET search_path = beckon_team, pg_temp AS $$
DECLARE n int;
BEGIN
    PERFORM must_be_member(p_corp);
    IF EXISTS (SELECT FROM unnest(p_states) s WHERE s NOT IN ('accepted', 'rejected', 'unknown', 'recalled')) THEN
        RAISE EXCEPTION 'this is no outcome of a call' USING ERRCODE = 'BK004';
    END IF;
    PERFORM FROM invitation i WHERE i.corp = p_corp AND i.claim = ANY (p_claims) ORDER BY i.claim FOR UPDATE;
    UPDATE leave l SET ended_at = least(clock_timestamp(), l.started_at + interval '40 s')
     WHERE l.corp = p_corp AND l.call = p_call AND l.device = p_device AND l.ended_at IS NULL;
    UPDATE invitation i SET state = s, errcode = e, msgid = coalesce(m, i.msgid), settled_at = clock_timestamp()
      FROM unnest(p_claims, p_states, p_errcodes, p_msgids) AS t(c, s, e, m)
     WHERE i.claim = t.c AND i.corp = p_corp AND i.device = p_device AND i.member = session_user AND i.call = p_call AND i.state <> s
       AND (i.state IN ('asked', 'unknown') OR i.state = 'accepted' AND s = 'recalled');
    GET DIAGNOSTICS n = ROW_COUNT;
    IF n > 0 THEN PERFORM tell(p_corp, 'claims'); END IF;
    RETURN n;
END $$;

-- One laptop was told that a limit is reached: all wait. Never shorter than it is, never longer than a day.
CREATE FUNCTION brake(p_corp text, p_agent int, p_errcode int, p_wait_ms bigint) RETURNS bigint
LANGUAGE plpgsql SECURITY DEFINER SET search_path = beckon_team, pg_temp AS $$
DECLARE t timestamptz := clock_timestamp(); held timestamptz;
BEGIN
    PERFORM must_be_member(p_corp);
    INSERT INTO brake AS b (corp, agent, until, errcode)
    VALUES (p_corp, p_agent, t + least(greatest(p_wait_ms, 0), 86400000) * interval '1 ms', p_errcode)
    ON CONFLICT (corp, agent) DO UPDATE SET until = excluded.until, errcode = excluded.errcode, member = session_user
     WHERE excluded.until > b.until;
    SELECT b.until INTO held FROM brake b WHERE b.corp = p_corp AND b.agent = p_agent;
    PERFORM tell(p_corp, 'brake');
    RETURN greatest(0, ceil(extract(epoch FROM held - t) * 1000));
END $$;

ALTER TABLE leave ENABLE ROW LEVEL SECURITY; ALTER TABLE leave FORCE ROW LEVEL SECURITY;
ALTER TABLE leave_day ENABLE ROW LEVEL SECURITY; ALTER TABLE leave_day FORCE ROW LEVEL SECURITY;
ALTER TABLE brake ENABLE ROW LEVEL SECURITY; ALTER TABLE brake FORCE ROW LEVEL SECURITY;
CREATE POLICY of_my_company ON leave USING (corp = ANY ((SELECT my_companies())::text[]));
CREATE POLICY of_my_company ON leave_day USING (corp = ANY ((SELECT my_companies())::text[]));
CREATE POLICY of_my_company ON brake USING (corp = ANY ((SELECT my_companies())::text[]));
GRANT EXECUTE ON FUNCTION lease(text, int, uuid, uuid[], int[], uuid[], text[], int, int, int, int, int),
    settle(text, uuid, uuid, uuid[], text[], int[], text[]), brake(text, int, int, bigint) TO beckon_team_member;
