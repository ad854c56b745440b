-- Names are looked up only for people without a userid: an index of all names made every import longer for nothing.
DROP INDEX candidate_by_name;
CREATE INDEX candidate_without_userid ON candidate (name) WHERE userid IS NULL;
