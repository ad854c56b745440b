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

-- Laptops that asked in vain while as many calls ran as may: whoever has a fair share already waits for them.
CREATE TABLE queue (
    corp     text NOT NULL REFERENCES company,
    agent    int NOT NULL,
    device   uuid NOT NULL,
    asked_at timestamptz NOT NULL,
    PRIMARY KEY (corp, agent, device));

-- Until when nothing leaves, because WeCom said to one laptop that a limit is reached.
CREATE TABLE brake (
    corp    text NOT NULL REFERENCES company,
    agent   int NOT NULL,
    until   timestamptz NOT NULL,
    errcode int NOT NULL,
    member  name NOT NULL DEFAULT session_user,
    PRIMARY KEY (corp, agent));

-- Calls of this laptop are over, those that are not yet. In one order: the same may be told twice at once.
CREATE FUNCTION end_calls(p_device uuid, p_calls uuid[]) RETURNS void
LANGUAGE plpgsql SECURITY DEFINER SET search_path = beckon_team, pg_temp AS $$
BEGIN
    PERFORM FROM leave l WHERE l.call = ANY (p_calls) AND l.device = p_device AND l.member = session_user AND l.ended_at IS NULL
      ORDER BY l.call, l.userid FOR UPDATE;
    UPDATE leave l SET ended_at = least(clock_timestamp(), l.started_at + interval '40 s')
     WHERE l.call = ANY (p_calls) AND l.device = p_device AND l.member = session_user AND l.ended_at IS NULL;
END $$;

-- Leave for calls: `wait_ms` 0 go, else ask again after; `lost`: a claim of the call that may not leave any more.
-- Leave is good for ten seconds from asking. A request takes half a minute at most, so a call whose end nobody told has
-- ended forty seconds after its start, and counts for a minute more. What counts is counted once for all calls of a question.
-- `p_ended`: earlier calls of this laptop whose answers are there; they are over at once, and what became of them is told by `settle`.
CREATE FUNCTION lease(p_corp text, p_agent int, p_device uuid, p_calls uuid[], p_of int[], p_claims uuid[], p_userids text[], p_ended uuid[],
                      p_minute int, p_parallel int, p_day int, p_person_minute int, p_person_hour int)
RETURNS TABLE (call uuid, wait_ms bigint, lost uuid)
LANGUAGE plpgsql SECURITY DEFINER SET search_path = beckon_team, pg_temp AS $$
#variable_conflict use_column
DECLARE t timestamptz; today date; stopped timestamptz; used int; running int; day_used int; first_end timestamptz; free_at timestamptz;
        own int; share int; waiting uuid[]; asked record; in_vain boolean := false; fresh int[] := '{}'; anew int[] := '{}';
        people text[] := ARRAY(SELECT DISTINCT lower(u) FROM unnest(p_userids) AS x(u));
