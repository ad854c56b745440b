//! Who wants no more invitations, for all laptops of the team: claimed by nobody from then on.
//!
//! Never in here: a list of them on this laptop.

use beckon_model::{FieldProblem, FormField, TeamProblem};

use crate::doors::Team;
use crate::errors::{Error, Result, invalid};
use crate::team::desk;
use crate::team::problem::failed;
use crate::text::filled;

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
