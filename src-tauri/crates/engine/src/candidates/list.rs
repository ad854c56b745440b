//! The candidate list: look, remove.

use beckon_model::{Candidate, CandidateId, CandidateQuery, FieldInfo, Missing, Page, Selection, TagCount};

use beckon_store::Reader;

use crate::doors::Candidates;
use crate::errors::Result;
use crate::message::context::{CANDIDATE, INTERVIEW};
use crate::message::entry::{FORM, ROOM_FIELDS, TEST};
use crate::message::interview_words::{INTERVIEW_FIELDS, WAS};

impl Candidates<'_> {
    /// A page of the list.
    ///
    /// # Errors
    /// [`crate::Error::Store`].
    pub async fn list(self, query: CandidateQuery) -> Result<Page<Candidate>> {
        Ok(self.engine.store().read(move |rows| rows.candidates(&query)).await?)
    }

    /// Everybody in a selection, in the order of the list.
    ///
    /// # Errors
    /// [`crate::Error::Store`].
    pub async fn selected(self, to: Selection) -> Result<Vec<Candidate>> {
        Ok(self.engine.store().read(move |rows| rows.selected(&to)).await?)
    }

    /// What a selection names and the list does not have.
    ///
    /// # Errors
    /// [`crate::Error::Store`].
    pub async fn missing(self, to: Selection) -> Result<Vec<Missing>> {
        Ok(self.engine.store().read(move |rows| rows.missing(&to)).await?)
    }

    /// Tags with the number of people who have them.
    ///
    /// # Errors
    /// [`crate::Error::Store`].
    pub async fn tags(self) -> Result<Vec<TagCount>> {
        Ok(self.engine.store().read(|rows| rows.candidate_tags()).await?)
    }

    /// The fields that templates can use.
    ///
    /// # Errors
    /// [`crate::Error::Store`].
    pub async fn fields(self) -> Result<Vec<FieldInfo>> {
        let now = self.engine.now_ms();
        Ok(self.engine.store().read(move |rows| fields(rows, now)).await?)
    }

    /// Removes people from the list. The log keeps their names and outcomes.
    ///
    /// # Errors
    /// [`crate::Error::Store`].
    pub async fn remove_ids(self, ids: Vec<CandidateId>) -> Result<u64> {
        Ok(self.engine.store().write(move |rows| rows.delete_candidates(&ids)).await?)
    }

    /// Numbers for the first screen: candidates and campaigns.
    ///
    /// # Errors
    /// [`crate::Error::Store`].
    pub async fn sizes(self) -> Result<(u64, u64)> {
        let sizes = |rows: &beckon_store::Reader<'_>| {
            Ok((rows.candidate_count()?, rows.campaign_count(false)? + rows.campaign_count(true)?))
        };
        self.engine.store().read(sizes).await
    }
}

/// The fields that templates can use: the standard ones, the columns that people have, those of an interview, and what
/// interviewers read of the candidates they meet.
///
/// # Errors
/// [`crate::Error::Store`].
pub(crate) fn fields(rows: &Reader<'_>, now: i64) -> beckon_store::Result<Vec<FieldInfo>> {
    let (mut fields, filled) = (rows.fields()?, rows.people_with_interview(now)?);
    let of_candidates: Vec<FieldInfo> = fields
        .iter()
        .map(|field| {
            let key = format!("{CANDIDATE}.{}", field.key);
            FieldInfo { header: format!("{CANDIDATE}.{}", field.header), key, filled: field.filled }
        })
        .collect();
    let of = |whole: &str, name: &str, filled: u64| {
        let key = format!("{whole}.{name}");
        FieldInfo { header: key.clone(), key, filled }
    };
    fields.extend(INTERVIEW_FIELDS.iter().map(|name| of(INTERVIEW, name, filled)));
    fields.push(of(INTERVIEW, WAS, filled));
    let (with_room, with_test) = rows.people_with_links()?;
    fields.extend(ROOM_FIELDS.iter().map(|name| of(INTERVIEW, name, with_room)));
    fields.push(of(INTERVIEW, FORM, rows.people_with_forms()?));
    let test = of(CANDIDATE, TEST, with_test);
    fields.extend(of_candidates.into_iter().filter(|field| field.key != test.key));
    fields.push(test);
    Ok(fields)
}
