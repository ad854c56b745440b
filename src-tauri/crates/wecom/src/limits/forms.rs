//! The part of the table of limits that is about forms (收集表). How often their calls may be made WeCom does not publish.

/// `form_title`. The page of forms names no limit (path/97462), that of documents cuts longer names (path/97460): refused.
pub const FORM_TITLE_CHARS: usize = 255;

/// `timed_finish`: Unix seconds that are kept in 32 bits (path/97462).
pub const FORM_FINISH_S: i64 = u32::MAX as i64;

/// Rows of one page of `get_form_statistic` (path/97818).
pub const FORM_SUBMITS_COUNT: usize = 10_000;

/// Answers of one `get_form_answer` (path/97819).
pub const FORM_ANSWERS_COUNT: usize = 100;