BEGIN
    PERFORM must_be_member(p_corp);
    -- Claims first, in one order, then the app: whoever takes both takes them so.
    PERFORM FROM invitation i WHERE i.claim = ANY (p_claims) ORDER BY i.claim FOR UPDATE;
    PERFORM pg_advisory_xact_lock(hashtextextended('beckon_team leave ' || p_corp || '/' || p_agent, 0));
    t := clock_timestamp(); today := (t AT TIME ZONE 'UTC' + interval '8 h')::date;
    PERFORM end_calls(p_device, p_ended);
    SELECT b.until INTO stopped FROM brake b WHERE b.corp = p_corp AND b.agent = p_agent AND b.until > t;
    SELECT count(*), count(*) FILTER (WHERE l.ended_at IS NULL AND l.started_at > t - interval '40 s'),
           count(*) FILTER (WHERE l.ended_at IS NULL AND l.started_at > t - interval '40 s' AND l.device = p_device),
           coalesce(min(coalesce(l.ended_at, least(t, l.started_at + interval '40 s'))), t) INTO used, running, own, first_end FROM leave l
     WHERE l.corp = p_corp AND l.agent = p_agent AND l.leads AND l.started_at > t - interval '100 s'
       AND (l.ended_at IS NULL OR l.ended_at > t - interval '60 s');
    -- A laptop asks again every 50 ms while it waits. Without others that wait it may have all places.
    share := p_parallel;
    waiting := ARRAY(SELECT q.device FROM queue q
                      WHERE q.corp = p_corp AND q.agent = p_agent AND q.device <> p_device AND q.asked_at > t - interval '1 s');
    IF waiting <> '{}' THEN
        share := (SELECT greatest(1, p_parallel / (1 + count(*))) FROM (
            SELECT unnest(waiting) UNION
            SELECT l.device FROM leave l WHERE l.corp = p_corp AND l.agent = p_agent AND l.leads AND l.started_at > t - interval '40 s'
               AND l.ended_at IS NULL AND l.device <> p_device) others);
    END IF;
    day_used := coalesce((SELECT d.people FROM leave_day d WHERE d.corp = p_corp AND d.agent = p_agent AND d.day = today), 0);
    FOR asked IN
        WITH wanted AS MATERIALIZED (
            SELECT c.call, c.n, l.started_at AS begun, l.ended_at AS ended FROM unnest(p_calls) WITH ORDINALITY AS c(call, n)
              LEFT JOIN leave l ON l.call = c.call AND l.leads),
        -- What a person has had besides the calls of this question, and the calls of this question that come first.
        past AS MATERIALIZED (
            SELECT u.userid, l.* FROM unnest(people) AS u(userid) CROSS JOIN LATERAL (
                SELECT count(*) FILTER (WHERE x.over > t - interval '60 s') AS minute, count(*) FILTER (WHERE x.over > t - interval '1 h') AS hour,
                       min(least(x.over, t)) FILTER (WHERE x.over > t - interval '60 s') AS minute_from,
                       min(least(x.over, t)) FILTER (WHERE x.over > t - interval '1 h') AS hour_from
                  FROM (SELECT coalesce(y.ended_at, y.started_at + interval '40 s') AS over FROM leave y
                         WHERE y.corp = p_corp AND y.agent = p_agent AND y.userid = u.userid AND y.started_at > t - interval '3640 s'
                           AND y.call <> ALL (p_calls)) x) l),
        reached AS (
            SELECT r.k, r.u, row_number() OVER (PARTITION BY r.u ORDER BY w.begun IS NULL, r.k) - 1 AS before
              FROM (SELECT DISTINCT o.k, lower(o.u) AS u FROM unnest(p_of, p_userids) AS o(k, u)) r JOIN wanted w ON w.n = r.k),
        had AS (
            SELECT r.k, count(*) AS people,
                   max(CASE WHEN coalesce(p.minute, 0) + r.before >= p_person_minute THEN coalesce(p.minute_from, t) + interval '60 s'
                            WHEN coalesce(p.hour, 0) + r.before >= p_person_hour THEN coalesce(p.hour_from, t) + interval '1 h' END) AS until
              FROM reached r LEFT JOIN past p ON p.userid = r.u GROUP BY r.k),
        gone AS (
            SELECT o.k, (array_agg(o.c))[1] AS claim FROM unnest(p_of, p_claims) AS o(k, c) LEFT JOIN invitation i ON i.claim = o.c
             WHERE o.c IS NOT NULL AND (i.claim IS NULL OR i.device <> p_device OR i.member <> session_user
                OR i.state NOT IN ('claimed', 'asked', 'rejected', 'unknown')
                OR EXISTS (SELECT FROM opt_out x WHERE x.corp = p_corp AND x.userid = i.userid AND x.lifted_at IS NULL)
                OR EXISTS (SELECT FROM invitation l WHERE l.corp = p_corp AND l.userid = i.userid AND l.occasion = i.occasion
                              AND l.again > i.again AND l.state <> 'given_back'))
             GROUP BY o.k)
        SELECT w.*, g.claim AS lost, coalesce(h.people, 0) AS people, h.until FROM wanted w
          LEFT JOIN gone g ON g.k = w.n LEFT JOIN had h ON h.k = w.n ORDER BY w.n
    LOOP
        call := asked.call; lost := asked.lost; wait_ms := 0;
        IF asked.lost IS NULL AND asked.ended IS NOT NULL THEN
            RAISE EXCEPTION 'the call is settled: a new one has an id of its own' USING ERRCODE = 'BK006';
        END IF;
        -- Not to be had, or asked again after a lost answer.
        IF asked.lost IS NOT NULL OR asked.begun > t - interval '10 s' THEN RETURN NEXT; CONTINUE; END IF;
        -- A call that was given leave before counts itself.
        IF asked.begun > t - interval '100 s' THEN used := used - 1; END IF;
        IF asked.begun > t - interval '40 s' THEN running := running - 1; own := own - 1; END IF;
        free_at := coalesce(stopped, CASE WHEN used >= p_minute THEN first_end + interval '60 s'
                WHEN running >= p_parallel OR own >= share THEN t + interval '50 ms' END,
            asked.until, CASE WHEN asked.begun IS NULL AND day_used + asked.people > p_day THEN (today + 1)::timestamp AT TIME ZONE 'UTC' - interval '8 h' END);
        IF free_at IS NOT NULL THEN
            IF asked.begun > t - interval '100 s' THEN used := used + 1; END IF;
            IF asked.begun > t - interval '40 s' THEN running := running + 1; own := own + 1; END IF;
            in_vain := in_vain OR own < share AND running >= p_parallel;
            wait_ms := greatest(1, ceil(extract(epoch FROM free_at - t) * 1000));
            RETURN NEXT; CONTINUE;
        END IF;
        used := used + 1; running := running + 1; own := own + 1;
        IF asked.begun IS NULL THEN
            day_used := day_used + asked.people; fresh := fresh || asked.n::int;
        ELSE
            anew := anew || asked.n::int;
        END IF;
        RETURN NEXT;
    END LOOP;
    IF in_vain THEN
        INSERT INTO queue AS q VALUES (p_corp, p_agent, p_device, t) ON CONFLICT (corp, agent, device) DO UPDATE SET asked_at = t;
    END IF;
    IF fresh <> '{}' THEN
        INSERT INTO leave (corp, agent, call, userid, leads, device, started_at)
        SELECT p_corp, p_agent, p_calls[x.k], x.u, row_number() OVER (PARTITION BY x.k ORDER BY x.u) = 1, p_device, t
          FROM (SELECT DISTINCT o.k, lower(o.u) AS u FROM unnest(p_of, p_userids) AS o(k, u) WHERE o.k = ANY (fresh)) x;
        INSERT INTO leave_day AS d VALUES (p_corp, p_agent, today, day_used) ON CONFLICT (corp, agent, day) DO UPDATE SET people = excluded.people;
    END IF;
    IF anew <> '{}' THEN
        UPDATE leave l SET started_at = t WHERE l.call IN (SELECT p_calls[k] FROM unnest(anew) AS x(k));
    END IF;
    IF fresh || anew <> '{}' THEN
        UPDATE invitation i SET state = 'asked', call = p_calls[x.k], asked_at = t
          FROM (SELECT o.c, max(o.k) AS k FROM unnest(p_of, p_claims) AS o(k, c) WHERE o.k = ANY (fresh || anew) GROUP BY o.c) x
         WHERE i.claim = x.c;
    END IF;
