//! How much is asked of customer service, and how often.
//!
//! WeCom limits `kf/sync_msg` "strictly" where no callback led to it, and does not publish how strictly (path/94670). Never in here:
//! what WeCom publishes; that is in `wecom::limits`.

/// Messages of a page: so no answer is longer than what is read of one, whatever people write.
pub(super) const PAGE_MESSAGES: usize = 200;

/// Pages that are read of an account in one go; the next reading goes on.
pub(super) const PAGES: usize = 50;

/// How long nothing is asked after WeCom said "too often" for the first time, in milliseconds; it doubles with each further time.
pub(super) const FIRST_WAIT_MS: i64 = 60_000;

/// And at most.
pub(super) const LONGEST_WAIT_MS: i64 = 16 * FIRST_WAIT_MS;

/// How long messages are known again by their ids, in milliseconds: longer than WeCom keeps them.
pub(super) const SEEN_MS: i64 = 4 * 86_400_000;

/// How long reading all pages of an account takes, at most, in milliseconds.
pub(super) const READING_MS: i64 = 120_000;

/// Letters of what somebody wrote last.
pub(super) const WORDS_CHARS: usize = 200;

/// Texts of ours among which the buttons are looked for whose words somebody typed.
pub(super) const INVITATIONS: usize = 10;

/// How long after "another time" a text is the wish, in milliseconds.
pub(super) const WISH_MS: i64 = 86_400_000;

/// The wait that follows one.
pub(super) const fn next_wait(before_ms: i64) -> i64 {
    if before_ms <= 0 {
        FIRST_WAIT_MS
    } else if before_ms >= LONGEST_WAIT_MS / 2 {
        LONGEST_WAIT_MS
    } else {
        before_ms * 2
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn waits_double_up_to_a_quarter_of_an_hour() {
        let waits: Vec<i64> = std::iter::successors(Some(0), |wait| Some(next_wait(*wait))).take(8).collect();
        assert_eq!(waits, [0, 60_000, 120_000, 240_000, 480_000, 960_000, 960_000, 960_000], "no longer");
    }
}
