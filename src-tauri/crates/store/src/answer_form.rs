//! Tables `answer_form` and `form_answer`: the forms by which candidates answer, and the answers that were read. What is known of
//! their senders is in `form_sender`.
//!
//! Never in here: whose an answer is.

use std::collections::HashSet;

use beckon_model::{AccountId, AnswerKind, CandidateId, FormAnswer, FormAnswerId, FormOutcome, InterviewId};
use rusqlite::{OptionalExtension, Row, params};

use crate::error::{Error, Result};
use crate::rows::{Reader, Writer, changed, word};

/// A form, or the intent to have one.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct StoredForm {
    /// The interview.
    pub interview: InterviewId,
    /// The start that it asks about, UTC ms.
    pub starts_at: i64,
    /// Who sees the answers in WeCom.
    pub manager: String,
    /// When WeCom was asked for it, UTC ms.
    pub asked_at: i64,
    /// WeCom's id; absent while nobody knows whether it is there.
    pub formid: Option<String>,
    /// What candidates open.
    pub url: Option<String>,
    /// The id under which the answers stand.
    pub answers: Option<String>,
    /// When they were last read, UTC ms.
    pub read_at: Option<i64>,
}

/// Which answer of a form: WeCom's number of it, and its time in Unix seconds.
pub type AnswerKey = (i64, i64);

/// An answer that was read, with what tells it apart.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct StoredAnswer {
    /// Under which account it is kept.
    pub account: AccountId,
    /// Its form.
    pub formid: String,
    /// Which of the form's it is.
    pub key: AnswerKey,
    /// By which the form names somebody who is no member; empty for others.
    pub sender: String,
    /// What was noted as somebody's answer ([`Writer::take_answer_back`]).
    pub noted: Option<i64>,
    /// What it says.
    pub said: FormAnswer,
}

impl Reader<'_> {
    /// The forms of an interview that an account made, the last one first.
    pub fn forms_of(&self, account: &AccountId, interview: InterviewId) -> Result<Vec<StoredForm>> {
        let sql =
            "SELECT * FROM answer_form WHERE account = ?1 AND interview = ?2 ORDER BY asked_at DESC, starts_at DESC";
        let mut query = self.connection().prepare_cached(sql)?;
        let rows = query.query_map(params![account.as_str(), interview.0], read_form)?;
        Ok(rows.collect::<rusqlite::Result<_>>()?)
    }

    /// Forms of an account that may have answers which were not read, those whose address was told: until `late_ms` after the start they were read once.
    pub fn forms_to_read(&self, account: &AccountId, late_ms: i64) -> Result<Vec<StoredForm>> {
        let sql = "SELECT * FROM answer_form WHERE account = ?1 AND answers IS NOT NULL
            AND (read_at IS NULL OR read_at <= starts_at + ?2) ORDER BY starts_at, interview";
        let mut query = self.connection().prepare_cached(sql)?;
        Ok(query.query_map(params![account.as_str(), late_ms], read_form)?.collect::<rusqlite::Result<_>>()?)
    }

    /// The address of the form that asks about the start that an interview has now, the last one that was made.
    pub fn form_url(&self, interview: InterviewId) -> Result<Option<String>> {
        let sql = "SELECT url FROM answer_form JOIN interview ON interview.id = interview
            WHERE interview = ?1 AND answer_form.starts_at = interview.starts_at AND url IS NOT NULL
            ORDER BY asked_at DESC LIMIT 1";
        Ok(self.connection().prepare_cached(sql)?.query_row([interview.0], |row| row.get(0)).optional()?)
    }

    /// Who sees the answers of the form that an account made last.
    pub fn last_form_manager(&self, account: &AccountId) -> Result<Option<String>> {
        let sql = "SELECT manager FROM answer_form WHERE account = ?1 ORDER BY asked_at DESC LIMIT 1";
        Ok(self.connection().prepare_cached(sql)?.query_row([account.as_str()], |row| row.get(0)).optional()?)
    }

    /// How many people have an interview with a form about its start.
    pub fn people_with_forms(&self) -> Result<u64> {
        let sql =
            "SELECT count(DISTINCT candidate) FROM answer_form JOIN interview ON interview.id = answer_form.interview
            JOIN interview_candidate ON interview_candidate.interview = interview.id
            WHERE url IS NOT NULL AND answer_form.starts_at = interview.starts_at";
        Ok(self.connection().prepare_cached(sql)?.query_row([], |row| row.get(0))?)
    }

    /// The answers of a form that were read.
    pub fn known_form_answers(&self, account: &AccountId, formid: &str) -> Result<HashSet<AnswerKey>> {
        let sql = "SELECT answer, submitted FROM form_answer WHERE account = ?1 AND formid = ?2";
        let mut query = self.connection().prepare_cached(sql)?;
        let rows = query.query_map([account.as_str(), formid], |row| Ok((row.get(0)?, row.get(1)?)))?;
        Ok(rows.collect::<rusqlite::Result<_>>()?)
    }

    /// Answers about an interview that are nobody's so far and that nobody has seen, in their order.
    pub fn open_form_answers(&self, account: &AccountId, interview: InterviewId) -> Result<Vec<StoredAnswer>> {
        let sql = "SELECT * FROM form_answer WHERE account = ?1 AND interview = ?2 AND NOT seen AND NOT given
            AND outcome <> 'noted' ORDER BY at, answer";
        let mut query = self.connection().prepare_cached(sql)?;
        let rows = query.query_map(params![account.as_str(), interview.0], read_stored)?;
        Ok(rows.collect::<rusqlite::Result<_>>()?)
    }

    /// Answers about an interview of which a person said whose they are, in their order.
    pub fn given_form_answers(&self, account: &AccountId, interview: InterviewId) -> Result<Vec<StoredAnswer>> {
        let sql = "SELECT * FROM form_answer WHERE account = ?1 AND interview = ?2 AND given ORDER BY at, answer";
        let mut query = self.connection().prepare_cached(sql)?;
        let rows = query.query_map(params![account.as_str(), interview.0], read_stored)?;
        Ok(rows.collect::<rusqlite::Result<_>>()?)
    }

    /// An answer, by what somebody names it by.
    ///
    /// # Errors
    /// [`Error::NotFound`].
    pub fn form_answer(&self, id: FormAnswerId) -> Result<StoredAnswer> {
        let mut query = self.connection().prepare_cached("SELECT * FROM form_answer WHERE id = ?1")?;
        Ok(query.query_row([id.0], read_stored)?)
    }

    /// What is known of an answer that was read.
    pub fn known_form_answer(
        &self,
        (account, formid): (&AccountId, &str),
        (answer, submitted): AnswerKey,
    ) -> Result<Option<StoredAnswer>> {
        let sql = "SELECT * FROM form_answer WHERE account = ?1 AND formid = ?2 AND answer = ?3 AND submitted = ?4";
        let mut query = self.connection().prepare_cached(sql)?;
        let values = params![account.as_str(), formid, answer, submitted];
        Ok(query.query_row(values, read_stored).optional()?)
    }
}

