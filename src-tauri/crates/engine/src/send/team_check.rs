//! What the team's ledger says of a send before it starts: who has been invited to the same, by whom and when.
//!
//! Never in here: a claim. Looking takes nobody.

use beckon_ledger::State;
use beckon_model::{Reason, TeamCheck, TeamClaimed, TeamProblem};

use crate::doors::Sending;
use crate::errors::{Error, Result};
use crate::send::plan::{Plan, SHOWN};
use crate::send::plan_row::PlanRow;
use crate::team::{desk, failed, state_of};

/// People who are asked about in one question.
const AT_A_TIME: usize = 1000;

impl Sending<'_> {
    /// What the ledger says of a plan; `None` where the account is no team's. A ledger that cannot be asked is told, and is no
    /// failure of the check.
    pub(crate) async fn team_check(self, plan: &Plan) -> Option<TeamCheck> {
        plan.team.as_ref()?;
        let no_occasion = |row: &&PlanRow| matches!(row.body, Err(Reason::NoOccasion));
        let mut check = TeamCheck {
            occasion_missing: plan.rows.iter().filter(no_occasion).count() as u64,
            claimed: 0,
            opted_out: 0,
            problem: None,
            first: Vec::new(),
        };
        if let Err(error) = self.ask_about(plan, &mut check).await {
            check.problem = Some(match error {
                Error::Team(problem) => problem,
                error => TeamProblem::Other { detail: error.to_string() },
            });
        }
        Some(check)
    }

    /// Whether the ledger can be asked now.
    ///
    /// # Errors
    /// [`Error::Team`].
    pub(crate) async fn ask_team(self) -> Result<()> {
        let ledger = desk::ledger(self.engine).await?;
        ledger.status().await.map_err(failed)?;
        Ok(())
    }

    async fn ask_about(self, plan: &Plan, check: &mut TeamCheck) -> Result<()> {
        let ledger = desk::ledger(self.engine).await?;
        let ready = (0u64..).zip(&plan.rows).filter(|(_, row)| row.body.is_ok());
        let wanted: Vec<_> =
            ready.filter_map(|(index, row)| Some((index, row, row.userid.clone()?, row.occasion.clone()?))).collect();
        if wanted.is_empty() {
            // Whether it can be asked at all decides on the start.
            self.ask_team().await?;
        }
        for part in wanted.chunks(AT_A_TIME) {
            let people: Vec<_> = part.iter().map(|(.., userid, occasion)| (userid.clone(), occasion.clone())).collect();
            let holders = ledger.holders(&people).await.map_err(failed)?;
            for ((index, row, ..), holder) in part.iter().zip(holders) {
                let Some(holder) = holder.filter(|holder| holder.state != State::GivenBack) else { continue };
                if holder.state == State::OptedOut {
                    check.opted_out += 1;
                } else {
                    check.claimed += 1;
                }
                if check.first.len() < SHOWN {
                    let (name, by) = (row.name.clone(), holder.member);
                    let (at, here, state) = (holder.at, holder.mine, state_of(holder.state));
                    check.first.push(TeamClaimed { index: *index, name, by, at, state, here });
                }
            }
        }
        Ok(())
    }
}
