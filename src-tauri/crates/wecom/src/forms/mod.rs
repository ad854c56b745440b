//! Forms (收集表): people who are no members and nobody's contacts answer questions behind a link, and the app reads the
//! answers (path/97462). An app sees only the forms that it made itself, and needs the right to documents (path/97392).
//!
//! What somebody without WeCom sees behind the link, and whether WeChat wants them to log in there, is on no page
//! (unconfirmed). Never in here: a word that people read, or when to look for answers.

mod answer;
mod info;
mod interview;
mod submitted;

pub use answer::{FilledBy, FormAnswer, FormAnswerStatus, FormReply};
pub use info::FormInfo;
pub use interview::{InterviewChoice, InterviewForm, InterviewReply, PhoneQuestion};
pub use submitted::{FormCounts, FormSubmit, FormSubmits};
