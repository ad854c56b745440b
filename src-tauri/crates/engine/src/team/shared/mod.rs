//! What the laptops of a team share besides claims: who is who at WeCom, who wants no invitations, how far campaigns are, when
//! interviews are, and templates.
//!
//! Never in here: a phone number or a mail address in clear, a message to anybody, notes or links of an interview.

#[allow(dead_code, reason = "called by whoever tells the ledger what was sent")]
pub(crate) mod campaigns;
mod fill;
pub(crate) mod interviews;
mod keyed;
mod opt_outs;
#[allow(dead_code, reason = "called by whoever tells the ledger what was sent")]
mod people;
mod templates;
