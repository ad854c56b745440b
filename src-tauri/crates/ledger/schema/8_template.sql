-- Templates that a lead shares with the team. A version is never changed: sharing again adds the next one.
CREATE TABLE template (
    corp      text NOT NULL REFERENCES company,
    name      text NOT NULL CHECK (btrim(name) <> '' AND length(name) <= 200),
    version   int NOT NULL,
    kind      text NOT NULL CHECK (length(kind) <= 40),   -- of its message, in Beckon's words
    body      text NOT NULL CHECK (length(body) <= 1000000), -- a file of templates with this one in it
    sha256    bytea NOT NULL,
    shared_by name NOT NULL DEFAULT session_user,
    shared_at timestamptz NOT NULL DEFAULT clock_timestamp());
CREATE UNIQUE INDEX template_once ON template (corp, lower(name), version);

-- Shares a template; returns its version: the one there is where nothing is new.
CREATE FUNCTION share_template(p_corp text, p_name text, p_kind text, p_body text) RETURNS int
LANGUAGE plpgsql SECURITY DEFINER SET search_path = beckon_team, pg_temp AS $$
DECLARE last template;
BEGIN
    PERFORM must_be_lead(p_corp);
    PERFORM pg_advisory_xact_lock(hashtextextended('beckon_team template ' || p_corp, 0));
    SELECT * INTO last FROM template t WHERE t.corp = p_corp AND lower(t.name) = lower(p_name) ORDER BY t.version DESC LIMIT 1;
    IF last.sha256 = sha256(convert_to(p_body, 'UTF8')) AND last.kind = p_kind THEN RETURN last.version; END IF;
    INSERT INTO template (corp, name, version, kind, body, sha256)
    VALUES (p_corp, p_name, coalesce(last.version, 0) + 1, p_kind, p_body, sha256(convert_to(p_body, 'UTF8')));
    RETURN coalesce(last.version, 0) + 1;
END $$;

-- The newest version of each template of the team, or of one; the body only of one.
CREATE FUNCTION templates(p_corp text, p_name text) RETURNS TABLE (name text, version int, kind text, body text, shared_by text, shared_ms bigint)
LANGUAGE plpgsql STABLE SECURITY DEFINER SET search_path = beckon_team, pg_temp AS $$
#variable_conflict use_column
BEGIN
    PERFORM must_be_member(p_corp);
    RETURN QUERY SELECT DISTINCT ON (lower(t.name)) t.name, t.version, t.kind, CASE WHEN p_name IS NULL THEN NULL ELSE t.body END,
                        t.shared_by::text, ms(t.shared_at)
      FROM template t WHERE t.corp = p_corp AND (p_name IS NULL OR lower(t.name) = lower(p_name))
     ORDER BY lower(t.name), t.version DESC LIMIT 1000;
END $$;

ALTER TABLE template ENABLE ROW LEVEL SECURITY; ALTER TABLE template FORCE ROW LEVEL SECURITY;
CREATE POLICY of_my_company ON template USING (corp || '' = ANY ((SELECT my_companies())::text[]));
GRANT EXECUTE ON FUNCTION share_template(text, text, text, text), templates(text, text) TO beckon_team_member;
