//! Reads what people write in the chats of customer service (微信客服), and notes what it means.
//!
//! 1. `read` asks page by page. A page is kept together with the cursor behind it in one transaction, by whoever of several
//!    processes is first: a program that is killed loses nothing, and nothing counts twice.
//! 2. `meaning` says what each message and event changes, and `answer` what a press or a text says about an interview.
//! 3. What is asked of WeCom because of a page follows once it is kept: a `welcome`, and who has a chat (`session`).
//! 4. `limits` has how much and how often.
//!
//! Never in here: a message that somebody has to approve.

mod answer;
mod limits;
mod meaning;
mod read;
mod session;
mod welcome;
