//! `outside answers`: what candidates said about their interviews.
//!
//! Never in here: noting one (`interview answer`).

use beckon_engine::{Engine, every_row, shown_in};
use beckon_model::{AnswerKind, AnswerSource, CandidateId, Interview, InterviewId, InterviewQuery, Invited};
use serde::Serialize;

use crate::exit::Exit;
use crate::failure::Failure;
use crate::out::Out;
use crate::words;

#[derive(Serialize)]
struct Line {
    interview: InterviewId,
    /// UTC ms.
    starts_at: i64,
    #[serde(skip)]
    starts: String,
    candidate: CandidateId,
    name: String,
    /// What was said about this very start.
    answer: AnswerKind,
    /// An answer to an earlier start, which is none to this one.
    earlier: Option<AnswerKind>,
    wish: Option<String>,
    source: Option<AnswerSource>,
    /// When it was said, UTC ms.
    at: Option<i64>,
}

impl Line {
    fn new(interview: &Interview, person: &Invited) -> Self {
        let said = person.answer.as_ref();
        let kind = said.map(|said| said.kind);
        let (answer, earlier) = if person.has_answered() { (kind, None) } else { (None, kind) };
        Self {
            interview: interview.id,
            starts_at: interview.starts_at,
            starts: shown_in(interview.starts_at, &interview.plan.zone),
            candidate: person.id,
            name: person.name.clone(),
            answer: answer.unwrap_or(AnswerKind::None),
            earlier,
            wish: said.and_then(|said| said.wish.clone()),
            source: said.map(|said| said.source),
            at: said.map(|said| said.at),
        }
    }
}

/// The answers of the candidates of all interviews to come, or of those that were, without those that are called off.
pub async fn list(engine: &Engine, out: Out, past: bool, none: bool) -> Result<Exit, Failure> {
    let mut lines = Vec::new();
    let ask = async |after| engine.interviews().list(InterviewQuery { past, after, ..InterviewQuery::default() }).await;
    every_row(ask, |interview| {
        if !interview.called_off {
            lines.extend(interview.people.iter().map(|person| Line::new(&interview, person)));
        }
    })
    .await?;
    lines.retain(|line| !none || line.answer == AnswerKind::None);
    out.list(["interview", "starts", "candidate", "name", "answer", "wish", "noted"], &lines, |line| {
        [
            line.interview.to_string(),
            line.starts.clone(),
            line.candidate.to_string(),
            line.name.clone(),
            match (line.answer, line.earlier) {
                (AnswerKind::None, Some(earlier)) => format!("{} (an earlier start)", in_words(earlier)),
                (answer, _) => in_words(answer).to_owned(),
            },
            line.wish.clone().unwrap_or_default(),
            line.at.map(words::time).unwrap_or_default(),
        ]
    })?;
    Ok(Exit::Done)
}

/// What a candidate said.
pub fn in_words(kind: AnswerKind) -> &'static str {
    match kind {
        AnswerKind::Accepted => "accepted",
        AnswerKind::Declined => "declined",
        AnswerKind::OtherTime => "wants another time",
        AnswerKind::None => "no answer",
    }
}
