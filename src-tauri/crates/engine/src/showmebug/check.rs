//! What would be made, before it is made, and how many sessions are left.

use beckon_model::{RoomsCheck, RoomsRequest};
use beckon_store::Reader;

use super::desk::Desk;
use super::plan::Plan;
use crate::doors::Rooms;
use crate::errors::{Result, not_found};

impl Rooms<'_> {
    /// Says what would be made of these interviews, and what it costs. Sessions left are told where ShowMeBug answers, and
    /// where all rooms would be made at one.
    ///
    /// # Errors
    /// [`Error::NotFound`](crate::Error::NotFound), [`Error::Store`](crate::Error::Store).
    pub async fn check(self, request: RoomsRequest) -> Result<RoomsCheck> {
        let plans = self.plans(request).await?;
        let mut makes: Vec<bool> =
            plans.iter().filter(|plan| plan.problem.is_none()).map(|plan| plan.practice).collect();
        let count = i64::try_from(makes.len()).unwrap_or(i64::MAX);
        makes.dedup();
        let quota = match makes[..] {
            [practice] => self.quota(practice).await,
            _ => None,
        };
        let rooms = plans.into_iter().map(Plan::shown).collect();
        Ok(RoomsCheck { rooms, quota, quota_after: quota.map(|left| left.saturating_sub(count)) })
    }

    pub(super) async fn plans(self, request: RoomsRequest) -> Result<Vec<Plan>> {
        let mut seen = std::collections::HashSet::new();
        let planned = move |rows: &Reader<'_>| {
            let once = request.interviews.iter().filter(|id| seen.insert(**id));
            once.map(|id| Plan::of(rows, *id, request.personal)).collect::<beckon_store::Result<Vec<_>>>()
        };
        self.engine.store().read(planned).await.map_err(|error| not_found(error, "interview"))
    }

    /// Sessions left; nothing where ShowMeBug does not say: what is wrong there is told when something is made.
    async fn quota(self, practice: bool) -> Option<i64> {
        let desk = Desk::of(self.engine, practice).await.ok()?;
        desk.client.me().await.ok()?.left_quota
    }
}
