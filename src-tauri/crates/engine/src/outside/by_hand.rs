//! A message that somebody sent by hand, by whatever program they like: their word for it.
//!
//! Never in here: what becomes of a member's message; WeCom says that.

use beckon_model::{Campaign, DeliveryId, Step, Way};

use crate::doors::Outside;
use crate::errors::{Result, not_found};

impl Outside<'_> {
    /// Notes that somebody sent the message of a row by hand. One that waits for the candidate does not leave by itself any more.
    ///
    /// # Errors
    /// [`crate::Error::NotFound`] when there is no such row, when it is a member's, and when it neither waits nor is held: what a
    /// colleague has, or what may have left, could go twice.
    pub async fn sent_by_hand(self, delivery: DeliveryId) -> Result<Campaign> {
        let now = self.engine.now_ms();
        let noted = self.engine.store().write(move |rows| {
            let row = rows.log_detail(delivery)?.row;
            if row.route == Way::Member {
                return Err(beckon_store::Error::NotFound);
            }
            rows.step(delivery, &Step::ByHand, now)?;
            rows.campaign(row.campaign)
        });
        let campaign = noted.await.map_err(|error| not_found(error, "row"))?;
        self.engine.0.sink.changed(campaign.id);
        Ok(campaign)
    }
}
