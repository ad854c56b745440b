//! Tables `interview` and `interview_candidate`.

use beckon_model::{
    ANSWER_DUE_MS, AnswerSource, CandidateId, Interview, InterviewDraft, InterviewFormat, InterviewId, InterviewQuery,
    Invited, NewAnswer, Page,
};
use rusqlite::types::Value;
use rusqlite::{OptionalExtension, Row, params, params_from_iter};

use crate::error::{Error, Result};
use crate::rows::{Reader, Writer, from_json, to_json, word};

/// Interviews that have somebody who has said nothing about their start: a candidate, or a member of the company who is invited to
/// its schedule. A meeting has no answers; a candidate who is a member may answer elsewhere.
const UNANSWERED: &str = "NOT called_off AND (EXISTS (SELECT 1 FROM interview_candidate invited WHERE invited.interview = interview.id
    AND NOT EXISTS (SELECT 1 FROM last_answer said WHERE said.interview = interview.id AND said.candidate = invited.candidate
        AND NOT earlier))
    OR EXISTS (SELECT 1 FROM published JOIN published_answer member USING (interview) WHERE interview = interview.id
        AND there ->> '$.entry.kind' = 'schedule' AND reply = 'none' AND userid NOT IN (SELECT person.userid FROM interview_candidate invited
            JOIN candidate person ON person.id = invited.candidate WHERE invited.interview = interview.id AND person.userid IS NOT NULL)))";

pub(crate) const ROWS: &str =
    "SELECT interview.*, (SELECT json_group_array(json_object('id', candidate.id, 'name', candidate.name, 'answer',
        json((SELECT json_object('kind', answer, 'wish', wish, 'source', source, 'at', at, 'starts_at', said.starts_at,
            'earlier', json(iif(earlier, 'true', 'false'))) FROM last_answer said
            WHERE said.interview = interview.id AND said.candidate = candidate.id)))
        ORDER BY candidate.id) FROM interview_candidate JOIN candidate ON candidate.id = candidate
        WHERE interview = interview.id) AS people FROM interview";

/// An interview to store.
#[derive(Debug, Clone)]
pub struct NewInterview {
    /// What was agreed, checked.
    pub plan: InterviewDraft,
    /// The start, UTC ms.
    pub starts_at: i64,
    /// UID of the calendar file, for one that is new.
    pub uid: String,
    /// From which kind of file a new one comes; absent for those that a person typed.
    pub source: Option<String>,
}