impl Writer<'_> {
    /// Notes that WeCom is about to be asked for a form; with `again`, also in the place of one of which nobody knows whether it
    /// is there.
    ///
    /// # Errors
    /// [`Error::Changed`] when there is one, or may be.
    pub fn intend_form(&self, account: &AccountId, form: &StoredForm, again: bool) -> Result<()> {
        let sql = "INSERT INTO answer_form (account, interview, starts_at, manager, asked_at) VALUES (?1, ?2, ?3, ?4, ?5)
            ON CONFLICT DO UPDATE SET manager = excluded.manager, asked_at = excluded.asked_at WHERE formid IS NULL AND ?6";
        let StoredForm { interview, starts_at, manager, asked_at, .. } = form;
        let values = params![account.as_str(), interview.0, starts_at, manager, asked_at, again];
        changed(self.connection().prepare_cached(sql)?.execute(values)?)
    }

    /// Forgets a form that WeCom did not make.
    pub fn drop_form(&self, account: &AccountId, form: &StoredForm) -> Result<()> {
        let sql = "DELETE FROM answer_form WHERE account = ?1 AND interview = ?2 AND starts_at = ?3 AND asked_at = ?4
            AND formid IS NULL";
        let StoredForm { interview, starts_at, asked_at, .. } = form;
        self.connection().execute(sql, params![account.as_str(), interview.0, starts_at, asked_at])?;
        Ok(())
    }

    /// Notes WeCom's id of a form.
    ///
    /// # Errors
    /// [`Error::Changed`] when nobody waits for it any more.
    pub fn form_made(&self, account: &AccountId, form: &StoredForm, formid: &str) -> Result<()> {
        let sql = "UPDATE answer_form SET formid = ?5 WHERE account = ?1 AND interview = ?2 AND starts_at = ?3
            AND asked_at = ?4 AND formid IS NULL";
        let StoredForm { interview, starts_at, asked_at, .. } = form;
        let values = params![account.as_str(), interview.0, starts_at, asked_at, formid];
        changed(self.connection().execute(sql, values)?)
    }

    /// Notes the address of a form, and the id under which its answers stand.
    ///
    /// # Errors
    /// [`Error::Changed`] when the form is gone.
    pub fn form_shared(&self, account: &AccountId, formid: &str, (url, answers): (&str, &str)) -> Result<()> {
        let sql = "UPDATE answer_form SET url = ?3, answers = ?4 WHERE account = ?1 AND formid = ?2";
        changed(self.connection().execute(sql, [account.as_str(), formid, url, answers])?)
    }

    /// Notes that the answers of a form were read.
    ///
    /// # Errors
    /// [`Error::Changed`] when the form is gone.
    pub fn form_read(&self, account: &AccountId, formid: &str, now_ms: i64) -> Result<()> {
        let sql = "UPDATE answer_form SET read_at = ?3 WHERE account = ?1 AND formid = ?2";
        changed(self.connection().prepare_cached(sql)?.execute(params![account.as_str(), formid, now_ms])?)
    }

    /// Keeps an answer of a form, in the place of what was known of it; its id.
    ///
    /// # Errors
    /// [`Error::Changed`] when the form is gone.
    pub fn keep_form_answer(&self, of: &StoredAnswer) -> Result<FormAnswerId> {
        let sql = "INSERT INTO form_answer (account, formid, answer, submitted, interview, starts_at, sender, noted, candidate,
                name, phone, kind, wish, at, outcome, given)
            SELECT account, formid, ?3, ?4, interview, starts_at, ?5, ?6, ?7, ?8, ?9, ?10, ?11, ?12, ?13, ?14
            FROM answer_form WHERE account = ?1 AND formid = ?2
            ON CONFLICT DO UPDATE SET noted = excluded.noted, candidate = excluded.candidate, outcome = excluded.outcome,
                given = excluded.given, seen = seen AND NOT excluded.given
            RETURNING id";
        let StoredAnswer { account, formid, key, sender, noted, said } = of;
        let FormAnswer { candidate, name, phone, kind, wish, at, outcome, given, .. } = said;
        let values = params![
            account.as_str(),
            formid,
            key.0,
            key.1,
            sender,
            noted,
            candidate.map(|candidate| candidate.0),
            name,
            phone,
            kind.map(AnswerKind::as_str),
            wish,
            at,
            outcome.as_str(),
            given,
        ];
        let id = self.connection().prepare_cached(sql)?.query_row(values, |row| row.get(0)).optional()?;
        id.map(FormAnswerId).ok_or(Error::Changed)
    }

    /// Somebody has seen the answers about an interview that are nobody's.
    pub fn form_answers_seen(&self, account: &AccountId, interview: InterviewId) -> Result<()> {
        let sql = "UPDATE form_answer SET seen = 1 WHERE account = ?1 AND interview = ?2 AND outcome <> 'noted'";
        self.connection().execute(sql, params![account.as_str(), interview.0])?;
        Ok(())
    }

    /// Forgets the forms of every practice company but the one that is kept under this name.
    pub fn forget_other_practice_forms(&self, account: &AccountId) -> Result<()> {
        let ours = format!("{} %", AccountId::practice());
        for table in ["answer_form", "form_answer", "form_sender"] {
            let sql = format!("DELETE FROM {table} WHERE account LIKE ?1 AND account <> ?2");
            self.connection().execute(&sql, [ours.as_str(), account.as_str()])?;
        }
        Ok(())
    }
}

