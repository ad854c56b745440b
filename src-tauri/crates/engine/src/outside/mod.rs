//! Candidates outside the company: the way to each through an account, the links by which they get in touch, and who wants no
//! messages.
//!
//! 1. `sync` reads the customers of the colleagues, and `matching` finds out who of them is a candidate.
//! 2. `way` says how a person is reached, and keeps what somebody says about it.
//! 3. Who cannot be reached yet gets a `link`: its `id` is random, its `qr` is drawn here. `compose` hands a text over to the
//!    recruiter's own program.
//! 4. `service` reads what people write in chats of customer service, and `whose` says who of them is a candidate.
//! 5. `forms` are how candidates answer who can press no button, and read what they answered.
//! 6. `tasks` follows the tasks by which colleagues write to candidates.
//! 7. `by_hand` notes what somebody sent themselves.
//! 8. `write_back` notes in WeCom who a customer is, where somebody asked for it.
//! 9. `outcome_sheet` keeps a smart sheet with what came of interviews, where somebody asked for it.
//! 10. `opt_out` keeps who wants no messages; `words` knows how an answer says so.
//!
//! Never in here: a message that somebody has to approve.

pub(crate) mod accounts;
mod by_hand;
pub(crate) mod chats;
mod compose;
mod forms;
mod id;
pub(crate) mod kept;
mod link;
mod matching;
mod opt_out;
mod outcome_sheet;
mod pages;
mod person_chat;
mod qr;
pub(crate) mod routes;
mod service;
mod state;
mod sync;
mod tasks;
mod way;
pub(crate) mod whose;
mod words;
mod write_back;

pub(crate) use state::State;
