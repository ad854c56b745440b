//! The program while its window is closed, and what waits when it is to end.
//!
//! Never in here: a window, or a setting.

use serde::{Deserialize, Serialize};

use crate::CampaignId;

/// How far the system lets Beckon go on without its window.
#[derive(Debug, Clone, Copy, Default, PartialEq, Eq, Serialize, Deserialize)]
#[cfg_attr(test, derive(ts_rs::TS))]
pub struct BackgroundState {
    /// There is an icon in the tray. A desktop may still show none: then a second start brings the window back.
    pub tray: bool,
    /// It starts at login.
    pub at_login: bool,
}

/// What a person is asked about before the program ends: what waits until it is started again.
#[derive(Debug, Clone, Copy, Default, PartialEq, Eq, Serialize, Deserialize)]
#[cfg_attr(test, derive(ts_rs::TS))]
pub struct Leaving {
    /// The campaign that is being sent.
    pub campaign: Option<CampaignId>,
    /// Sends that are planned for a time.
    pub planned: u64,
    /// Reminders that are due now or within [`LEAVING_MS`].
    pub reminders: u64,
}

impl Leaving {
    /// Whether there is anything to ask about.
    #[must_use]
    pub const fn waits(&self) -> bool {
        self.campaign.is_some() || self.planned > 0 || self.reminders > 0
    }
}

/// So far ahead reminders are counted for somebody who ends the program, in milliseconds: one day.
pub const LEAVING_MS: i64 = 86_400_000;
