//! The look at the connection, step by step. What comes after a step that failed is skipped.
//!
//! Never in here: a call that changes anything.

use beckon_model::{
    DoctorState, NetworkFault, RoomProblem, ShowMeBugCheck, ShowMeBugResult, ShowMeBugStep, ShowMeBugTeam,
};

use super::desk::Desk;
use crate::doors::Connection;
use crate::errors::{Error, Result};

impl Connection<'_> {
    /// Looks whether rooms can be made: values, name, TLS, token, team, sessions left.
    ///
    /// # Errors
    /// [`Error::Room`] where nothing is connected, [`Error::Store`], [`Error::Vault`].
    pub async fn test(self) -> Result<ShowMeBugCheck> {
        if self.get().await?.is_none() {
            return Err(Error::Room(RoomProblem::NotConnected));
        }
        // What was refused may have been mended at ShowMeBug's end, so a new token is fetched.
        *self.engine.0.showmebug.client() = None;
        let desk = match Desk::of(self.engine, false).await {
            Ok(desk) => desk,
            Err(Error::Room(problem)) => return Ok(failed(ShowMeBugStep::Values, problem)),
            Err(error) => return Err(error),
        };
        if let Err(error) = desk.client.check_token().await {
            let problem = desk.problem(&error);
            return Ok(failed(step_of(&problem), problem));
        }
        let team = match desk.client.me().await {
            Ok(team) => team,
            Err(error) => {
                let problem = desk.problem(&error);
                let step = match step_of(&problem) {
                    // Somebody else answers only now: about the team.
                    ShowMeBugStep::Token if !matches!(problem, RoomProblem::KeyRefused { .. }) => ShowMeBugStep::Team,
                    step => step,
                };
                return Ok(failed(step, problem));
            }
        };
        let mut check = passed();
        let left = team.left_quota;
        if let Some(quota) = check.steps.last_mut() {
            (quota.state, quota.problem) = match left {
                Some(left) if left <= 0 => (DoctorState::Failure, Some(RoomProblem::NoQuota { left })),
                Some(_) => (DoctorState::Pass, None),
                None => (DoctorState::Warning, None),
            };
        }
        check.team = Some(ShowMeBugTeam { name: team.name, members: team.members_count, left_quota: left });
        Ok(check)
    }
}

/// The step at which a problem is met.
fn step_of(problem: &RoomProblem) -> ShowMeBugStep {
    match problem {
        RoomProblem::Network { fault: NetworkFault::Tls, .. } => ShowMeBugStep::Tls,
        RoomProblem::Network { fault: NetworkFault::NotWecom | NetworkFault::NoAnswer, .. } => ShowMeBugStep::Token,
        RoomProblem::Network { .. } => ShowMeBugStep::Name,
        RoomProblem::BadValue { .. } => ShowMeBugStep::Values,
        _ => ShowMeBugStep::Token,
    }
}

fn passed() -> ShowMeBugCheck {
    let pass = |step| ShowMeBugResult { step, state: DoctorState::Pass, problem: None };
    ShowMeBugCheck { steps: ShowMeBugStep::ALL.map(pass).to_vec(), team: None }
}

fn failed(at: ShowMeBugStep, problem: RoomProblem) -> ShowMeBugCheck {
    let mut check = passed();
    let place = check.steps.iter().position(|result| result.step == at).unwrap_or_default();
    for later in &mut check.steps[place..] {
        later.state = DoctorState::Skipped;
    }
    check.steps[place].state = DoctorState::Failure;
    check.steps[place].problem = Some(problem);
    check
}
