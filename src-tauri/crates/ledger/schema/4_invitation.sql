-- One row is the right to invite one person once for one occasion. It never ends by itself: a right that ran out while its
-- message was under way is how people are invited twice.
CREATE TABLE invitation (
    claim       uuid PRIMARY KEY,                         -- made by the laptop: asking twice is harmless
    corp        text NOT NULL,                            -- a company by the policy: a reference would lock its one row for all
    userid      text NOT NULL CHECK (userid = lower(userid) AND userid <> ''),
    occasion    text NOT NULL CHECK (length(occasion) <= 200),
    again       smallint NOT NULL DEFAULT 0 CHECK (again >= 0),
    why         text CHECK (length(why) <= 500),          -- why again
    device      uuid NOT NULL,
    member      name NOT NULL DEFAULT session_user,
    body_sha256 bytea NOT NULL CHECK (length(body_sha256) = 32),
    state       text NOT NULL DEFAULT 'claimed'
        CHECK (state IN ('claimed', 'asked', 'accepted', 'rejected', 'unknown', 'recalled', 'given_back')),
    call        uuid,                                     -- the call that it was last asked with; only its outcome counts
    asked_at    timestamptz,
    errcode     int,
    msgid       text CHECK (length(msgid) <= 200),
    claimed_at  timestamptz NOT NULL DEFAULT clock_timestamp(),
    settled_at  timestamptz,
    given_back_by  name,
    given_back_why text CHECK (length(given_back_why) <= 500));
-- The promise of the whole ledger.
CREATE UNIQUE INDEX invitation_once ON invitation (corp, userid, occasion, again) WHERE state <> 'given_back';
CREATE INDEX invitation_log ON invitation (corp, claimed_at DESC, claim DESC);
CREATE INDEX invitation_by_person ON invitation (corp, userid, claimed_at DESC, claim DESC);
CREATE INDEX invitation_by_member ON invitation (corp, member, claimed_at DESC, claim DESC);
CREATE INDEX invitation_open ON invitation (corp, claimed_at DESC, claim DESC) WHERE state IN ('claimed', 'asked');

-- Who has what was asked for: by the very claim, else by person and occasion. `mine`: it is the claim that was asked with, of this
-- laptop; `here`: this laptop's whatever its claim; `claim` absent and `state` 'opted_out': nobody may have the person, and nothing has left
-- with the claim that was asked with; all absent: nobody has the person.
CREATE FUNCTION holders(p_corp text, p_device uuid, p_userids text[], p_occasions text[], p_claims uuid[])
RETURNS TABLE (asked uuid, mine boolean, claim uuid, state text, member text, at_ms bigint, again int, here boolean)
LANGUAGE plpgsql STABLE SECURITY DEFINER SET search_path = beckon_team, pg_temp AS $$
#variable_conflict use_column
-- An array, because below a policy no index is used for what `lower` makes of another row.
DECLARE people text[] := ARRAY(SELECT lower(u) FROM unnest(p_userids) WITH ORDINALITY AS x(u, n) ORDER BY n);
BEGIN
    PERFORM must_be_member(p_corp);
    IF cardinality(p_userids) > 1000 THEN RAISE EXCEPTION 'more than 1000 people at once' USING ERRCODE = 'BK004'; END IF;
    RETURN QUERY SELECT x.c, coalesce(x.claim = x.c AND x.ours, false), CASE WHEN x.out THEN NULL ELSE x.claim END,
           CASE WHEN x.out THEN 'opted_out' ELSE x.state END, CASE WHEN x.out THEN x.noted_by ELSE x.member END::text,
           ms(CASE WHEN x.out THEN x.noted_at ELSE x.claimed_at END), x.again::int, coalesce(x.ours AND NOT x.out, false)
      FROM (SELECT t.c, t.n, h.*, h.device = p_device AND h.member = session_user AS ours, o.noted_by, o.noted_at,
                   o.userid IS NOT NULL AND coalesce(h.claim <> t.c OR h.state IN ('claimed', 'rejected'), true) AS out
              FROM unnest(people, p_occasions, p_claims) WITH ORDINALITY AS t(u, o, c, n)
              LEFT JOIN LATERAL (
                  (SELECT 0 AS rank, i.claim, i.state, i.member, i.device, i.claimed_at, i.again FROM invitation i
                    WHERE i.claim = t.c)
                  UNION ALL
                  (SELECT 1, i.claim, i.state, i.member, i.device, i.claimed_at, i.again FROM invitation i
                    WHERE i.corp = p_corp AND i.userid = t.u AND i.occasion = t.o AND i.state <> 'given_back' ORDER BY i.again DESC LIMIT 1)
                  ORDER BY rank LIMIT 1) h ON true
              LEFT JOIN opt_out o ON o.corp = p_corp AND o.userid = t.u AND o.lifted_at IS NULL) x
     ORDER BY x.n;
