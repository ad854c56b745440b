//! Sending to candidates outside the company: rows whose way is a customer-service chat or a colleague's task.
//!
//! 1. `turn` decides in the writer's transaction what happens to a row now: it leaves with an attempt noted, waits, or is held.
//! 2. `request` lets exactly those bytes leave that were approved, one request at a time.
//! 3. `outcome` says what the answer means for the row. A chat knows a message of ours again by its id, so a lost answer is
//!    repeated; a task has nothing of the kind, so it is looked up (`outside`) before another is made.
//! 4. The sender does this for the rows of a send, before those of members; `waiting` for whatever waits, whenever it can leave.
//!
//! Never in here: a way that was not shown at the check.

pub(super) mod outcome;
pub(super) mod request;
pub(super) mod turn;
pub(super) mod waiting;
