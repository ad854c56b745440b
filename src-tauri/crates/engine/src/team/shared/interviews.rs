//! When interviews are, told to the team and asked there: nobody is asked to be at two at once.
//!
//! Never in here: notes, links or places of an interview.

use beckon_ledger::InterviewTime;
use beckon_model::{InterviewId, TeamOverlap};
use beckon_store::InterviewHours;

use crate::doors::Team;
use crate::engine::Engine;
use crate::errors::{Result, not_found};
use crate::team::desk;
use crate::team::problem::failed;

impl Team<'_> {
    /// Interviews of others of the team that overlap this one, where somebody would be at both. Tells the team first when this
    /// folder's interviews are. Nothing in a folder without a team.
    ///
    /// # Errors
    /// [`crate::Error::Team`], [`crate::Error::NotFound`].
    pub async fn overlaps(self, id: InterviewId) -> Result<Vec<TeamOverlap>> {
        if desk::stored(self.engine).await?.is_none() {
            return Ok(Vec::new());
        }
        let hours = self.engine.store().read(move |rows| rows.interview_hours(id)).await;
        let asked = time(hours.map_err(|error| not_found(error, "interview"))?);
        note(self.engine).await?;
        if asked.called_off {
            return Ok(Vec::new());
        }
        let found = desk::ledger(self.engine).await?.overlaps(&[asked]).await.map_err(failed)?;
        let overlap = |one: beckon_ledger::Overlap| TeamOverlap {
            by: one.member,
            starts_at: one.starts_at,
            ends_at: one.ends_at,
            userids: one.userids,
        };
        Ok(found.into_iter().map(overlap).collect())
    }
}

/// Tells the team in the background when this folder's interviews are: all of them that are to come, so that what was not told
/// is told with the next one. Does nothing in a folder without a team.
pub(crate) fn note_soon(engine: &Engine) {
    let engine = engine.clone();
    tokio::spawn(async move {
        if let Err(error) = note(&engine).await {
            tracing::info!(%error, "the team was not told when interviews are");
        }
    });
}

async fn note(engine: &Engine) -> Result<()> {
    if desk::stored(engine).await?.is_none() {
        return Ok(());
    }
    let ledger = desk::ledger(engine).await?;
    // One after the other, so that an older list never comes after a newer one.
    let _turn = engine.0.team.interviews.lock().await;
    let now = engine.now_ms();
    let hours = engine.store().read(move |rows| rows.hours_to_come(now, MOST)).await?;
    ledger.note_interviews(&hours.into_iter().map(time).collect::<Vec<_>>()).await.map_err(failed)?;
    Ok(())
}

/// Interviews that are told, the soonest first.
const MOST: u32 = 5000;

fn time(hours: InterviewHours) -> InterviewTime {
    let InterviewHours { uid, starts_at, minutes, called_off, interviewers, candidates } = hours;
    InterviewTime {
        uid,
        starts_at,
        ends_at: starts_at + i64::from(minutes) * 60_000,
        called_off,
        interviewers,
        candidates,
    }
}