END $$;

-- Claims people, those who can be had; tells of each whose it is. Sorted, so that two laptops with the same list wait for
-- each other and never in a circle.
CREATE FUNCTION claim(p_corp text, p_device uuid, p_userids text[], p_occasions text[], p_claims uuid[], p_sha256 bytea[])
RETURNS TABLE (asked uuid, mine boolean, claim uuid, state text, member text, at_ms bigint, again int, here boolean)
LANGUAGE plpgsql SECURITY DEFINER SET search_path = beckon_team, pg_temp AS $$
#variable_conflict use_column
DECLARE people text[] := ARRAY(SELECT lower(u) FROM unnest(p_userids) WITH ORDINALITY AS x(u, n) ORDER BY n);
BEGIN
    PERFORM must_be_member(p_corp);
    IF cardinality(p_userids) > 200 THEN RAISE EXCEPTION 'more than 200 people at once' USING ERRCODE = 'BK004'; END IF;
    INSERT INTO invitation (corp, userid, occasion, claim, device, body_sha256)
    SELECT p_corp, u, o, c, p_device, s FROM unnest(people, p_occasions, p_claims, p_sha256) AS t(u, o, c, s)
     WHERE NOT EXISTS (SELECT FROM opt_out x WHERE x.corp = p_corp AND x.userid = u AND x.lifted_at IS NULL)
     ORDER BY u COLLATE "C", o COLLATE "C", c
    ON CONFLICT DO NOTHING;
    IF FOUND THEN PERFORM tell(p_corp, 'claims'); END IF;
    RETURN QUERY SELECT * FROM holders(p_corp, p_device, p_userids, p_occasions, p_claims);
END $$;

-- Claims a person once more who has been invited, with a reason. The last invitation must have come to an end.
CREATE FUNCTION again(p_corp text, p_device uuid, p_userid text, p_occasion text, p_claim uuid, p_sha256 bytea, p_why text)
RETURNS TABLE (asked uuid, mine boolean, claim uuid, state text, member text, at_ms bigint, again int, here boolean)
LANGUAGE plpgsql SECURITY DEFINER SET search_path = beckon_team, pg_temp AS $$
#variable_conflict use_column
DECLARE last invitation;
BEGIN
    PERFORM must_be_member(p_corp);
    IF btrim(p_why) = '' THEN RAISE EXCEPTION 'a reason is missing' USING ERRCODE = 'BK004'; END IF;
    -- The lock of the last one is what a lease of it takes as well: it cannot leave and be replaced at once.
    SELECT i.* INTO last FROM invitation i
     WHERE i.corp = p_corp AND i.userid = lower(p_userid) AND i.occasion = p_occasion AND i.state <> 'given_back'
     ORDER BY i.again DESC LIMIT 1 FOR UPDATE;
    IF last.state IN ('accepted', 'rejected', 'unknown', 'recalled')
       AND NOT EXISTS (SELECT FROM opt_out o WHERE o.corp = p_corp AND o.userid = lower(p_userid) AND o.lifted_at IS NULL) THEN
        INSERT INTO invitation (corp, userid, occasion, again, why, claim, device, body_sha256)
        VALUES (p_corp, lower(p_userid), p_occasion, last.again + 1, p_why, p_claim, p_device, p_sha256)
        ON CONFLICT DO NOTHING;
        IF FOUND THEN PERFORM tell(p_corp, 'claims'); END IF;
    END IF;
    RETURN QUERY SELECT * FROM holders(p_corp, p_device, ARRAY[p_userid], ARRAY[p_occasion], ARRAY[p_claim]);
END $$;

-- Gives claims back for others to have: one's own while nothing has reached the person, a lead anybody's that was never asked.
-- What was asked ten minutes ago without news a lead may give up on: nobody knows then, and nobody has the person for free.
-- Tells the state of each; what has left stays as it is.
CREATE FUNCTION release(p_corp text, p_claims uuid[], p_why text) RETURNS TABLE (claim uuid, state text)
LANGUAGE plpgsql SECURITY DEFINER SET search_path = beckon_team, pg_temp AS $$
#variable_conflict use_column
BEGIN
    PERFORM must_be_member(p_corp);
    IF btrim(p_why) = '' THEN RAISE EXCEPTION 'a reason is missing' USING ERRCODE = 'BK004'; END IF;
    PERFORM FROM invitation i WHERE i.claim = ANY (p_claims) ORDER BY i.claim FOR UPDATE;
    IF EXISTS (SELECT FROM invitation i WHERE i.claim = ANY (p_claims) AND i.member <> session_user) THEN
        PERFORM must_be_lead(p_corp);
    END IF;
    UPDATE invitation i SET given_back_by = session_user, given_back_why = p_why, state = CASE i.state WHEN 'asked' THEN 'unknown' ELSE 'given_back' END,
           settled_at = CASE i.state WHEN 'asked' THEN clock_timestamp() ELSE i.settled_at END
     WHERE i.claim = ANY (p_claims)
       AND (i.state = 'claimed' OR i.state = 'rejected' AND i.member = session_user
            OR i.state = 'asked' AND i.asked_at <= clock_timestamp() - interval '10 min' AND is_lead(p_corp))
       AND NOT EXISTS (SELECT FROM invitation l WHERE l.corp = p_corp AND l.userid = i.userid AND l.occasion = i.occasion
                          AND l.again > i.again AND l.state <> 'given_back');
    IF FOUND THEN PERFORM tell(p_corp, 'claims'); END IF;
    RETURN QUERY SELECT i.claim, i.state FROM invitation i WHERE i.claim = ANY (p_claims) ORDER BY i.claim;
