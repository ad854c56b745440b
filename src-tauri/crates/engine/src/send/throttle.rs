//! What of an account's limits is used: read from the stored attempts.

use beckon_model::{AccountId, Throttle, day_start};
use beckon_store::Reader;

/// What of an account's limits is used now.
pub(crate) fn throttle(rows: &Reader<'_>, account: &AccountId, now: i64) -> beckon_store::Result<Throttle> {
    let limits = rows.limits(account)?;
    // Only a limit asks for the count, and a day can hold a million.
    let today = if limits.per_day.is_some() { rows.message_count_since(account, day_start(now))? } else { 0 };
    let mut throttle = Throttle::new(limits, now, today);
    throttle.replay(rows.messages_since(account, now - Throttle::MEMORY_MS)?);
    Ok(throttle)
}
