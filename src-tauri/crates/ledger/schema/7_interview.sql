-- When interviews are, so that nobody is asked to be at two at once. No notes, no links, no place.
CREATE TABLE interview (
    corp         text NOT NULL REFERENCES company,
    uid          text NOT NULL CHECK (uid <> '' AND length(uid) <= 200), -- of its calendar file
    device       uuid NOT NULL,
    member       name NOT NULL DEFAULT session_user,
    interviewers text[] NOT NULL,
    candidates   text[] NOT NULL,
    starts_at    timestamptz NOT NULL,
    -- A day at most, so that whatever overlaps is found by its start.
    ends_at      timestamptz NOT NULL CHECK (ends_at > starts_at AND ends_at <= starts_at + interval '1 day'),
    called_off   boolean NOT NULL,
    changed_at   timestamptz NOT NULL DEFAULT clock_timestamp(),
    PRIMARY KEY (corp, uid));
CREATE INDEX interview_by_start ON interview (corp, starts_at) WHERE NOT called_off;
CREATE INDEX interview_by_device ON interview (device, starts_at);

-- Notes the interviews of a laptop that are to come, all of them: one that is missing does not take place any more. Those of other
-- members stay as they are, as long as these belong to the team. Forgets a few that were a month ago. Returns how many were news.
CREATE FUNCTION note_interviews(p_corp text, p_device uuid, p_uids text[], p_starts_ms bigint[], p_ends_ms bigint[], p_called_off boolean[],
                                p_of int[], p_userids text[], p_candidates boolean[])
RETURNS int LANGUAGE plpgsql SECURITY DEFINER SET search_path = beckon_team, pg_temp AS $$
DECLARE changed int; gone int; t timestamptz := clock_timestamp();
BEGIN
    PERFORM must_be_member(p_corp);
    IF cardinality(p_uids) > 5000 THEN RAISE EXCEPTION 'more than 5000 interviews at once' USING ERRCODE = 'BK004'; END IF;
    INSERT INTO interview AS i (corp, uid, device, interviewers, candidates, starts_at, ends_at, called_off)
    SELECT p_corp, n.uid, p_device, coalesce(w.interviewers, '{}'), coalesce(w.candidates, '{}'),
           'epoch'::timestamptz + n.starts * interval '1 ms', 'epoch'::timestamptz + n.ends * interval '1 ms', n.off
      FROM unnest(p_uids, p_starts_ms, p_ends_ms, p_called_off) WITH ORDINALITY AS n(uid, starts, ends, off, k)
      LEFT JOIN (SELECT o.k, array_agg(DISTINCT lower(o.u)) FILTER (WHERE NOT o.c) AS interviewers,
                        array_agg(DISTINCT lower(o.u)) FILTER (WHERE o.c) AS candidates
                   FROM unnest(p_of, p_userids, p_candidates) AS o(k, u, c) GROUP BY o.k) w ON w.k = n.k
     ORDER BY n.uid COLLATE "C"
    ON CONFLICT (corp, uid) DO UPDATE SET (device, member, interviewers, candidates, starts_at, ends_at, called_off, changed_at) =
            (p_device, session_user, excluded.interviewers, excluded.candidates, excluded.starts_at, excluded.ends_at, excluded.called_off, t)
      WHERE (i.device, i.interviewers, i.candidates, i.starts_at, i.ends_at, i.called_off) IS DISTINCT FROM
            (p_device, excluded.interviewers, excluded.candidates, excluded.starts_at, excluded.ends_at, excluded.called_off)
        AND (i.member = session_user OR NOT EXISTS (SELECT FROM member m WHERE m.corp = p_corp AND m.login = i.member AND m.removed_at IS NULL));
    GET DIAGNOSTICS changed = ROW_COUNT;
    UPDATE interview i SET called_off = true, changed_at = t
     WHERE i.corp = p_corp AND i.device = p_device AND i.member = session_user AND i.starts_at > t AND NOT i.called_off AND i.uid <> ALL (p_uids);
    GET DIAGNOSTICS gone = ROW_COUNT;
    DELETE FROM interview i WHERE i.corp = p_corp AND i.uid IN (SELECT o.uid FROM interview o WHERE o.corp = p_corp
        AND o.device = p_device AND o.member = session_user AND o.starts_at < t - interval '30 days' LIMIT 100);
    RETURN changed + gone;
END $$;

-- Which interviews of the team overlap those that are asked for, and who would be at both. `asked` counts from 1.
CREATE FUNCTION overlaps(p_corp text, p_uids text[], p_starts_ms bigint[], p_ends_ms bigint[], p_of int[], p_userids text[])
RETURNS TABLE (asked int, uid text, member text, starts_ms bigint, ends_ms bigint, userids text[])
LANGUAGE plpgsql STABLE SECURITY DEFINER SET search_path = beckon_team, pg_temp AS $$
#variable_conflict use_column
BEGIN
    PERFORM must_be_member(p_corp);
    IF cardinality(p_uids) > 1000 THEN RAISE EXCEPTION 'more than 1000 interviews at once' USING ERRCODE = 'BK004'; END IF;
    RETURN QUERY SELECT n.k::int, i.uid, i.member::text, ms(i.starts_at), ms(i.ends_at), twice.userids
      FROM unnest(p_uids, p_starts_ms, p_ends_ms) WITH ORDINALITY AS n(uid, starts, ends, k)
      JOIN interview i ON i.corp = p_corp AND NOT i.called_off AND i.uid <> n.uid
       AND i.starts_at > 'epoch'::timestamptz + n.starts * interval '1 ms' - interval '1 day'
       AND i.starts_at < 'epoch'::timestamptz + n.ends * interval '1 ms' AND i.ends_at > 'epoch'::timestamptz + n.starts * interval '1 ms'
     CROSS JOIN LATERAL (SELECT array_agg(DISTINCT lower(o.u) ORDER BY lower(o.u)) AS userids FROM unnest(p_of, p_userids) AS o(k, u)
                          WHERE o.k = n.k AND (lower(o.u) = ANY (i.interviewers) OR lower(o.u) = ANY (i.candidates))) twice
     WHERE twice.userids IS NOT NULL ORDER BY n.k, i.starts_at, i.uid LIMIT 1000;
END $$;

ALTER TABLE interview ENABLE ROW LEVEL SECURITY; ALTER TABLE interview FORCE ROW LEVEL SECURITY;
CREATE POLICY of_my_company ON interview USING (corp || '' = ANY ((SELECT my_companies())::text[]));
GRANT EXECUTE ON FUNCTION note_interviews(text, uuid, text[], bigint[], bigint[], boolean[], int[], text[], boolean[]),
    overlaps(text, text[], bigint[], bigint[], int[], text[]) TO beckon_team_member;
