//! What a message tells of an interview: which of its parts a template names, and so whom a change of them concerns.
//!
//! Never in here: what it says of them.

use beckon_model::{ChangeKind, InterviewId, Told, ToldPlan};

use crate::message::recipient::Recipient;

/// The parts of an interview that a template names and of which a change has to be told.
#[derive(Debug, Clone, Copy, Default)]
pub(crate) struct Named {
    starts: bool,
    minutes: bool,
    format: bool,
    place: bool,
    link: bool,
}

impl Named {
    /// Of the parts that `names` says are named.
    pub fn of(names: impl Fn(&str) -> bool) -> Self {
        let any = |parts: &[&str]| parts.iter().any(|part| names(part));
        Self {
            starts: any(&["starts", "date", "time", "ends"]),
            minutes: any(&["length", "ends"]),
            format: names("format"),
            place: names("place"),
            link: names("link"),
        }
    }

    /// What a message to this one tells; `None` where it is about no interview.
    pub fn told(self, recipient: &Recipient) -> Option<(InterviewId, Told)> {
        let interview = recipient.interview.as_ref()?;
        let off = recipient.change.as_ref().is_some_and(|change| change.kind == ChangeKind::Cancellation);
        if off || interview.called_off {
            return Some((interview.id, Told::Off));
        }
        let all = ToldPlan::of(interview);
        let told = ToldPlan {
            starts_at: all.starts_at.filter(|_| self.starts),
            minutes: all.minutes.filter(|_| self.minutes),
            format: all.format.filter(|_| self.format),
            place: all.place.filter(|_| self.place),
            link: all.link.filter(|_| self.link),
        };
        Some((interview.id, Told::TakesPlace(told)))
    }
}