impl Reader<'_> {
    /// A page of interviews: those to come, soonest first, or those that have begun, newest first.
    pub fn interviews(&self, query: &InterviewQuery, now_ms: i64) -> Result<Page<Interview>> {
        let (begun, order, beyond) = if query.past { ("<=", "DESC", "<") } else { (">", "ASC", ">") };
        let mut filter = format!("starts_at {begun} ?");
        let mut values = vec![Value::Integer(now_ms)];
        if let Some(candidate) = query.candidate {
            filter.push_str(" AND id IN (SELECT interview FROM interview_candidate WHERE candidate = ?)");
            values.push(Value::Integer(candidate.0));
        }
        if query.unanswered {
            filter.push_str(&format!(" AND starts_at <= ? AND {UNANSWERED}"));
            values.push(Value::Integer(now_ms + ANSWER_DUE_MS));
        }
        let sql = format!("SELECT count(*) FROM interview WHERE {filter}");
        let total: u64 = self.connection().query_row(&sql, params_from_iter(&values), |row| row.get(0))?;
        if let Some(after) = query.after {
            let place = "SELECT starts_at, id FROM interview WHERE id = ?";
            filter.push_str(&format!(" AND (starts_at, id) {beyond} ({place})"));
            values.push(Value::Integer(after));
        }
        let sql = format!("{ROWS} WHERE {filter} ORDER BY starts_at {order}, id {order} LIMIT ?");
        self.page(&sql, values, (query.limit, (total, false)), read, |row| row.id.0)
    }

    /// One interview.
    ///
    /// # Errors
    /// [`Error::NotFound`].
    pub fn interview(&self, id: InterviewId) -> Result<Interview> {
        Ok(self.connection().prepare_cached(&format!("{ROWS} WHERE interview.id = ?1"))?.query_row([id.0], read)?)
    }

    /// Who of the invited candidates is this member of the company.
    pub fn invited_as(&self, interview: InterviewId, userid: &str) -> Result<Vec<CandidateId>> {
        let sql = "SELECT candidate FROM interview_candidate JOIN candidate ON candidate.id = candidate
            WHERE interview = ?1 AND userid = ?2 COLLATE NOCASE ORDER BY candidate";
        let mut query = self.connection().prepare_cached(sql)?;
        let id = |row: &Row<'_>| Ok(CandidateId(row.get(0)?));
        Ok(query.query_map(params![interview.0, userid], id)?.collect::<rusqlite::Result<_>>()?)
    }

    /// These interviews, soonest first; those that are no more are left out.
    pub fn interviews_of_ids(&self, ids: &[InterviewId]) -> Result<Vec<Interview>> {
        let sql = format!("{ROWS} WHERE id IN (SELECT value FROM json_each(?1)) ORDER BY starts_at, id");
        let mut query = self.connection().prepare_cached(&sql)?;
        Ok(query.query_map([to_json(&ids)?], read)?.collect::<rusqlite::Result<_>>()?)
    }

    /// The interview that a message to this person is about: the next that takes place, else the one that was last.
    pub fn interview_of(&self, candidate: CandidateId, now_ms: i64) -> Result<Option<Interview>> {
        let sql = format!(
            "{ROWS} WHERE id IN (SELECT interview FROM interview_candidate WHERE candidate = ?1) AND NOT called_off
             ORDER BY starts_at <= ?2, abs(starts_at - ?2) LIMIT 1"
        );
        let mut query = self.connection().prepare_cached(&sql)?;
        Ok(query.query_row([candidate.0, now_ms], read).optional()?)
    }

    /// The interview of this round that a file of the kind `source` made for a person and that is to come; one that takes
    /// place rather than one that was called off.
    pub fn imported_interview(
        &self,
        (candidate, source, round): (CandidateId, &str, &str),
        now_ms: i64,
    ) -> Result<Option<Interview>> {
        let sql = format!(
            "{ROWS} WHERE id IN (SELECT interview FROM interview_candidate WHERE candidate = ?1) AND source = ?2
             AND round = ?3 AND starts_at > ?4 ORDER BY called_off, id DESC LIMIT 1"
        );
        let mut query = self.connection().prepare_cached(&sql)?;
        Ok(query.query_row(params![candidate.0, source, round, now_ms], read).optional()?)
    }

    /// How many people have an interview that is to come.
    pub fn people_with_interview(&self, now_ms: i64) -> Result<u64> {
        let sql = "SELECT count(DISTINCT candidate) FROM interview JOIN interview_candidate ON interview = interview.id
            WHERE starts_at > ?1 AND NOT called_off";
        Ok(self.connection().query_row(sql, [now_ms], |row| row.get(0))?)
    }
}

impl Reader<'_> {
    /// The interview and the start of which somebody said last, no earlier than a moment (UTC ms) and in a chat, that another time
    /// would suit, without saying which.
    pub fn open_wish(&self, candidate: CandidateId, since_ms: i64) -> Result<Option<(InterviewId, i64)>> {
        let sql = "SELECT interview, starts_at FROM interview_answer
            WHERE id = (SELECT max(id) FROM interview_answer WHERE candidate = ?1) AND answer = 'other_time'
                AND wish IS NULL AND source IN ('button', 'text') AND at >= ?2";
        let mut query = self.connection().prepare_cached(sql)?;
        let read = |row: &Row<'_>| Ok((InterviewId(row.get(0)?), row.get(1)?));
        Ok(query.query_row([candidate.0, since_ms], read).optional()?)
    }
}

