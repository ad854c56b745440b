//! One recipient of a plan: what is kept of the message, and the whole of it while somebody looks at it.
//!
//! Never in here: how a message is made.

use beckon_model::{InterviewId, Reason, Told};

use crate::hash::{Hash, digest};
use crate::message::recipient::{Recipient, Which};
use crate::message::render::Rendered;
use crate::outside::routes::OutsideRoute;

/// One recipient, and what is kept of the message.
#[derive(Debug)]
pub(crate) struct PlanRow {
    pub which: Which,
    pub name: String,
    pub userid: Option<String>,
    /// How it goes to somebody outside the company, and what it waits for; absent for a member.
    pub outside: Option<OutsideRoute>,
    /// SHA-256 of the request body, or why there is none.
    pub body: std::result::Result<Hash, Reason>,
    /// Of what the message says, whoever it goes to.
    pub words: Hash,
    /// Of the whole content.
    pub content: Hash,
    /// Position in the plan's shared requests.
    pub shared: Option<u32>,
    /// What a team's account invites this one to, as the team's ledger names it.
    pub occasion: Option<String>,
}

/// One recipient's message, whole.
#[derive(Debug)]
pub(crate) struct Made {
    pub recipient: Recipient,
    /// What the message says, as far as it could be filled in, and what could not.
    pub rendered: Rendered,
    /// What it tells of which interview.
    pub told: Option<(InterviewId, Told)>,
    /// How it goes to somebody outside the company.
    pub outside: Option<OutsideRoute>,
    /// The request body, or why there is none.
    pub body: std::result::Result<Vec<u8>, Reason>,
}

impl PlanRow {
    /// Of what this one gets.
    pub fn message(&self) -> Hash {
        let userid = self.userid.as_deref().unwrap_or_default().as_bytes();
        let outside = self.outside.as_ref().map(|route| format!("{:?}", route.to));
        match (&self.body, &self.occasion) {
            // Nobody is written to by a way that was not shown.
            (Ok(body), _) if outside.is_some() => digest(&[outside.unwrap_or_default().as_bytes(), body]),
            (Ok(body), None) => digest(&[userid, body]),
            (Ok(body), Some(occasion)) => digest(&[userid, body, occasion.as_bytes()]),
            (Err(reason), _) => digest(&[userid, format!("held {reason:?}").as_bytes()]),
        }
    }
}
