//! ShowMeBug: the connection, rooms of interviews, written tests.
//!
//! 1. What will be made is planned first (`plan`): names, interviewers, and why one cannot be made.
//! 2. Before ShowMeBug is asked for a room, the intent is on the disk; then the call; then its outcome (`make`). A repeated
//!    call would make a second room, so nothing is ever repeated.
//! 3. An intent without an outcome is unknown. It is looked up in ShowMeBug's list before anything is made again (`lookup`),
//!    and where the list does not tell, a person does (`resolve`).
//! 4. `rooms.lock` belongs to whoever makes, looks up, changes or deletes (`turn`).
//!
//! Never in here: a link or a secret in an error, a log line or an answer that nobody asked for; SQL; HTTP.

mod answer;
mod check;
mod connection;
mod contact;
mod delete;
mod desk;
mod list;
mod listing;
mod lookup;
mod make;
mod plan;
mod problem;
mod resolve;
mod results;
mod state;
mod test;
mod turn;
mod update;
mod verdict;
mod watch;
mod written;

pub(crate) use state::State;
