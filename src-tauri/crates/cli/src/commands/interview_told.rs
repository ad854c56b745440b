//! An interview on the command line after it was saved, with what it overlaps and what is left to do about its room.
//!
//! Never in here: what stands of it in WeCom.

use beckon_engine::{Engine, shown_in};
use beckon_model::{ConflictsFound, Interview, Invited, RoomState, TeamOverlap};

use super::interview_line::{Line, conflicts};
use super::{answers, conflict_words};
use crate::failure::Failure;
use crate::out::{Out, harmless, say};
use crate::words;

/// A line of an interview with what is known of it in WeCom.
pub async fn line<'i>(engine: &Engine, interview: &'i Interview, found: &ConflictsFound) -> Result<Line<'i>, Failure> {
    let published = engine.published().get(interview.id).await?;
    Ok(Line::new(interview, found, published.as_ref()))
}

/// Repeats an interview with what speaks against it. That keeps nothing from being saved.
pub async fn tell(engine: &Engine, out: Out, interview: &Interview, what: &str) -> Result<(), Failure> {
    let found = conflicts(engine, interview).await?;
    out.one(&line(engine, interview, &found).await?, told(interview, what))?;
    conflict_words::tell(&found);
    Ok(())
}

/// Tells the team when interviews are, and says who would be at two at once. A team that cannot be asked keeps nothing from
/// being saved.
pub async fn tell_overlaps(engine: &Engine, interview: &Interview) {
    match engine.team().overlaps(interview.id).await {
        Ok(found) => found.iter().for_each(|TeamOverlap { by, starts_at, ends_at, userids }| {
            let from = shown_in(*starts_at, &interview.plan.zone);
            let minutes = (ends_at - starts_at) / 60_000;
            let who = userids.iter().map(|userid| harmless(userid)).collect::<Vec<_>>().join(", ");
            say!("note: {} has an interview at {from} for {minutes} minutes with {who}", harmless(by));
        }),
        Err(error) => say!("note: the team was not asked who has an interview at that time: {error}"),
    }
}

/// Says what is left to do about an interview's room.
pub async fn tell_room(engine: &Engine, interview: &Interview) -> Result<(), Failure> {
    let id = interview.id;
    match engine.rooms().get(id).await?.filter(|room| room.state != RoomState::Deleted) {
        Some(_) if interview.called_off => {
            say!("note: interview {id} still has a room at ShowMeBug: `beckon-cli room delete {id}` deletes it");
        }
        Some(room) if room.differs => {
            say!("note: the room of interview {id} differs now: `beckon-cli room update --interview {id}` changes it");
        }
        _ => {}
    }
    Ok(())
}

/// Who comes, with what they answered.
pub fn names(interview: &Interview) -> String {
    let name = |person: &Invited| match person.answer.as_ref().filter(|_| person.has_answered()) {
        Some(answer) => format!("{} ({})", person.name, answers::in_words(answer.kind)),
        None => person.name.clone(),
    };
    interview.people.iter().map(name).collect::<Vec<_>>().join(", ")
}

fn told(interview: &Interview, what: &str) -> String {
    let plan = &interview.plan;
    let (starts, minutes) = (shown_in(interview.starts_at, &plan.zone), plan.minutes);
    format!(
        "interview {} {what}: {starts}, {}, with {}",
        interview.id,
        words::counted(minutes.into(), "minute"),
        names(interview)
    )
}
