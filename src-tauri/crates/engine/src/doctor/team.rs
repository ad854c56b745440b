//! The team of an account that asks it: membership, name, connection, login, ledger, clock; one question, told step by step.
//!
//! Never in here: a question that changes anything; a name, a login or a password in what is seen.

use beckon_model::doctor::{Fact, TeamLook};
use beckon_model::{DoctorStep, TeamProblem};

use super::run::Run;
use crate::errors::{Error, Result};

/// Looks, and tells each step. Nothing of an account that asks no team.
pub(super) async fn look(run: &mut Run<'_>) {
    if !run.account.team {
        return;
    }
    let (failed, look) = match ask(run).await {
        Ok(ahead_ms) => {
            run.notes.see(DoctorStep::TeamClock, Fact::TeamClock { ahead_ms });
            (None, TeamLook::Good)
        }
        Err(error) => {
            run.notes.detail(DoctorStep::Team, error.to_string());
            let (step, look) = met_at(&error);
            (Some(step), look)
        }
    };
    for step in DoctorStep::TEAM {
        if run.reaches(step) {
            let look = if failed == Some(step) { look } else { TeamLook::Good };
            run.notes.see(step, Fact::Team { look });
        }
        run.tell(step);
    }
}

/// How far this computer's clock is ahead of the server's, where all is well.
async fn ask(run: &Run<'_>) -> Result<i64> {
    let team = run.engine.team().get().await?.ok_or(Error::Team(TeamProblem::NotJoined))?;
    run.notes.name("team_host", team.at.split('/').next().unwrap_or_default());
    run.notes.name("team_login", &team.login);
    if team.corp_id != run.account.corp_id {
        return Err(Error::Team(TeamProblem::OtherCompany { corp_id: team.corp_id }));
    }
    Ok(run.engine.team().fresh_status().await?.skew_ms)
}

/// The step at which an error is met, and what it is.
fn met_at(error: &Error) -> (DoctorStep, TeamLook) {
    use TeamProblem as P;
    let problem = match error {
        Error::Team(problem) => problem,
        Error::Vault(_) => &P::PasswordNeeded,
        _ => return (DoctorStep::TeamMember, TeamLook::Other),
    };
    match problem {
        P::NotJoined => (DoctorStep::Team, TeamLook::NotJoined),
        P::OtherCompany { .. } => (DoctorStep::Team, TeamLook::OtherCompany),
        P::Name { .. } => (DoctorStep::TeamName, TeamLook::NameUnknown),
        P::Unreachable { .. } => (DoctorStep::TeamLink, TeamLook::Unreachable),
        P::NoAnswer | P::Cut => (DoctorStep::TeamLink, TeamLook::NoAnswer),
        P::Tls { .. } | P::BadAuthority => (DoctorStep::TeamLink, TeamLook::TlsBad),
        P::PlainElsewhere { .. } => (DoctorStep::TeamLink, TeamLook::Plain),
        P::PasswordNeeded => (DoctorStep::TeamLogin, TeamLook::PasswordNeeded),
        P::LoginRefused { .. } => (DoctorStep::TeamLogin, TeamLook::LoginRefused),
        P::NoLedger => (DoctorStep::TeamLedger, TeamLook::NoLedger),
        P::Newer { .. } => (DoctorStep::TeamLedger, TeamLook::Newer),
        P::Older { .. } => (DoctorStep::TeamLedger, TeamLook::Older),
        P::ChangedStep { .. } => (DoctorStep::TeamLedger, TeamLook::Changed),
        P::NotAMember => (DoctorStep::TeamMember, TeamLook::NotAMember),
        P::NotAllowed { .. } => (DoctorStep::TeamMember, TeamLook::NotAllowed),
        _ => (DoctorStep::TeamMember, TeamLook::Other),
    }
}
