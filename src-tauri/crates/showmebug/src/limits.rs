//! The limits of ShowMeBug's Open API, and this crate's own where none is documented, in one table. `_BYTES` are bytes of
//! UTF-8, `_CHARS` are characters (Unicode scalar values), `_COUNT` are entries of a list, `_S` are seconds.
//!
//! Never in here: rates and quotas, which are not documented; a choice among doubts ([`choices`](crate::choices)).

/// Interviews in one batch (api-interview, batch create; older copy).
pub const BATCH_COUNT: usize = 100;

/// Interviewers of one interview (api-interview, create; newer copy).
pub const INTERVIEWERS_COUNT: usize = 5;

/// Candidates in one issue of a written test. Not documented: the batch of interviews is taken as a measure.
pub const ISSUE_COUNT: usize = BATCH_COUNT;

/// Entries of a page at most (api-written, exam list: default 25, at most 50).
pub const PAGE_COUNT: usize = 50;

/// Pages of exams that are asked for at most. This crate's own: 2,000 exams.
pub const EXAM_PAGES_COUNT: usize = 40;

/// Name of a candidate or an interviewer. Not documented: this crate's own.
pub const NAME_CHARS: usize = 100;

/// An id that the caller gives to a candidate or an interviewer. Not documented: as long as a WeCom user id.
pub const CALLER_UID_BYTES: usize = 64;

/// A room's uid. Not documented: examples have about ten capital letters and digits.
pub const UID_BYTES: usize = 64;

/// A phone number. Not documented: this crate's own.
pub const PHONE_BYTES: usize = 32;

/// A mail address (RFC 5321: 254).
pub const EMAIL_BYTES: usize = 254;

/// A link. Not documented: what browsers and servers take everywhere.
pub const LINK_BYTES: usize = 2048;

/// What is read of an answer at most. This crate's own: a batch of 100 rooms with all its links has about 50 KiB.
pub const REPLY_BYTES: usize = 2 * 1024 * 1024;

/// What is kept of a result at most. This crate's own.
pub const RESULT_BYTES: usize = 64 * 1024;

/// ShowMeBug's words in an error. This crate's own.
pub const ERRMSG_CHARS: usize = 300;

/// A text of an answer that is shown: names, values of a result. This crate's own.
pub const TEXT_CHARS: usize = 1000;

/// How long before its end a token is replaced, at most half of its life. This crate's own.
pub const TOKEN_EARLY_S: i64 = 60;
