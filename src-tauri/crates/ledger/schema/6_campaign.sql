-- Figures of campaigns, as the laptop that sends one tells them. No message text.
CREATE TABLE campaign (
    corp     text NOT NULL REFERENCES company,
    id       uuid PRIMARY KEY,
    device   uuid NOT NULL,
    member   name NOT NULL DEFAULT session_user,
    name     text NOT NULL CHECK (length(name) <= 200),
    occasion text NOT NULL CHECK (length(occasion) <= 200),
    revision bigint NOT NULL,                             -- counted by the laptop; what is older says nothing, for a minute
    people   int NOT NULL, accepted int NOT NULL, rejected int NOT NULL, unknown int NOT NULL, held int NOT NULL,
    ended    boolean NOT NULL,
    began_at timestamptz NOT NULL DEFAULT clock_timestamp(),
    told_at  timestamptz NOT NULL DEFAULT clock_timestamp());
CREATE INDEX campaign_newest ON campaign (corp, began_at DESC);

CREATE FUNCTION tell_campaign(p_corp text, p_id uuid, p_device uuid, p_name text, p_occasion text, p_revision bigint,
                              p_people int, p_accepted int, p_rejected int, p_unknown int, p_held int, p_ended boolean)
RETURNS boolean LANGUAGE plpgsql SECURITY DEFINER SET search_path = beckon_team, pg_temp AS $$
BEGIN
    PERFORM must_be_member(p_corp);
    INSERT INTO campaign AS c (corp, id, device, name, occasion, revision, people, accepted, rejected, unknown, held, ended)
    VALUES (p_corp, p_id, p_device, p_name, p_occasion, p_revision, p_people, p_accepted, p_rejected, p_unknown, p_held, p_ended)
    ON CONFLICT (id) DO UPDATE SET revision = p_revision, people = p_people, accepted = p_accepted, rejected = p_rejected,
        unknown = p_unknown, held = p_held, ended = p_ended, told_at = clock_timestamp()
     WHERE c.corp = p_corp AND c.member = session_user AND c.device = p_device
       AND (c.revision < p_revision OR c.told_at < clock_timestamp() - interval '1 min')
       -- A send that waits for hours says the same each second: once in half a minute shows that its laptop is there.
       AND ((c.people, c.accepted, c.rejected, c.unknown, c.held, c.ended) IS DISTINCT FROM
            (p_people, p_accepted, p_rejected, p_unknown, p_held, p_ended) OR c.told_at < clock_timestamp() - interval '30 s');
    IF NOT FOUND THEN RETURN false; END IF;
    PERFORM tell(p_corp, 'campaigns');
    RETURN true;
END $$;

CREATE FUNCTION campaigns(p_corp text, p_rows int)
RETURNS TABLE (id uuid, member text, name text, occasion text, people int, accepted int, rejected int, unknown int, held int, ended boolean,
               began_ms bigint, told_ms bigint)
LANGUAGE plpgsql STABLE SECURITY DEFINER SET search_path = beckon_team, pg_temp AS $$
#variable_conflict use_column
BEGIN
    PERFORM must_be_member(p_corp);
    RETURN QUERY SELECT c.id, c.member::text, c.name, c.occasion, c.people, c.accepted, c.rejected, c.unknown, c.held, c.ended, ms(c.began_at), ms(c.told_at)
      FROM campaign c WHERE c.corp = p_corp ORDER BY c.began_at DESC, c.id LIMIT least(greatest(p_rows, 0), 1000);
END $$;

ALTER TABLE campaign ENABLE ROW LEVEL SECURITY; ALTER TABLE campaign FORCE ROW LEVEL SECURITY;
CREATE POLICY of_my_company ON campaign USING (corp || '' = ANY ((SELECT my_companies())::text[]));
GRANT EXECUTE ON FUNCTION tell_campaign(text, uuid, uuid, text, text, bigint, int, int, int, int, int, boolean), campaigns(text, int) TO beckon_team_member;
