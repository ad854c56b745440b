//! How far a candidate is, and the names of the tags that say so.
//!
//! Never in here: a guess. Of whom nothing is known there is no stage, and what WeCom has stays.

use beckon_model::{CandidateId, Stage};
use beckon_store::Reader;

use crate::message::interview_words::Language;

/// The stage after what was said of the next interview, or of the last one.
pub(super) fn of(rows: &Reader<'_>, candidate: CandidateId, now_ms: i64) -> beckon_store::Result<Option<Stage>> {
    let Some(interview) = rows.interview_of(candidate, now_ms)? else { return Ok(None) };
    let invited = interview.people.iter().find(|one| one.id == candidate && one.has_answered());
    let said = invited.and_then(|one| one.answer.as_ref()).and_then(|answer| Stage::after(answer.kind));
    Ok(match said {
        Some(stage) => Some(stage),
        None => rows.was_written_to(candidate)?.then_some(Stage::Invited),
    })
}

/// The name of its tag.
pub(super) fn name(stage: Stage, language: Language) -> &'static str {
    match (stage, language) {
        (Stage::Invited, Language::Chinese) => "已邀约",
        (Stage::Accepted, Language::Chinese) => "已接受",
        (Stage::Declined, Language::Chinese) => "已拒绝",
        (Stage::OtherTime, Language::Chinese) => "希望改期",
        (Stage::Invited, Language::English) => "Invited",
        (Stage::Accepted, Language::English) => "Accepted",
        (Stage::Declined, Language::English) => "Declined",
        (Stage::OtherTime, Language::English) => "Other time",
    }
}