impl Writer<'_> {
    /// Saves an interview: a new one without `id`, else in the place of what it was, with the next number for the calendar.
    ///
    /// # Errors
    /// [`Error::NotFound`], also for a candidate who is no longer there.
    pub fn save_interview(&self, id: Option<InterviewId>, new: &NewInterview, now_ms: i64) -> Result<Interview> {
        let id = match id {
            None => {
                let sql =
                    "INSERT INTO interview (uid, source, sequence, called_off, round, format, starts, zone, starts_at,
                    minutes, interviewers, updated_at) VALUES (?1, ?2, 0, 0, '', '', '', '', 0, 0, '[]', 0)";
                self.connection().prepare_cached(sql)?.execute([Some(&new.uid), new.source.as_ref()])?;
                InterviewId(self.connection().last_insert_rowid())
            }
            Some(id) => {
                let sql = "UPDATE interview SET sequence = sequence + 1 WHERE id = ?1";
                let changed = self.connection().execute(sql, [id.0])?;
                if changed == 1 { id } else { return Err(Error::NotFound) }
            }
        };
        self.fill_interview(id, new, now_ms)?;
        self.outdate_messages(id, now_ms)?;
        self.interview(id)
    }

    fn fill_interview(&self, id: InterviewId, new: &NewInterview, now_ms: i64) -> Result<()> {
        let plan = &new.plan;
        let sql = "UPDATE interview SET round = ?2, format = ?3, starts = ?4, zone = ?5, starts_at = ?6, minutes = ?7,
            candidate_zone = ?8, place = ?9, link = ?10, interviewers = ?11, contact = ?12, notes = ?13, updated_at = ?14
            WHERE id = ?1";
        self.connection().prepare_cached(sql)?.execute(params![
            id.0,
            plan.round,
            plan.format.as_str(),
            plan.starts,
            plan.zone,
            new.starts_at,
            plan.minutes,
            plan.candidate_zone,
            plan.place,
            plan.link,
            to_json(&plan.interviewers)?,
            plan.contact,
            plan.notes,
            now_ms,
        ])?;
        self.connection().execute("DELETE FROM interview_candidate WHERE interview = ?1", [id.0])?;
        let sql = "INSERT INTO interview_candidate (candidate, interview) SELECT id, ?1 FROM candidate WHERE id = ?2";
        let mut insert = self.connection().prepare_cached(sql)?;
        for candidate in &plan.candidates {
            if insert.execute([id.0, candidate.0])? == 0 {
                return Err(Error::NotFound);
            }
        }
        Ok(())
    }

    /// Calls an interview off, or says that it takes place after all.
    ///
    /// # Errors
    /// [`Error::NotFound`].
    pub fn call_off_interview(&self, id: InterviewId, called_off: bool, now_ms: i64) -> Result<Interview> {
        let sql = "UPDATE interview SET called_off = ?2, sequence = sequence + 1, updated_at = ?3
            WHERE id = ?1 AND called_off <> ?2";
        self.connection().execute(sql, params![id.0, called_off, now_ms])?;
        self.outdate_messages(id, now_ms)?;
        self.interview(id)
    }

    /// Notes what a candidate said about the start that the interview has now.
    ///
    /// # Errors
    /// [`Error::NotFound`] for somebody who is not invited to it.
    pub fn note_answer(&self, new: &NewAnswer, source: AnswerSource, now_ms: i64) -> Result<()> {
        self.note_answer_about(new, source, (now_ms, None)).map(drop)
    }

    /// The same of what was said at a time about a start, both UTC ms: the one that the interview has now if none is given. By the
    /// number that comes back it can be taken back.
    ///
    /// # Errors
    /// As [`Writer::note_answer`].
    pub fn note_answer_about(
        &self,
        new: &NewAnswer,
        source: AnswerSource,
        (at, starts_at): (i64, Option<i64>),
    ) -> Result<i64> {
        let sql = "INSERT INTO interview_answer (interview, candidate, answer, wish, source, at, starts_at)
            SELECT id, candidate, ?3, ?4, ?5, ?6, coalesce(?7, starts_at) FROM interview
                JOIN interview_candidate ON interview = id
            WHERE id = ?1 AND candidate = ?2";
        let NewAnswer { interview, candidate, kind, wish } = new;
        let values = params![interview.0, candidate.0, kind.as_str(), wish, source.as_str(), at, starts_at];
        if self.connection().prepare_cached(sql)?.execute(values)? == 0 {
            return Err(Error::NotFound);
        }
        Ok(self.connection().last_insert_rowid())
    }

    /// Takes back what was noted by mistake: what was known before counts again.
    pub fn take_answer_back(&self, noted: i64) -> Result<()> {
        self.connection().execute("DELETE FROM interview_answer WHERE id = ?1", [noted])?;
        Ok(())
    }

    /// Forgets an interview.
    ///
    /// # Errors
    /// [`Error::NotFound`].
    pub fn delete_interview(&self, id: InterviewId) -> Result<()> {
        let changed = self.connection().execute("DELETE FROM interview WHERE id = ?1", [id.0])?;
        if changed == 0 { Err(Error::NotFound) } else { Ok(()) }
    }
}

pub(crate) fn read(row: &Row<'_>) -> rusqlite::Result<Interview> {
    let (interviewers, people): (String, String) = (row.get("interviewers")?, row.get("people")?);
    let people: Vec<Invited> = from_json(&people)?;
    Ok(Interview {
        id: InterviewId(row.get("id")?),
        plan: InterviewDraft {
            candidates: people.iter().map(|person| person.id).collect(),
            round: row.get("round")?,
            format: word(row, "format", InterviewFormat::from_word)?,
            starts: row.get("starts")?,
            zone: row.get("zone")?,
            minutes: row.get("minutes")?,
            candidate_zone: row.get("candidate_zone")?,
            place: row.get("place")?,
            link: row.get("link")?,
            interviewers: from_json(&interviewers)?,
            contact: row.get("contact")?,
            notes: row.get("notes")?,
        },
        people,
        starts_at: row.get("starts_at")?,
        called_off: row.get("called_off")?,
        uid: row.get("uid")?,
        sequence: row.get("sequence")?,
        updated_at: row.get("updated_at")?,
    })
}
