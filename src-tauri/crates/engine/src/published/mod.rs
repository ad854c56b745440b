//! Interviews in people's WeCom calendars: as a schedule or a meeting, and with a meeting room.
//!
//! 1. What is wished is kept, and what stands in WeCom (`wanted`); the steps from the one to the other are a pure question
//!    (`beckon_model::publish_steps`) that is asked again before each of them.
//! 2. Each step is on the disk before its call leaves (`bring`); then the call (`call`, `entry`, `booking`), then how it ended (`note`).
//! 3. Of a step whose answer was lost nobody knows how it ended. WeCom is looked through (`look`) before anything is done again;
//!    where that does not tell, a person does (`resolve`).
//! 4. Nothing is done beside another process: `turn`.
//! 5. What members answer is asked for (`answers`), and with it whether all still stands there, rooms too (`rooms_there`).
//! 6. After the data came back from a copy, what may have been made since is looked for first (`since_copy`).
//!
//! Never in here: messages to anybody. WeCom itself tells those who are invited.

mod answers;
mod booking;
mod bring;
mod call;
mod culprit;
mod desk;
mod entry;
mod free;
mod left_out;
mod look;
mod note;
mod ready;
mod refusal;
mod resolve;
mod rooms_there;
mod shown;
mod since_copy;
mod start;
mod state;
mod take_over;
mod turn;
mod wanted;

pub(crate) use state::State;