END $$;

-- What became of calls, of which `p_of` says to which each outcome belongs; a call without any has ended and says nothing. May be told
-- as often as one likes: only the call that a claim was last asked with counts, and what has come to an end stays so (an accepted
-- message can be recalled). Returns how many outcomes were news. Takes a few rows away that count for no limit any more.
CREATE FUNCTION settle(p_corp text, p_device uuid, p_calls uuid[], p_of int[], p_claims uuid[], p_states text[], p_errcodes int[], p_msgids text[])
RETURNS int LANGUAGE plpgsql SECURITY DEFINER SET search_path = beckon_team, pg_temp AS $$
-- The moment is a variable, because no index is used for what another call of the clock would say.
DECLARE changed int := 0; old uuid[]; t timestamptz := clock_timestamp();
BEGIN
    PERFORM must_be_member(p_corp);
    IF EXISTS (SELECT FROM unnest(p_states) s WHERE s NOT IN ('claimed', 'accepted', 'rejected', 'unknown', 'recalled')) THEN
        RAISE EXCEPTION 'this is no outcome of a call' USING ERRCODE = 'BK004';
    END IF;
    -- Claims first, then calls, each in one order: the same is told again while the first telling is still under way.
    PERFORM FROM invitation i WHERE i.claim = ANY (p_claims) ORDER BY i.claim FOR UPDATE;
    PERFORM end_calls(p_device, p_calls);
    -- A call that is not known never asked, or its question is late: it has no leave to come for. It belongs to no app, and counts nowhere.
    INSERT INTO leave (corp, agent, call, userid, leads, device, started_at, ended_at)
    SELECT DISTINCT p_corp, -1, c, '', true, p_device, t, t FROM unnest(p_calls) AS x(c) WHERE NOT EXISTS (SELECT FROM leave l WHERE l.call = c)
    ON CONFLICT DO NOTHING;
    -- Each by its key, in the order in which they are told: without statistics a plan for all of them joins them the wrong way round.
    FOR n IN 1 .. cardinality(p_claims) LOOP
        UPDATE invitation i SET state = p_states[n], errcode = p_errcodes[n], msgid = coalesce(p_msgids[n], i.msgid),
               settled_at = CASE WHEN p_states[n] <> 'claimed' THEN clock_timestamp() END
         WHERE i.claim = p_claims[n] AND i.call = p_calls[p_of[n]] AND i.device = p_device AND i.member = session_user AND i.state <> p_states[n]
           AND (i.state = 'asked' OR i.state = 'unknown' AND p_states[n] <> 'claimed' OR i.state = 'accepted' AND p_states[n] = 'recalled');
        IF FOUND THEN changed := changed + 1; END IF;
    END LOOP;
    IF changed > 0 THEN PERFORM tell(p_corp, 'claims'); END IF;
    old := ARRAY(SELECT l.call FROM leave l
                  WHERE l.corp = p_corp AND l.agent = (SELECT x.agent FROM leave x WHERE x.call = p_calls[1] LIMIT 1)
                    AND l.leads AND l.started_at < t - interval '2 days' ORDER BY l.started_at LIMIT 100 FOR UPDATE SKIP LOCKED);
    IF cardinality(old) > 0 THEN DELETE FROM leave l WHERE l.call = ANY (old); END IF;
    RETURN changed;
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
ALTER TABLE queue ENABLE ROW LEVEL SECURITY; ALTER TABLE queue FORCE ROW LEVEL SECURITY;
ALTER TABLE brake ENABLE ROW LEVEL SECURITY; ALTER TABLE brake FORCE ROW LEVEL SECURITY;
CREATE POLICY of_my_company ON leave USING (corp || '' = ANY ((SELECT my_companies())::text[]));
CREATE POLICY of_my_company ON leave_day USING (corp || '' = ANY ((SELECT my_companies())::text[]));
CREATE POLICY of_my_company ON queue USING (corp || '' = ANY ((SELECT my_companies())::text[]));
CREATE POLICY of_my_company ON brake USING (corp || '' = ANY ((SELECT my_companies())::text[]));
GRANT EXECUTE ON FUNCTION lease(text, int, uuid, uuid[], int[], uuid[], text[], uuid[], int, int, int, int, int),
    settle(text, uuid, uuid[], int[], uuid[], text[], int[], text[]), brake(text, int, int, bigint) TO beckon_team_member;
