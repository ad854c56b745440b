//! The grid of half hours on which rooms are booked (path/93620). Pure.
//!
//! Never in here: a clock, or a request.

use crate::limits::{MEETING_ROOM_GRID_S as GRID, MEETING_ROOM_MIDNIGHT_UTC_HOURS as HOURS};

const DAY: i64 = 86_400;

/// A span on the grid: it begins and ends on a half hour, and ends after it begins. Only [`RoomSpan::around`] makes one, so no
/// booking gets longer than what was shown.
#[derive(Debug, Clone, Copy, PartialEq, Eq, Hash)]
pub struct RoomSpan {
    start_time: i64,
    end_time: i64,
}

/// What a wished span became.
#[derive(Debug, Clone, Copy, PartialEq, Eq, Hash)]
pub struct OnGrid {
    /// What is booked.
    pub span: RoomSpan,
    /// By how many seconds it begins earlier than wished.
    pub earlier_s: i64,
    /// By how many seconds it ends later than wished.
    pub later_s: i64,
}

impl OnGrid {
    /// Whether it is another span than wished.
    #[must_use]
    pub const fn moved(self) -> bool {
        self.earlier_s > 0 || self.later_s > 0
    }
}

impl RoomSpan {
    /// The smallest span on the grid around a wished one, Unix seconds, as WeCom makes it: 15:15 to 15:45 becomes 15:00 to
    /// 16:00. `None` when it does not end after it begins, or lies beyond all calendars.
    #[must_use]
    pub fn around(start_time: i64, end_time: i64) -> Option<OnGrid> {
        if end_time <= start_time {
            return None;
        }
        let start = start_time.div_euclid(GRID).checked_mul(GRID)?;
        let end = end_time.checked_add(GRID - 1)?.div_euclid(GRID).checked_mul(GRID)?;
        let span = Self { start_time: start, end_time: end };
        Some(OnGrid { span, earlier_s: start_time - start, later_s: end - end_time })
    }

    /// Unix seconds.
    #[must_use]
    pub const fn start_time(self) -> i64 {
        self.start_time
    }

    /// Unix seconds.
    #[must_use]
    pub const fn end_time(self) -> i64 {
        self.end_time
    }

    /// Whether it has time in common with a span from `start_time` to `end_time`. One that ends when the other begins has not.
    #[must_use]
    pub const fn meets(self, start_time: i64, end_time: i64) -> bool {
        self.start_time < end_time && start_time < self.end_time
    }

    /// Whether it lies within one day of the offices, its midnights included: what can be asked about in one question.
    #[must_use]
    pub fn within_a_day(self) -> bool {
        within_a_day(self.start_time, self.end_time)
    }
}

pub(super) fn within_a_day(start_time: i64, end_time: i64) -> bool {
    let day = |at: i64| at.saturating_add(HOURS * 3600).div_euclid(DAY);
    day(start_time) == day(end_time.saturating_sub(1))
}