fn read_form(row: &Row<'_>) -> rusqlite::Result<StoredForm> {
    Ok(StoredForm {
        interview: InterviewId(row.get("interview")?),
        starts_at: row.get("starts_at")?,
        manager: row.get("manager")?,
        asked_at: row.get("asked_at")?,
        formid: row.get("formid")?,
        url: row.get("url")?,
        answers: row.get("answers")?,
        read_at: row.get("read_at")?,
    })
}

fn read_stored(row: &Row<'_>) -> rusqlite::Result<StoredAnswer> {
    Ok(StoredAnswer {
        account: AccountId(row.get("account")?),
        formid: row.get("formid")?,
        key: (row.get("answer")?, row.get("submitted")?),
        sender: row.get("sender")?,
        noted: row.get("noted")?,
        said: read_answer(row)?,
    })
}

fn read_answer(row: &Row<'_>) -> rusqlite::Result<FormAnswer> {
    let kind: Option<String> = row.get("kind")?;
    Ok(FormAnswer {
        id: FormAnswerId(row.get("id")?),
        given: row.get("given")?,
        interview: InterviewId(row.get("interview")?),
        starts_at: row.get("starts_at")?,
        candidate: row.get::<_, Option<i64>>("candidate")?.map(CandidateId),
        name: row.get("name")?,
        phone: row.get("phone")?,
        kind: kind.as_deref().and_then(AnswerKind::from_word),
        wish: row.get("wish")?,
        at: row.get("at")?,
        outcome: word(row, "outcome", FormOutcome::from_word)?,
    })
}
