//! Who hears of progress: the window through Tauri, the command line through its progress bar.

use beckon_model::{Campaign, CampaignId, InterviewId, OutsideEvent};

use crate::Error;

/// Told of progress. Calls come from the runtime's threads and must return at once.
pub trait UiSink: Send + Sync + 'static {
    /// The counts of a campaign have changed; at most five times a second.
    fn changed(&self, campaign: CampaignId);

    /// A campaign has come to rest: finished, or paused with a reason.
    fn rested(&self, campaign: &Campaign);

    /// A campaign had to stop because the data folder can no longer be written.
    fn failed(&self, campaign: CampaignId, error: &Error);

    /// Something of the team is new; at most three times a second, and only while it is watched.
    fn team_changed(&self) {}

    /// ShowMeBug says that these interviews have ended, which nobody asked about.
    fn ended(&self, interviews: &[InterviewId]) {
        let _ = interviews;
    }

    /// Interviewers of these interviews say in WeCom's calendar that they do not come; told once.
    fn declined(&self, interviews: &[InterviewId]) {
        let _ = interviews;
    }

    /// This happened with candidates outside the company.
    fn outside(&self, events: &[OutsideEvent]) {
        let _ = events;
    }
}

/// Tells no one.
#[derive(Debug, Clone, Copy, Default)]
pub struct NoSink;

impl UiSink for NoSink {
    fn changed(&self, _: CampaignId) {}
    fn rested(&self, _: &Campaign) {}
    fn failed(&self, _: CampaignId, _: &Error) {}
}
