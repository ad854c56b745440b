//! Tables `published` and `interview_calendar`: what was wished of an interview in WeCom, and what stands there.
//!
//! Never in here: which steps lead from the one to the other.

use beckon_model::{AccountId, InWecom, InterviewId, PublishProblem, PublishWish};
use rusqlite::{OptionalExtension, Row, params};

use crate::error::Result;
use crate::rows::{Reader, Writer, changed, from_json, to_json};

/// An interview in WeCom as it is kept.
#[derive(Debug, Clone, PartialEq)]
pub struct StoredPublished {
    /// Which interview.
    pub interview: InterviewId,
    /// Under which account it is kept.
    pub account: AccountId,
    /// What is wished.
    pub wish: PublishWish,
    /// What stands there.
    pub there: InWecom,
    /// Why it is not as wished, where no step says so.
    pub problem: Option<PublishProblem>,
    /// When WeCom was asked for the answers last, UTC ms.
    pub asked_at: Option<i64>,
}

impl Reader<'_> {
    /// An interview in WeCom.
    pub fn published(&self, interview: InterviewId) -> Result<Option<StoredPublished>> {
        let sql = "SELECT * FROM published WHERE interview = ?1";
        Ok(self.connection().prepare_cached(sql)?.query_row([interview.0], read).optional()?)
    }

    /// These interviews in WeCom; those that are not there are left out.
    pub fn published_of(&self, interviews: &[InterviewId]) -> Result<Vec<StoredPublished>> {
        let sql = "SELECT * FROM published WHERE interview IN (SELECT value FROM json_each(?1)) ORDER BY interview";
        let mut query = self.connection().prepare_cached(sql)?;
        Ok(query.query_map([to_json(&interviews)?], read)?.collect::<rusqlite::Result<_>>()?)
    }

    /// An account's interviews in WeCom that end after a moment (UTC ms), soonest first.
    pub fn published_by(&self, account: &AccountId, after_ms: i64) -> Result<Vec<StoredPublished>> {
        let sql = "SELECT published.* FROM published JOIN interview ON interview.id = interview
            WHERE account = ?1 AND starts_at + minutes * 60000 > ?2 ORDER BY starts_at, id";
        let mut query = self.connection().prepare_cached(sql)?;
        Ok(query.query_map(params![account.as_str(), after_ms], read)?.collect::<rusqlite::Result<_>>()?)
    }

    /// Whether anything of an interview stands in WeCom, or may.
    pub fn stands_in_wecom(&self, interview: InterviewId) -> Result<bool> {
        let there = self.published(interview)?.map(|stored| stored.there).unwrap_or_default();
        Ok(there.stands() || self.open_step(interview)?.is_some())
    }

    /// When the copy was made from which the data came back: an interview of that time may have been put into WeCom since.
    pub fn published_doubt(&self, interview: InterviewId) -> Result<Option<i64>> {
        let sql = "SELECT published_doubt FROM interview WHERE id = ?1";
        let found = self.connection().prepare_cached(sql)?.query_row([interview.0], |row| row.get(0)).optional()?;
        Ok(found.flatten())
    }

    /// The calendar of interviews that an account made.
    pub fn interview_calendar(&self, account: &AccountId) -> Result<Option<String>> {
        let sql = "SELECT cal_id FROM interview_calendar WHERE account = ?1";
        Ok(self.connection().prepare_cached(sql)?.query_row([account.as_str()], |row| row.get(0)).optional()?)
    }
}

