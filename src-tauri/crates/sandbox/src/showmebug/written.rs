//! Exams, and exams issued to candidates as written tests. Source: the written-test page of the Open API; the answer of
//! the batch from a third party's script.

use serde_json::{Value, json};

use super::answer::{Answer, Refused};
use super::interviews::candidates;
use super::listing::{page, stamp};
use super::params::{Params, TEXT_CHARS};
use super::room::WrittenTest;
use super::state::Office;
use super::team::Exam;

/// Candidates of a batch, at most. ShowMeBug's own limit is not known.
const BATCH: usize = 100;

/// `GET /exams`.
pub(super) fn exams(office: &Office, query: &[u8]) -> Result<Answer, Refused> {
    let params = Params::of_pairs(query, &["search", "page", "per_page"])?;
    let search = params.text("search", TEXT_CHARS)?;
    let found: Vec<&Exam> =
        office.team.exams.iter().filter(|exam| search.is_none_or(|part| exam.name.contains(part))).collect();
    let creator = office.team.members.first().map_or("", |member| &member.name);
    let item = |exam: &&Exam| {
        json!({
            "id": exam.id, "name": exam.name, "creator_name": creator, "questions_count": exam.questions_count,
            "duration": exam.duration, "total_score": exam.total_score,
        })
    };
    let items: Value = page(&params, &found)?.iter().map(item).collect();
    Ok(Answer::Data(json!({ "count": found.len(), "exams": items })))
}

/// `POST /batch_written_pads`: one exam to many, all or none.
pub(super) fn issue_many(
    office: &mut Office,
    body: &[u8],
    now_ms: i64,
    made: &mut Vec<String>,
) -> Result<Answer, Refused> {
    let params = Params::of_json(body, &["exam_id", "candidates"])?;
    let exam_id = params.integer("exam_id")?.ok_or_else(|| Refused::param("exam_id is missing"))?;
    if office.team.exams.iter().all(|exam| exam.id != exam_id) {
        return Err(Refused::gone("exam"));
    }
    let mut tests = Vec::new();
    for (uid, name) in candidates(&params, "candidates", BATCH)? {
        let test = office.issue(exam_id, &uid, &name, now_ms);
        tests.push(json!({ "uid": test.uid, "candidate_uid": uid, "candidate_name": name, "url": test.url }));
        made.push(test.uid);
    }
    Ok(Answer::Data(json!({ "written_pads": tests })))
}

/// `GET /written_pads`: the newest first.
pub(super) fn issued(office: &Office, query: &[u8]) -> Result<Answer, Refused> {
    let params = Params::of_pairs(query, &["search", "page", "per_page"])?;
    let search = params.text("search", TEXT_CHARS)?;
    let tests = office.tests.iter().map(|(_, test)| test);
    let mut tests: Vec<&WrittenTest> =
        tests.filter(|test| search.is_none_or(|part| test.candidate_name.contains(part))).collect();
    tests.sort_by_key(|test| std::cmp::Reverse(test.id));
    let item = |test: &&WrittenTest| {
        json!({
            "id": test.id, "uid": test.uid, "exam_id": test.exam_id, "candidate_uid": test.candidate_uid,
            "candidate_name": test.candidate_name, "url": test.url, "created_at": stamp(test.created_ms),
        })
    };
    let items: Value = page(&params, &tests)?.iter().map(item).collect();
    Ok(Answer::Data(json!({ "count": tests.len(), "written_pads": items })))
}
