//! What follows a task by which a colleague writes to a candidate: whether it was confirmed, whether it was made at all, and what
//! can still be done about it.
//!
//! 1. `read` looks at the tasks for which it is time (`limits`); a `round` counts its calls and says what ends it.
//! 2. `look` asks about one task, settles its row, and calls it off once its interview has begun.
//! 3. `lookup` finds out whether a task was made whose answer was lost; `fit` says which of WeCom's tasks can be it.
//! 4. `act` reminds of a task and calls it off, `list` shows all.
//!
//! Never in here: making a task. That is sending.

mod act;
mod fit;
mod limits;
mod list;
mod look;
mod lookup;
mod read;
mod round;
