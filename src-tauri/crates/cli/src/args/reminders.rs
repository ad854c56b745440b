//! `reminders` as people type it.

use beckon_model::{InterviewId, REMINDER_MINUTES, ReminderStarterKey, ReminderWhom};
use clap::{ArgGroup, Args as ClapArgs, Subcommand};

use super::secret::LentSecret;

#[derive(Subcommand)]
pub enum Reminders {
    /// The rules; or the reminders of an interview and what became of each; or those that were missed
    List {
        /// The reminders of this interview: an id of `interview list`
        #[arg(long, value_name = "INTERVIEW", conflicts_with = "missed")]
        interview: Option<InterviewId>,
        /// Those that were missed and can still be sent (`reminders run --missed` sends them)
        #[arg(long)]
        missed: bool,
    },
    /// Add a rule. It applies to every interview that has no rule of its own, and to nothing that would have gone before now
    Add(Box<AddReminder>),
    /// Remove a rule: it sends nothing more
    Remove {
        /// The rule: a number of `reminders list`
        rule: i64,
    },
    /// Send what is due now; with --until, wait and send what becomes due until then
    Run {
        /// Until when: "14:05", "2026-11-25 14:05" (this machine's zone) or RFC 3339; without it, once
        #[arg(long, value_name = "TIME")]
        until: Option<String>,
        /// Send what was missed, too, as far as its interview has not begun
        #[arg(long)]
        missed: bool,
        /// Only with this account; without it, with all that rules name
        #[arg(long, value_name = "A")]
        account: Option<String>,
        #[command(flatten)]
        secret: LentSecret,
    },
}

#[derive(ClapArgs)]
#[command(group(ArgGroup::new("moment").required(true).args(["starter", "before", "after", "none"])))]
pub struct AddReminder {
    /// A rule to begin with: day-before, hour-before (candidates), evaluation (interviewers, an hour after)
    #[arg(long, value_name = "KEY", value_parser = starter)]
    pub starter: Option<ReminderStarterKey>,
    /// How long before the start: 45m, 24h, 2d
    #[arg(long, value_name = "LENGTH", value_parser = length)]
    pub before: Option<u32>,
    /// How long after the start: 45m, 24h, 2d
    #[arg(long, value_name = "LENGTH", value_parser = length)]
    pub after: Option<u32>,
    /// No reminders for the interview that --interview names
    #[arg(long, requires = "interview", conflicts_with_all = ["to", "account", "template"])]
    pub none: bool,
    /// Who gets it: candidates (unless said otherwise), interviewers or both
    #[arg(long, value_name = "WHO", value_parser = whom)]
    pub to: Option<ReminderWhom>,
    /// The account that sends
    #[arg(long, value_name = "A", required_unless_present = "none")]
    pub account: Option<String>,
    /// The template
    #[arg(long, value_name = "T", required_unless_present = "none")]
    pub template: Option<String>,
    /// Only for this interview, which then follows its own rules only: an id of `interview list`
    #[arg(long, value_name = "INTERVIEW")]
    pub interview: Option<InterviewId>,
    /// Not on a Saturday or Sunday but on the Friday before at the same time; after the start, on the Monday after
    #[arg(long)]
    pub skip_weekends: bool,
    /// How late it may still go by itself: 30m, 6h; without it, half of --before and 6h at most, or 24h with --after
    #[arg(long, value_name = "LENGTH", value_parser = length)]
    pub late: Option<u32>,
}

fn starter(word: &str) -> Result<ReminderStarterKey, String> {
    let words = || ReminderStarterKey::ALL.map(ReminderStarterKey::as_str).join(", ");
    ReminderStarterKey::from_word(word).ok_or_else(|| format!("one of {}", words()))
}

fn whom(word: &str) -> Result<ReminderWhom, String> {
    let found = ReminderWhom::from_word(word).filter(|whom| *whom != ReminderWhom::Nobody);
    found.ok_or_else(|| "candidates, interviewers or both".to_owned())
}

/// Minutes of a text such as `90m`, `24h` or `2d`.
fn length(text: &str) -> Result<u32, String> {
    let text = text.trim();
    let each = match text.chars().last() {
        Some('m') => 1,
        Some('h') => 60,
        Some('d') => 24 * 60,
        _ => 0,
    };
    let number = text.get(..text.len().saturating_sub(1)).and_then(|number| number.parse::<u32>().ok());
    let minutes = number.and_then(|number| number.checked_mul(each)).filter(|_| each > 0);
    minutes
        .filter(|minutes| (1..=REMINDER_MINUTES).contains(minutes))
        .ok_or_else(|| "a length such as 45m, 24h or 2d, 30d at most".to_owned())
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn a_length_has_its_unit() {
        assert_eq!(["45m", "24h", " 2d "].map(length), [Ok(45), Ok(1440), Ok(2880)], "as people type it");
        for wrong in ["", "h", "24", "0m", "31d", "1.5h", "-1h", "99999999999d", "2小时", "９h"] {
            assert!(length(wrong).is_err(), "{wrong:?}");
        }
    }
}
