-- Who comes to an interview.
CREATE TABLE interview_candidate (
    candidate INTEGER NOT NULL REFERENCES candidate ON DELETE CASCADE,
    interview INTEGER NOT NULL REFERENCES interview ON DELETE CASCADE,
    PRIMARY KEY (candidate, interview)
) STRICT, WITHOUT ROWID;
CREATE INDEX interview_candidate_by_interview ON interview_candidate (interview);
