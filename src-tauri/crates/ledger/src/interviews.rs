//! When interviews are, so that nobody is asked to be at two at once.
//!
//! Never in here: notes, links, places.

use crate::error::Result;
use crate::ledger::Ledger;

/// When an interview is, and who is there.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct InterviewTime {
    /// UID of its calendar file.
    pub uid: String,
    /// UTC ms.
    pub starts_at: i64,
    /// UTC ms, a day after the start at most.
    pub ends_at: i64,
    /// It does not take place.
    pub called_off: bool,
    /// Ids at WeCom.
    pub interviewers: Vec<String>,
    /// Ids at WeCom.
    pub candidates: Vec<String>,
}

/// An interview of the team at the same time.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Overlap {
    /// Which of those that were asked for, from 0.
    pub asked: usize,
    /// UID of the other's calendar file.
    pub uid: String,
    /// Whose it is.
    pub member: String,
    /// UTC ms.
    pub starts_at: i64,
    /// UTC ms.
    pub ends_at: i64,
    /// Who would be at both, in lower case.
    pub userids: Vec<String>,
}

impl InterviewTime {
    fn people(&self) -> impl Iterator<Item = (&str, bool)> {
        let interviewers = self.interviewers.iter().map(|userid| (userid.as_str(), false));
        interviewers.chain(self.candidates.iter().map(|userid| (userid.as_str(), true)))
    }
}

impl Ledger {
    /// Notes all interviews of this laptop that are to come, 5000 at most: one that is missing does not take place any more.
    /// Returns how many were news.
    ///
    /// # Errors
    /// [`crate::Refusal::NotValid`] for one that ends before it starts, or more than a day after.
    pub async fn note_interviews(&self, interviews: &[InterviewTime]) -> Result<i32> {
        let (uids, starts, ends) = times(interviews);
        let called_off: Vec<bool> = interviews.iter().map(|interview| interview.called_off).collect();
        let people = || (1i32..).zip(interviews).flat_map(|(at, one)| one.people().map(move |person| (at, person)));
        let of: Vec<i32> = people().map(|(at, _)| at).collect();
        let (userids, candidates): (Vec<&str>, Vec<bool>) = people().map(|(_, person)| person).unzip();
        let sql = "SELECT beckon_team.note_interviews($1, $2, $3, $4, $5, $6, $7, $8, $9)";
        let (corp, device) = (&self.corp, &self.device);
        self.value(sql, &[corp, device, &uids, &starts, &ends, &called_off, &of, &userids, &candidates]).await
    }

    /// Which interviews of the team overlap these, 1000 at most, and who would be at both.
    ///
    /// # Errors
    /// [`crate::Refusal::NotAMember`].
    pub async fn overlaps(&self, interviews: &[InterviewTime]) -> Result<Vec<Overlap>> {
        let (uids, starts, ends) = times(interviews);
        let people =
            || (1i32..).zip(interviews).flat_map(|(at, one)| one.people().map(move |(userid, _)| (at, userid)));
        let (of, userids): (Vec<i32>, Vec<&str>) = people().unzip();
        let sql = "SELECT * FROM beckon_team.overlaps($1, $2, $3, $4, $5, $6)";
        let rows = self.query(sql, &[&self.corp, &uids, &starts, &ends, &of, &userids]).await?;
        let overlap = |row: &tokio_postgres::Row| Overlap {
            asked: usize::try_from(row.get::<_, i32>(0) - 1).unwrap_or_default(),
            uid: row.get(1),
            member: row.get(2),
            starts_at: row.get(3),
            ends_at: row.get(4),
            userids: row.get(5),
        };
        Ok(rows.iter().map(overlap).collect())
    }
}

fn times(interviews: &[InterviewTime]) -> (Vec<&str>, Vec<i64>, Vec<i64>) {
    let uids = interviews.iter().map(|interview| interview.uid.as_str()).collect();
    let starts = interviews.iter().map(|interview| interview.starts_at).collect();
    (uids, starts, interviews.iter().map(|interview| interview.ends_at).collect())
}