END $$;

-- The log of the company, newest first: what is absent filters nothing. A page goes on behind (p_before_us, p_before_claim).
-- Only the conditions that are asked for are in the statement, so that each has its index.
CREATE FUNCTION log(p_corp text, p_userid text, p_member text, p_occasion text, p_states text[], p_since_ms bigint,
                    p_before_us bigint, p_before_claim uuid, p_rows int)
RETURNS TABLE (claim uuid, userid text, occasion text, again int, why text, member text, device uuid, state text, errcode int, msgid text,
               claimed_us bigint, settled_ms bigint, given_back_by text, given_back_why text)
LANGUAGE plpgsql STABLE SECURITY DEFINER SET search_path = beckon_team, pg_temp AS $$
BEGIN
    PERFORM must_be_member(p_corp);
    RETURN QUERY EXECUTE 'SELECT i.claim, i.userid, i.occasion, i.again::int, i.why, i.member::text, i.device, i.state, i.errcode, i.msgid,
           (extract(epoch FROM i.claimed_at) * 1000000)::bigint, ms(i.settled_at), i.given_back_by::text, i.given_back_why
      FROM invitation i WHERE i.corp = $1'
        || CASE WHEN p_userid IS NULL THEN '' ELSE ' AND i.userid = $2' END
        || CASE WHEN p_member IS NULL THEN '' ELSE ' AND i.member = $3' END
        || CASE WHEN p_occasion IS NULL THEN '' ELSE ' AND i.occasion = $4' END
        || CASE WHEN p_states IS NULL THEN '' ELSE ' AND i.state = ANY ($5)' END
        || CASE WHEN p_since_ms IS NULL THEN '' ELSE ' AND i.claimed_at >= $6' END
        || CASE WHEN p_before_us IS NULL THEN '' ELSE ' AND (i.claimed_at, i.claim) < ($7, $8)' END
        || ' ORDER BY i.claimed_at DESC, i.claim DESC LIMIT $9'
      USING p_corp, lower(p_userid), p_member::name, p_occasion, p_states, 'epoch'::timestamptz + p_since_ms * interval '1 ms',
            'epoch'::timestamptz + p_before_us * interval '1 us', p_before_claim, least(greatest(p_rows, 0), 1000);
END $$;

-- Invitations by day (UTC), member and state; for leads.
CREATE FUNCTION figures(p_corp text, p_since_ms bigint) RETURNS TABLE (day text, member text, state text, invitations bigint)
LANGUAGE plpgsql STABLE SECURITY DEFINER SET search_path = beckon_team, pg_temp AS $$
#variable_conflict use_column
BEGIN
    PERFORM must_be_lead(p_corp);
    RETURN QUERY SELECT to_char(i.claimed_at AT TIME ZONE 'UTC', 'YYYY-MM-DD'), i.member::text, i.state, count(*) FROM invitation i
      WHERE i.corp = p_corp AND i.claimed_at >= 'epoch'::timestamptz + p_since_ms * interval '1 ms' GROUP BY 1, 2, 3 ORDER BY 1, 2, 3;
END $$;

ALTER TABLE invitation ENABLE ROW LEVEL SECURITY; ALTER TABLE invitation FORCE ROW LEVEL SECURITY;
CREATE POLICY of_my_company ON invitation USING (corp || '' = ANY ((SELECT my_companies())::text[]));
GRANT EXECUTE ON FUNCTION holders(text, uuid, text[], text[], uuid[]), claim(text, uuid, text[], text[], uuid[], bytea[]),
    again(text, uuid, text, text, uuid, bytea, text),
    release(text, uuid[], text), log(text, text, text, text, text[], bigint, bigint, uuid, int), figures(text, bigint) TO beckon_team_member;
