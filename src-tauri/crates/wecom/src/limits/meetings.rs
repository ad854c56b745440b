//! The part of the table of limits that is about meetings. What the paid package allows more stands nowhere here: a company
//! need not have bought it. How many meetings an app may make a day WeCom does not publish.

use std::ops::RangeInclusive;

/// `title`. The page says "40 bytes or 20 characters", that of the paid edition 255 characters: both of the stricter ones hold,
/// so a Chinese title has 13 (path/99104, 98148; error 400042).
pub const MEETING_TITLE_CHARS: usize = 20;

/// `title`, see [`MEETING_TITLE_CHARS`] (path/99104).
pub const MEETING_TITLE_BYTES: usize = 40;

/// `meeting_duration`: five minutes to just under a day (path/99104; error 400035).
pub const MEETING_DURATION_S: RangeInclusive<usize> = 300..=86_399;

/// `description` (path/99104).
pub const MEETING_DESCRIPTION_CHARS: usize = 500;

/// `location` (path/99104; error 400237).
pub const MEETING_LOCATION_CHARS: usize = 128;

/// Participants, the organiser among them. Companies that pay have 300; whether the organiser counts is on no page
/// (path/99104; error 400020).
pub const MEETING_PEOPLE_COUNT: usize = 100;

/// `settings.password`: digits (path/99104; error 400030).
pub const MEETING_PASSWORD_DIGITS: RangeInclusive<usize> = 4..=6;

/// Rows of one page of `get_user_meetingid` (path/99050).
pub const MEETINGIDS_COUNT: usize = 100;

/// From `begin_time` to `end_time` of `get_user_meetingid`: 180 days (path/99050).
pub const MEETINGIDS_SPAN_S: i64 = 180 * 24 * 3600;

/// How long the same meeting counts as being made: five minutes (path/90313; error 400301).
pub const MEETING_SAME_S: i64 = 300;
