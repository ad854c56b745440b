//! How a step ended and what stands there now, in one commit.
//!
//! Never in here: a call, or what is done next.

use beckon_model::{
    CalendarEntry, InWecom, InterviewId, PublishAs, PublishProblem, PublishStep, PublishStepState, PublishStepTaken,
};
use beckon_store::Writer;

use super::call::Ended;
use super::refusal::Failed;
use crate::engine::Engine;
use crate::errors::Result;
use crate::hash::{digest, hex};

/// Notes how a step ended, and what stands there now. Says what ended it otherwise than done.
pub(super) async fn note(
    engine: &Engine,
    interview: InterviewId,
    taken: PublishStepTaken,
    ended: Ended,
) -> Result<Option<PublishProblem>> {
    let now = engine.now_ms();
    let noted = move |rows: &Writer<'_>| {
        let stored = rows.published(interview)?.ok_or(beckon_store::Error::NotFound)?;
        let (state, problem) = match &ended {
            Ended::Done(made) => {
                let was = stored.there.entry.clone();
                let there = stored.there.after(&taken.step, made.clone());
                stands(rows, interview, &there)?;
                let link = |entry: &CalendarEntry| entry.link.clone().filter(|link| !link.is_empty());
                match (&taken.step, was.as_ref().and_then(link), there.entry.as_ref().and_then(link)) {
                    (PublishStep::ReadLink, _, Some(link)) => rows.link_of_meeting(interview, &link, now)?,
                    (PublishStep::Delete, Some(link), _) if was.is_some_and(|was| was.kind == PublishAs::Meeting) => {
                        rows.unlink_meeting(interview, &link, now)?;
                    }
                    _ => {}
                }
                let otherwise = made.span.map(|(starts, ends)| PublishProblem::BookedOtherwise { starts, ends });
                if otherwise.is_some() {
                    rows.published_problem(interview, otherwise.as_ref())?;
                    rows.end_step(taken.id, PublishStepState::Done, None, now)?;
                    return Ok(otherwise);
                }
                (PublishStepState::Done, None)
            }
            Ended::Frozen => {
                stands(rows, interview, &InWecom { frozen: true, ..stored.there })?;
                (PublishStepState::NotDone, None)
            }
            Ended::Failed(Failed::NotDone(problem)) => {
                if *problem == PublishProblem::EntryGone {
                    stands(rows, interview, &InWecom { entry: None, ..stored.there })?;
                }
                rows.published_problem(interview, Some(problem))?;
                (PublishStepState::NotDone, Some(problem))
            }
            Ended::Failed(Failed::Unknown(problem)) => (PublishStepState::Unknown, Some(problem)),
        };
        rows.end_step(taken.id, state, problem, now)?;
        Ok::<_, beckon_store::Error>(problem.cloned())
    };
    Ok(engine.store().write(noted).await?)
}

/// Notes what stands in WeCom.
pub(super) fn stands(rows: &Writer<'_>, interview: InterviewId, there: &InWecom) -> beckon_store::Result<()> {
    let told = there.entry.as_ref().map(|entry| &entry.content);
    let bytes = told.map(|content| serde_json::to_vec(content).unwrap_or_default());
    let sha256 = bytes.map(|bytes| hex(&digest(&[&bytes])));
    rows.published_there(interview, there, sha256.as_deref())
}
