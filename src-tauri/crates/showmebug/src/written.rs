//! Written tests: the exams of a team, and one exam given to many candidates.
//!
//! Never in here: a call that is made twice on its own account; two issues are two tests.

use serde_json::{Value, json};

use crate::client::Client;
use crate::error::{BadReply, Error, Problem};
use crate::interviews::{BatchItem, batch_items};
use crate::invalid;
use crate::limits::{EXAM_PAGES_COUNT, PAGE_COUNT};
use crate::link::Link;
use crate::wire::{Fields, count, number, objects, text};

/// An exam (api-written, exam list).
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Exam {
    /// Its id.
    pub id: i64,
    /// Its name.
    pub name: String,
    /// How many questions it has.
    pub questions_count: Option<u64>,
    /// Minutes; 0 is without limit.
    pub duration_min: Option<u64>,
    /// Points.
    pub total_score: Option<i64>,
}

/// A written test that was given to a candidate.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Issued {
    /// The caller's id of the candidate; that the answer has it is a guess.
    pub candidate_uid: Option<String>,
    /// The candidate's name.
    pub candidate_name: Option<String>,
    /// The link; or why it is not used.
    pub url: Result<Link, BadReply>,
}

impl Client {
    /// All exams of the team, at most [`EXAM_PAGES_COUNT`] pages; those with `search` in their names.
    ///
    /// # Errors
    /// Any [`Error`]; nothing is changed by this call.
    pub async fn exams(&self, search: Option<&str>) -> Result<Vec<Exam>, Error> {
        let (per_page, mut exams, mut entries) = (PAGE_COUNT.to_string(), Vec::<Exam>::new(), 0);
        for page in 1..=EXAM_PAGES_COUNT {
            let page = page.to_string();
            let mut query = vec![("page", page.as_str()), ("per_page", per_page.as_str())];
            query.extend(search.map(|search| ("search", search)));
            let data = self.get("exams", &query).await?;
            let (objects, others) = data.get("exams").and_then(objects).ok_or(Error::bad(200, Problem::Fields))?;
            let got = objects.len() + others;
            let read: Vec<Exam> = objects.into_iter().filter_map(exam).collect();
            let known = exams.len();
            exams.extend(
                read.into_iter().filter(|exam| exams[..known].iter().all(|one| one.id != exam.id)).collect::<Vec<_>>(),
            );
            entries += got;
            let all = count(data.get("count")).map_or(got < PAGE_COUNT, |count| count <= entries as u64);
            // A service that gives the same page again would go on for ever.
            if all || got == 0 || exams.len() == known {
                break;
            }
        }
        Ok(exams)
    }

    /// Gives an exam to candidates, 1 to [`ISSUE_COUNT`](crate::limits::ISSUE_COUNT). Repeating it gives it again, also after
    /// an error that [may have been processed](Error::may_have_been_processed).
    ///
    /// # Errors
    /// Any [`Error`].
    pub async fn issue(&self, exam_id: i64, candidates: &[BatchItem]) -> Result<Vec<Issued>, Error> {
        invalid::count(candidates.len())?;
        let body = json!({ "exam_id": exam_id, "candidates": batch_items(candidates, "name")? });
        let data = self.post_many("batch_written_pads", &body).await?;
        let pads = data.get("written_pads").and_then(objects).ok_or(Error::bad(200, Problem::Fields))?.0;
        let read = |fields: &Fields| Issued {
            candidate_uid: text(fields.get("candidate_uid")),
            candidate_name: text(fields.get("candidate_name")),
            url: Link::read(fields.get("url"), self.base()).map_err(|problem| BadReply {
                status: 200,
                problem,
                uid: None,
            }),
        };
        Ok(pads.into_iter().map(read).collect())
    }
}

fn exam(fields: &Fields) -> Option<Exam> {
    let counted = |name: &str| count(fields.get(name));
    Some(Exam {
        id: number(fields.get("id"))?,
        name: text(fields.get("name"))?,
        questions_count: counted("questions_count"),
        duration_min: counted("duration"),
        total_score: fields.get("total_score").and_then(|score: &Value| number(Some(score))),
    })
}
