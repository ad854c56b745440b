//! Reminders of interviews: the rules, what is due, and sending it.
//!
//! 1. A reminder hangs on the interview, never on a send: it follows from a rule at every look (`model/reminder`), moves with the
//!    interview and dies with it.
//! 2. Each goes through check, approval and start as any send of one message, under a key that is made of rule, interview, start
//!    and person: the same reminder is one send, for good.
//! 3. It is noted that one is about to be sent before it is. What was noted and has no send after a kill is due as before; a send
//!    that was started is found by its key.
//! 4. They go only while a program runs: the window, or `reminders run`.
//!
//! Never in here: when a reminder is due, or what a message says.

mod intend;
mod look;
mod open;
mod round;
mod rules;
mod send;

pub use round::ReminderRound;
