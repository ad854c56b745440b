//! The limits of WeCom's API, in one table. Sizes are UTF-8 bytes unless the name says otherwise.
//!
//! Never in here: rates, which are the sender's business, and anything that is not a documented number.

/// `text.content`; longer text is cut without notice (path/90236).
pub const TEXT_CONTENT_BYTES: usize = 2048;

/// User ids in one `touser` (path/90236).
pub const TOUSER_COUNT: usize = 1000;

/// A `userid` (path/90195).
pub const USERID_BYTES: usize = 64;

/// `duplicate_check_interval`, seconds: four hours (path/90236).
pub const DUPLICATE_CHECK_INTERVAL_S: u32 = 14_400;

/// What we read of an answer at most; documented answers are far smaller, media excepted.
pub const REPLY_BYTES: usize = 2 * 1024 * 1024;
