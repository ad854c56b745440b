//! Who wants no more invitations, for all laptops of the team: claimed by nobody from then on. What is noted on this laptop is
//! told here; only a lead may lift it.
//!
//! Never in here: what is noted on this laptop.

use beckon_ledger::State;
use beckon_model::{FieldProblem, FormField, TeamOptOut, TeamProblem};

use crate::Engine;
use crate::doors::Team;
use crate::errors::{Error, Result, invalid};
use crate::team::desk;
use crate::team::problem::failed;
use crate::text::filled;

/// What is told in one go.
const AT_A_TIME: usize = 200;

/// Characters of a reason that the ledger keeps.
const WHY_CHARS: usize = 500;

/// What colleagues read where nothing was noted.
const ASKED: &str = "asked for no more messages";
const LIFTED: &str = "may be written to again";

/// Tells the ledger of everybody who wants no messages, as far as it has not heard of them; nothing without a team.
///
/// # Errors
/// [`Error::Team`] when the ledger cannot be asked: they are told later.
pub(crate) async fn tell(engine: &Engine) -> Result<()> {
    let untold = engine.store().read(|rows| rows.untold_opt_outs(AT_A_TIME)).await?;
    if untold.is_empty() || desk::stored(engine).await?.is_none() {
        return Ok(());
    }
    let ledger = desk::ledger(engine).await?;
    for (userid, note) in &untold {
        ledger.opt_out(userid, &why(note.as_deref(), ASKED)).await.map_err(failed)?;
    }
    let userids: Vec<String> = untold.into_iter().map(|(userid, _)| userid).collect();
    Ok(engine.store().write(move |rows| rows.opt_outs_told(&userids)).await?)
}

/// Lifts in the ledger what it has of these members.
///
/// # Errors
/// [`TeamProblem::LeadOnly`] and others as [`Error::Team`].
pub(crate) async fn lift(engine: &Engine, userids: &[String], note: Option<&str>) -> Result<()> {
    for userid in userids {
        if noted(engine, userid).await?.is_some() {
            desk::ledger(engine).await?.opt_in(userid, &why(note, LIFTED)).await.map_err(failed)?;
        }
    }
    Ok(())
}

/// What the ledger has of a member.
///
/// # Errors
/// [`Error::Team`].
pub(crate) async fn noted(engine: &Engine, userid: &str) -> Result<Option<TeamOptOut>> {
    // The ledger looks at a person and an occasion; whoever wants no invitations wants none to whatever it is.
    let asked = [(userid.to_owned(), String::new())];
    let holders = desk::ledger(engine).await?.holders(&asked).await.map_err(failed)?;
    let holder = holders.into_iter().flatten().find(|holder| holder.state == State::OptedOut);
    Ok(holder.map(|holder| TeamOptOut { by: holder.member, at: holder.at }))
}

fn why(note: Option<&str>, otherwise: &str) -> String {
    note.and_then(filled).unwrap_or_else(|| otherwise.to_owned()).chars().take(WHY_CHARS).collect()
}

impl Team<'_> {
    /// From now on nobody of the team invites this person. `false`: it was noted already.
    ///
    /// # Errors
    /// [`Error::Invalid`] for what cannot be a user id; [`Error::Team`], also without a reason.
    pub async fn opt_out(self, userid: &str, why: &str) -> Result<bool> {
        let (userid, why) = checked(userid, why)?;
        desk::ledger(self.engine).await?.opt_out(&userid, &why).await.map_err(failed)
    }

    /// This person may be invited again; for leads. `false`: nothing was noted.
    ///
    /// # Errors
    /// As [`Team::opt_out`].
    pub async fn opt_in(self, userid: &str, why: &str) -> Result<bool> {
        let (userid, why) = checked(userid, why)?;
        desk::ledger(self.engine).await?.opt_in(&userid, &why).await.map_err(failed)
    }
}

fn checked(userid: &str, why: &str) -> Result<(String, String)> {
    let userid = filled(userid).filter(|userid| wecom::valid_userid(userid));
    let userid = userid.ok_or_else(|| invalid(FormField::Userid, FieldProblem::NotAUserid))?;
    Ok((userid, filled(why).ok_or(Error::Team(TeamProblem::WhyNeeded))?))
}
