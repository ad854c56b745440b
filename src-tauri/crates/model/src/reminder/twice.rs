//! Who would be reminded twice at one minute: by two rules, or by a rule and by WeCom itself.
//!
//! Rules count that ask for the same distance to the start. That a reminder moves away from a full or half hour, or from a
//! weekend, makes two of them no wish of anybody.
//!
//! Never in here: a refusal. A person may want it so.

use std::collections::HashMap;

use serde::{Deserialize, Serialize};

use super::{ReminderRule, ReminderRuleId, ReminderWhom};
use crate::InterviewId;

/// So many minutes before the start WeCom itself reminds the members of a schedule or meeting that Beckon made.
pub const WECOM_REMINDS_MINUTES: u32 = 15;

/// People who would be reminded twice at one minute.
#[derive(Debug, Clone, PartialEq, Eq, Serialize, Deserialize)]
#[cfg_attr(test, derive(ts_rs::TS))]
pub struct RemindedTwice {
    /// By this rule.
    pub rule: ReminderRuleId,
    /// And by this one, which was made earlier; absent: by WeCom itself.
    pub other: Option<ReminderRuleId>,
    /// The interview whose own rules they are; absent: the rules for all.
    pub interview: Option<InterviewId>,
    /// Who.
    pub whom: ReminderWhom,
    /// How long before or after the start, in minutes.
    pub minutes: u32,
    /// After the start, not before it.
    pub after: bool,
}

/// Whom these rules would remind twice, each rule once with an earlier one and once with WeCom. `entry` says whether an interview,
/// or any that follows the rules for all, is in WeCom's calendars.
pub fn reminded_twice<'a>(
    rules: impl IntoIterator<Item = &'a ReminderRule>,
    entry: impl Fn(Option<InterviewId>) -> bool,
) -> Vec<RemindedTwice> {
    let mut earlier: HashMap<_, Vec<&ReminderRule>> = HashMap::new();
    let mut found = Vec::new();
    for rule in rules {
        let draft = &rule.draft;
        let twice = |other: Option<ReminderRuleId>, whom| RemindedTwice {
            rule: rule.id,
            other,
            interview: draft.interview,
            whom,
            minutes: draft.minutes,
            after: draft.after,
        };
        if draft.whom == ReminderWhom::Nobody {
            continue;
        }
        let same = earlier.entry((draft.interview, draft.minutes, draft.after)).or_default();
        let overlap = same.iter().find_map(|other| Some((other.id, both(other.draft.whom, draft.whom)?)));
        found.extend(overlap.map(|(other, whom)| twice(Some(other), whom)));
        if !draft.after && draft.minutes == WECOM_REMINDS_MINUTES && entry(draft.interview) {
            found.push(twice(None, draft.whom));
        }
        same.push(rule);
    }
    found
}

/// Whom both remind.
fn both(one: ReminderWhom, other: ReminderWhom) -> Option<ReminderWhom> {
    match (one, other) {
        (ReminderWhom::Nobody, _) | (_, ReminderWhom::Nobody) => None,
        (ReminderWhom::Both, whom) | (whom, ReminderWhom::Both) => Some(whom),
        (one, other) => (one == other).then_some(one),
    }
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::ReminderDraft;

    fn rule(id: i64, interview: Option<i64>, whom: ReminderWhom, minutes: u32, after: bool) -> ReminderRule {
        let draft = ReminderDraft {
            interview: interview.map(InterviewId),
            whom,
            minutes,
            after,
            account: None,
            template: None,
            skip_weekends: false,
            late_minutes: 0,
        };
        ReminderRule { id: ReminderRuleId(id), draft, created_at: 0 }
    }

    #[test]
    fn two_rules_for_one_minute_are_told_with_whom_they_share() {
        use ReminderWhom::{Both, Candidates, Interviewers, Nobody};
        let rules = [
            rule(1, None, Candidates, 60, false),
            rule(2, None, Interviewers, 60, false),
            rule(3, None, Both, 60, false),
            rule(4, None, Candidates, 60, true),
            rule(5, Some(9), Candidates, 60, false),
            rule(6, None, Candidates, 61, false),
            rule(7, Some(8), Nobody, 0, false),
            rule(8, Some(8), Nobody, 0, false),
        ];
        let told = reminded_twice(&rules, |_| false);
        let pairs: Vec<_> = told.iter().map(|one| (one.rule.0, one.other.map(|other| other.0), one.whom)).collect();
        assert_eq!(pairs, [(3, Some(1), Candidates)], "another side, another interview and another minute are none");
    }

    #[test]
    fn wecom_reminds_as_well_where_the_interview_is_in_its_calendars() {
        let at = |minutes, after| rule(1, None, ReminderWhom::Both, minutes, after);
        let with = |rule: ReminderRule, there: bool| reminded_twice([&rule], |_| there).len();
        assert_eq!(with(at(WECOM_REMINDS_MINUTES, false), true), 1, "at the same minute");
        assert_eq!(with(at(WECOM_REMINDS_MINUTES, false), false), 0, "it is not there");
        assert_eq!(with(at(WECOM_REMINDS_MINUTES, true), true), 0, "after the start WeCom says nothing");
        assert_eq!(with(at(30, false), true), 0, "at another minute");
    }
}
