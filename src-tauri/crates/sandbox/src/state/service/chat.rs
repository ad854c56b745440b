//! A chat between an outsider and an account: who has it, when the outsider wrote, and every word that arrived.

use crate::service::{ServiceLine, Speaker};

/// States of a session: the app may write in the first two.
pub(crate) const NEW: i64 = 0;
pub(crate) const APP: i64 = 1;
pub(crate) const WAITING: i64 = 2;
pub(crate) const COLLEAGUE: i64 = 3;
pub(crate) const ENDED: i64 = 4;

/// Lines of a chat that are kept.
const LINES: usize = 1000;

/// A chat. It begins without a session.
#[derive(Debug)]
pub(crate) struct Chat {
    pub(crate) state: i64,
    /// userid of the colleague who has it; empty for nobody.
    pub(crate) servicer: String,
    /// When the outsider wrote last.
    pub(crate) wrote_ms: Option<i64>,
    /// Messages of the app since then.
    pub(crate) answers: usize,
    pub(crate) welcomed_ms: Option<i64>,
    /// Messages of the app are taken and then fail with this type.
    pub(crate) fails: Option<i64>,
    pub(crate) lines: Vec<ServiceLine>,
}

impl Default for Chat {
    fn default() -> Self {
        Self {
            state: ENDED,
            servicer: String::new(),
            wrote_ms: None,
            answers: 0,
            welcomed_ms: None,
            fails: None,
            lines: Vec::new(),
        }
    }
}

impl Chat {
    pub(crate) fn add(&mut self, line: ServiceLine) {
        if self.lines.len() == LINES {
            self.lines.remove(0);
        }
        self.lines.push(line);
    }

    /// The outsider wrote: a session that has ended begins anew.
    pub(crate) fn heard(&mut self, now: i64) {
        (self.wrote_ms, self.answers) = (Some(now), 0);
        if self.state == ENDED {
            self.state = NEW;
        }
    }

    /// Moves the session to a state, and to a colleague or nobody.
    pub(crate) fn hand_over(&mut self, state: i64, servicer: &str) {
        self.state = state;
        servicer.clone_into(&mut self.servicer);
    }

    /// The words of a button that arrived.
    pub(crate) fn button(&self, id: &str) -> Option<&str> {
        let menus = self.lines.iter().rev().filter(|line| line.by == Speaker::App);
        let (_, words) = menus.flat_map(|line| &line.buttons).find(|(known, _)| known == id)?;
        Some(words)
    }
}
