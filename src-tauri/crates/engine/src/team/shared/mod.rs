//! What the laptops of a team share besides claims: who is who at WeCom, who wants no invitations, how far campaigns are, when
//! interviews are, and templates.
//!
//! Never in here: a phone number or a mail address in clear, a message to anybody, notes or links of an interview.

pub(crate) mod campaigns;
mod fill;
pub(crate) mod interviews;
mod keyed;
pub(crate) mod opt_outs;
mod people;
mod templates;
