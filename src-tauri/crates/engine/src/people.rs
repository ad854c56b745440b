//! The candidate list: look, import, remove.

use beckon_model::{Candidate, CandidateId, CandidateQuery, FieldInfo, ImportReport, Page, TagCount};

use crate::Engine;
use crate::error::Result;
use crate::import::Parsed;

impl Engine {
    /// A page of the list.
    ///
    /// # Errors
    /// [`crate::Error::Store`].
    pub async fn candidates(&self, query: CandidateQuery) -> Result<Page<Candidate>> {
        Ok(self.store().read(move |rows| rows.candidates(&query)).await?)
    }

    /// Tags with the number of people who have them.
    ///
    /// # Errors
    /// [`crate::Error::Store`].
    pub async fn candidate_tags(&self) -> Result<Vec<TagCount>> {
        Ok(self.store().read(|rows| rows.candidate_tags()).await?)
    }

    /// The fields that templates can use.
    ///
    /// # Errors
    /// [`crate::Error::Store`].
    pub async fn fields(&self) -> Result<Vec<FieldInfo>> {
        Ok(self.store().read(|rows| rows.fields()).await?)
    }

    /// Compares a file with the list, and says what importing it would do. Nothing is written.
    ///
    /// # Errors
    /// [`crate::Error::Store`].
    pub async fn check_import(&self, parsed: &Parsed) -> Result<ImportReport> {
        let known = self.store().read(|rows| rows.candidates_by_userid()).await?;
        let userids = parsed.people.iter().filter_map(|person| person.userid.as_ref());
        let updates = userids.filter(|userid| known.contains_key(&userid.to_lowercase())).count();
        let mut report = parsed.report.clone();
        report.updates = updates as u64;
        Ok(report)
    }

    /// Puts the good rows of a file into the list: all of them, or none. `practice` marks sample people.
    ///
    /// # Errors
    /// [`crate::Error::Store`].
    pub async fn import(&self, parsed: Parsed, practice: bool) -> Result<ImportReport> {
        let now = self.now_ms();
        let Parsed { mut report, people } = parsed;
        let put = move |rows: &beckon_store::Writer<'_>| {
            let mut updates = 0;
            for person in &people {
                updates += u64::from(rows.put_candidate(person, practice, now)?);
            }
            Ok(updates)
        };
        report.updates = self.store().write(put).await?;
        Ok(report)
    }

    /// Removes people from the list. The log keeps their names and outcomes.
    ///
    /// # Errors
    /// [`crate::Error::Store`].
    pub async fn remove_candidates(&self, ids: Vec<CandidateId>) -> Result<u64> {
        Ok(self.store().write(move |rows| rows.delete_candidates(&ids)).await?)
    }

    /// Numbers for the first screen: candidates and campaigns.
    ///
    /// # Errors
    /// [`crate::Error::Store`].
    pub async fn list_sizes(&self) -> Result<(u64, u64)> {
        Ok(self.store().read(|rows| Ok((rows.candidate_count()?, rows.campaign_count()?))).await?)
    }
}
