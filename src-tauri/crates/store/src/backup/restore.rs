//! A copy in the place of the database.
//!
//! 1. The copy is read whole first; one that is damaged is refused.
//! 2. What stands there is moved aside, never deleted or written over.
//! 3. In the copy nothing goes on by itself: whatever had not ended when it was made may have been sent since then, and
//!    nobody knows. It waits for a person.
//! 4. Whoever wanted no messages in what stood there wants none in what takes its place.
//!
//! Never in here: which copy a person wants.

use std::fs;
use std::path::{Path, PathBuf};

use beckon_model::{Backup, CampaignState, CampaignStep, Reason, Restored, RoomProblem, Step};

use super::copy::{in_the_making, read_whole};
use super::generations::{folder, generations, holds_of};
use super::opt_outs::OptOuts;
use crate::checks;
use crate::connection::{nobody_has, open_writer};
use crate::error::{Error, Result};
use crate::examine::{Found, examine};
use crate::fail_point::fail_point;
use crate::file::{FILE, move_aside};
use crate::rows::Writer;

/// Puts the copy called `name` in the place of the database, which is moved aside.
///
/// # Errors
/// [`Error::NotFound`], [`Error::Damaged`] for a copy that is not whole, [`Error::Busy`] while a program has the database
/// open, [`Error::Refused`].
pub fn restore(data_dir: &Path, name: &str, now_ms: i64) -> Result<Restored> {
    nobody_has(&data_dir.join(FILE))?;
    let (backup, aside) = take_back(data_dir, name, now_ms)?;
    Ok(Restored { aside: aside.map(|path| path.display().to_string()), backup: Some(backup) })
}

/// Puts the copy called `wanted` in the place of the database. Says which it was, and where the old database is, if there was
/// one.
///
/// # Errors
/// [`Error::NotFound`] for a name that is not a copy, [`Error::Damaged`] for a copy that is not whole,
/// [`Error::Refused`].
fn take_back(data_dir: &Path, wanted: &str, now_ms: i64) -> Result<(Backup, Option<PathBuf>)> {
    let found = generations(data_dir)?.into_iter().find(|(_, backup)| backup.name == wanted);
    let (path, backup) = found.ok_or(Error::NotFound)?;
    read_whole(&path)?;
    let ready = in_the_making(&folder(data_dir)?)?;
    fs::copy(&path, &ready)?;
    let database = data_dir.join(FILE);
    quieten(&ready, &OptOuts::of(&database), (backup.taken_at, now_ms))?;
    fail_point("restore.ready");
    let aside = move_aside(&database, now_ms)?;
    checks::forget(data_dir);
    fail_point("restore.aside");
    fs::rename(&ready, &database)?;
    fail_point("restore.named");
    Ok((Backup { holds: holds_of(&database), ..backup }, aside))
}

/// Leaves to a person whatever had not ended when the copy was made.
fn quieten(copy: &Path, opt_outs: &OptOuts, (taken_at, now_ms): (i64, i64)) -> Result<()> {
    let mut connection = open_writer(copy)?;
    let transaction = connection.transaction()?;
    let rows = Writer::new(&transaction);
    let open = [CampaignState::Scheduled, CampaignState::Running, CampaignState::Paused];
    for campaign in rows.campaigns_in(&open)? {
        let reason = Reason::Restored { taken_at };
        rows.step_all(campaign, &Step::Release, now_ms)?;
        rows.lose_open(campaign, reason.clone(), (taken_at, now_ms))?;
        rows.step_campaign(campaign, &CampaignStep::Pause { stopped_by: Some(reason) }, now_ms)?;
    }
    rows.lose_rooms(&RoomProblem::Restored)?;
    rows.lose_tests(&RoomProblem::Restored)?;
    rows.doubt_interviews(taken_at)?;
    opt_outs.note(&transaction)?;
    transaction.commit()?;
    // What is renamed has to be whole without its journal.
    connection.pragma_update(None, "journal_mode", "delete")?;
    connection.close().map_err(|(_, error)| error.into())
}

/// Puts an empty database in the place of one that is missing or damaged, which is moved aside.
///
/// # Errors
/// [`Error::Whole`] where nothing is lost, [`Error::Busy`] while a program has the database open, [`Error::Refused`].
pub fn start_empty(data_dir: &Path, now_ms: i64) -> Result<Restored> {
    let path = data_dir.join(FILE);
    let lost = match examine(data_dir)? {
        Found::Nothing => false,
        Found::Database => read_whole(&path).is_err(),
        Found::Fault(_) => true,
    };
    if !lost {
        return Err(Error::Whole);
    }
    nobody_has(&path)?;
    let opt_outs = OptOuts::of(&path);
    let aside = move_aside(&path, now_ms)?;
    checks::forget(data_dir);
    opt_outs.note(&open_writer(&path)?)?;
    Ok(Restored { aside: aside.map(|path| path.display().to_string()), backup: None })
}