impl Writer<'_> {
    /// Notes what is wished of an interview; what stands there stays.
    ///
    /// # Errors
    /// [`Error::Changed`](crate::Error::Changed) when it is another account's.
    pub fn wish_published(&self, interview: InterviewId, account: &AccountId, wish: &PublishWish) -> Result<()> {
        let sql = "INSERT INTO published (interview, account, wish, there) VALUES (?1, ?2, ?3, ?4)
            ON CONFLICT (interview) DO UPDATE SET wish = excluded.wish, problem = NULL WHERE account = excluded.account";
        let there = to_json(&InWecom::default())?;
        let values = params![interview.0, account.as_str(), to_json(wish)?, there];
        changed(self.connection().execute(sql, values)?)
    }

    /// Notes that another account has it now.
    pub fn published_account(&self, interview: InterviewId, account: &AccountId) -> Result<()> {
        let sql = "UPDATE published SET account = ?2 WHERE interview = ?1";
        changed(self.connection().execute(sql, params![interview.0, account.as_str()])?)
    }

    /// Notes what stands there now, with the SHA-256 of what WeCom was told.
    pub fn published_there(&self, interview: InterviewId, there: &InWecom, sha256: Option<&str>) -> Result<()> {
        let sql = "UPDATE published SET there = ?2, sha256 = ?3, problem = NULL WHERE interview = ?1";
        changed(self.connection().execute(sql, params![interview.0, to_json(there)?, sha256])?)
    }

    /// Notes why it is not as wished.
    pub fn published_problem(&self, interview: InterviewId, problem: Option<&PublishProblem>) -> Result<()> {
        let sql = "UPDATE published SET problem = ?2 WHERE interview = ?1";
        self.connection().execute(sql, params![interview.0, problem.map(to_json).transpose()?])?;
        Ok(())
    }

    /// Forgets an interview of which nothing stands in WeCom, and nothing is wished to.
    pub fn forget_published(&self, interview: InterviewId) -> Result<()> {
        self.connection().execute("DELETE FROM published WHERE interview = ?1", [interview.0])?;
        Ok(())
    }

    /// Forgets what was published at the practice company of an earlier start: nobody has it any more.
    pub fn forget_other_practice_published(&self, account: &AccountId) -> Result<()> {
        let sql = "DELETE FROM published WHERE account LIKE ?1 || ' %' AND account <> ?2";
        let practice = account.as_str().split(' ').next().unwrap_or_default();
        self.connection().execute(sql, [practice, account.as_str()])?;
        Ok(())
    }

    /// Keeps the calendar that an account made.
    pub fn keep_interview_calendar(&self, account: &AccountId, cal_id: &str) -> Result<()> {
        let sql = "INSERT OR REPLACE INTO interview_calendar (account, cal_id) VALUES (?1, ?2)";
        self.connection().execute(sql, [account.as_str(), cal_id])?;
        Ok(())
    }

    /// The link of an interview's meeting is the interview's, where nobody gave it another one.
    pub fn link_of_meeting(&self, interview: InterviewId, link: &str, now_ms: i64) -> Result<()> {
        let sql =
            "UPDATE interview SET link = ?2, sequence = sequence + 1, updated_at = ?3 WHERE id = ?1 AND link IS NULL";
        self.connection().execute(sql, params![interview.0, link, now_ms])?;
        self.outdate_messages(interview, now_ms)?;
        Ok(())
    }

    /// The meeting with this link is no more: the interview has the link no more either.
    pub fn unlink_meeting(&self, interview: InterviewId, link: &str, now_ms: i64) -> Result<()> {
        let sql =
            "UPDATE interview SET link = NULL, sequence = sequence + 1, updated_at = ?3 WHERE id = ?1 AND link = ?2";
        self.connection().execute(sql, params![interview.0, link, now_ms])?;
        self.outdate_messages(interview, now_ms)?;
        Ok(())
    }
}

fn read(row: &Row<'_>) -> rusqlite::Result<StoredPublished> {
    let json = |column: &str| row.get::<_, String>(column);
    let problem: Option<String> = row.get("problem")?;
    Ok(StoredPublished {
        interview: InterviewId(row.get("interview")?),
        account: AccountId(json("account")?),
        wish: from_json(&json("wish")?)?,
        there: from_json(&json("there")?)?,
        problem: problem.as_deref().map(from_json).transpose()?,
        asked_at: row.get("asked_at")?,
    })
}
