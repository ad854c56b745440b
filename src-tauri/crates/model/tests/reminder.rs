//! The rules of reminders against anything that can happen: zones, weekends, the clocks' change, looks at any moment, a clock that
//! jumps. What a look says is due is taken as sent, as the program does it.
#![allow(clippy::unwrap_used, reason = "a test may fail")]

use std::collections::HashMap;

use beckon_model::*;
use jiff::civil::{Weekday, date};
use jiff::tz::TimeZone;
use jiff::{Timestamp, Zoned};
use proptest::prelude::*;

const MINUTE: i64 = 60_000;
const HOUR: i64 = 60 * MINUTE;
const DAY: i64 = 24 * HOUR;
const ZONES: [&str; 9] = [
    "Asia/Shanghai",
    "Europe/Berlin",
    "America/New_York",
    "America/St_Johns",
    "Asia/Kathmandu",
    "Australia/Lord_Howe",
    "Pacific/Kiritimati",
    "Africa/Cairo",
    "UTC",
];

/// Monday, 26 October 2026, 00:00 UTC: the clocks change in Europe the day before and in America a week later.
fn monday() -> i64 {
    date(2026, 10, 26).to_zoned(TimeZone::UTC).unwrap().timestamp().as_millisecond()
}

fn local(at: i64, zone: &str) -> Zoned {
    Timestamp::from_millisecond(at).unwrap().to_zoned(TimeZone::get(zone).unwrap())
}

fn is_weekend(at: &Zoned) -> bool {
    matches!(at.weekday(), Weekday::Saturday | Weekday::Sunday)
}

fn rule(id: i64, minutes: u32, after: bool) -> ReminderRule {
    let (account, template) = (Some(AccountId::practice()), Some(TemplateId(1)));
    let whom = ReminderWhom::Both;
    let draft = ReminderDraft {
        interview: None,
        whom,
        minutes,
        after,
        account,
        template,
        skip_weekends: false,
        late_minutes: 60,
    };
    ReminderRule { id: ReminderRuleId(id), draft, created_at: 0 }
}

fn interview(id: i64, starts_at: i64) -> ReminderInterview {
    let wang = Interviewer { name: "王老师".to_owned(), userid: Some("Wang".to_owned()) };
    ReminderInterview {
        id: InterviewId(id),
        starts_at,
        zone: "Asia/Shanghai".to_owned(),
        candidate_zone: None,
        called_off: false,
        candidates: vec![(CandidateId(1), "李娜".to_owned(), false)],
        interviewers: vec![wang.clone(), Interviewer { userid: Some("wang".to_owned()), ..wang }],
    }
}

fn sent(reminder: &Reminder, at: i64) -> ReminderSent {
    ReminderSent {
        key: reminder.key.clone(),
        at,
        by_hand: false,
        campaign: Some(CampaignId(1)),
        delivery: None,
        held: None,
    }
}

/// Where the person of a reminder is.
fn place<'a>(reminder: &Reminder, interviews: &'a [ReminderInterview]) -> &'a str {
    let of = interviews.iter().find(|interview| interview.id == reminder.key.interview).unwrap();
    match reminder.key.person {
        Participant::Candidate { .. } => of.candidate_zone.as_deref().unwrap_or(&of.zone),
        Participant::Interviewer { .. } => &of.zone,
    }
}

fn rules() -> impl Strategy<Value = Vec<ReminderRule>> {
    let whom = prop::sample::select(&ReminderWhom::ALL[..3]);
    let minutes = prop_oneof![Just(1), Just(60), Just(1440), 1..REMINDER_MINUTES / 4];
    let one = (whom, minutes, any::<bool>(), any::<bool>(), 0..3000_u32, any::<bool>());
    let made = |(index, (whom, minutes, after, skip_weekends, late_minutes, own)): (usize, _)| {
        let base = rule(index as i64 + 1, minutes, after);
        let interview = (own && index > 2).then_some(InterviewId(2));
        let draft = ReminderDraft { whom, skip_weekends, late_minutes, interview, ..base.draft };
        ReminderRule { draft, ..base }
    };
    prop::collection::vec(one, 1..6).prop_map(move |all| all.into_iter().enumerate().map(made).collect())
}

fn interviews() -> impl Strategy<Value = Vec<ReminderInterview>> {
    let zone = || prop::sample::select(&ZONES[..]).prop_map(str::to_owned);
    // Often at a full or half hour, as people agree on them.
    let start = prop_oneof![(0..24 * 20_i64).prop_map(|half| half * 30), 0..20 * 24 * 60_i64];
    let one = (start, zone(), prop::option::of(zone()), any::<u8>());
    let made = |(index, (minutes, zone, candidate_zone, bits)): (usize, (i64, _, _, u8))| {
        let base = interview(index as i64 + 1, monday() + minutes * MINUTE);
        let candidates = (1..=2).map(|id| (CandidateId(id), format!("P{id}"), bits & id as u8 == 3)).collect();
        ReminderInterview { zone, candidate_zone, candidates, called_off: bits > 240, ..base }
    };
    prop::collection::vec(one, 1..6).prop_map(move |all| all.into_iter().enumerate().map(made).collect())
}

proptest! {
    #![proptest_config(ProptestConfig::with_cases(400))]

    #[test]
    fn a_moment_is_odd_on_a_working_day_and_on_the_right_side(
        rules in rules(), interviews in interviews()
    ) {
        for (rule, interview) in rules.iter().flat_map(|rule| interviews.iter().map(move |one| (rule, one))) {
            let zone = TimeZone::get(&interview.zone).unwrap();
            let at = reminder_moment(rule, (interview.id, interview.starts_at), &zone);
            let away = i64::from(rule.draft.minutes) * MINUTE;
            if rule.draft.after {
                prop_assert!(at >= interview.starts_at + away, "never earlier than asked after the start");
            } else {
                prop_assert!(at <= interview.starts_at - away, "never later than asked before the start");
            }
            let here = local(at, &interview.zone);
            prop_assert!(here.minute() % 30 != 0, "{here}");
            prop_assert!(local(at, "Asia/Shanghai").minute() % 30 != 0, "{here} is busy in Beijing");
            prop_assert!(!(rule.draft.skip_weekends && is_weekend(&here)), "{here}");
            prop_assert_eq!(at, reminder_moment(rule, (interview.id, interview.starts_at), &zone), "the same at each look");
            if !rule.draft.skip_weekends {
                let asked = interview.starts_at + if rule.draft.after { away } else { -away };
                prop_assert!((at - asked).abs() < 10 * MINUTE, "nothing but the minute is moved");
            }
        }
    }

    #[test]
    fn nothing_is_due_twice_or_too_late_or_lost(
        rules in rules(), interviews in interviews(), jumps in prop::collection::vec(-3 * DAY..3 * DAY, 1..40)
    ) {
        let mut noted: Vec<ReminderSent> = Vec::new();
        let mut now = monday() - 8 * DAY;
        for (step, jump) in jumps.into_iter().enumerate() {
            // Small steps in between, and now and then a clock that was set.
            now += if step % 4 == 0 { jump } else { jump.abs() / 10 };
            let (due, missed) = reminders_due(&rules, &interviews, &noted, now);
            let mut named = HashMap::new();
            let (from, to) = reminders_window(&rules, now);
            for one in due.iter().chain(&missed) {
                prop_assert!((from..=to).contains(&one.key.starts_at), "not read: {one:?}");
                prop_assert!(named.insert(one.key.clone(), one.state).is_none(), "once in a look: {one:?}");
            }
            for one in &due {
                prop_assert!(noted.iter().all(|done| done.key != one.key), "due again: {one:?}");
                let rule = rules.iter().find(|rule| rule.id == one.key.rule).unwrap();
                prop_assert!(rule.draft.after || now < one.key.starts_at, "after the start: {one:?}");
                prop_assert!(one.at <= now && now - one.at <= i64::from(rule.draft.late_minutes) * MINUTE, "{one:?}");
                let here = local(now, place(one, &interviews));
                prop_assert!(!(rule.draft.skip_weekends && is_weekend(&here)), "on {here}");
                noted.push(sent(one, now));
                let today = noted.iter().filter(|done| {
                    done.key.person.key() == one.key.person.key() && local(done.at, place(one, &interviews)).date() == here.date()
                });
                prop_assert!(today.count() <= REMINDERS_A_DAY, "too many on {here}");
            }
            // Every reminder whose moment has come has one of the ends, and both looks agree.
            for interview in &interviews {
                for one in reminders_of(&rules, interview, &noted, now) {
                    match one.state {
                        ReminderState::Planned => prop_assert!(one.at > now && one.why.is_none(), "lost: {one:?}"),
                        // What is due was sent in this look, or was too much for the day.
                        ReminderState::Due => prop_assert_eq!(named.get(&one.key), Some(&ReminderState::Missed)),
                        ReminderState::Missed => prop_assert_eq!(named.get(&one.key), Some(&ReminderState::Missed)),
                        ReminderState::Obsolete => prop_assert!(one.why.is_some() && !named.contains_key(&one.key)),
                        ReminderState::Sent => prop_assert!(noted.iter().any(|done| done.key == one.key)),
                        ReminderState::Held => prop_assert!(false, "nothing was held"),
                    }
                }
            }
        }
    }

    #[test]
    fn while_beckon_runs_each_reminder_goes_at_its_moment(rules in rules(), interviews in interviews()) {
        let rules: Vec<_> = rules.into_iter().filter(|rule| rule.draft.late_minutes > 0).collect();
        let mut noted: Vec<ReminderSent> = Vec::new();
        let moments = interviews.iter().flat_map(|interview| reminders_of(&rules, interview, &[], 0));
        let mut moments: Vec<i64> = moments.map(|one| one.at).collect();
        moments.sort_unstable();
        for now in moments {
            let (due, missed) = reminders_due(&rules, &interviews, &noted, now);
            prop_assert!(missed.iter().all(|one| one.why == Some(ReminderWhy::ThreeADay) || one.at < now), "{missed:?}");
            noted.extend(due.iter().map(|one| sent(one, now)));
        }
        for one in interviews.iter().flat_map(|interview| reminders_of(&rules, interview, &noted, i64::MAX / 2)) {
            let declined = matches!(one.why, Some(ReminderWhy::Declined | ReminderWhy::CalledOff));
            let full = noted.iter().filter(|done| done.key.person.key() == one.key.person.key()).count() >= REMINDERS_A_DAY;
            prop_assert!(one.state == ReminderState::Sent || declined || full, "{one:?}");
        }
    }
}

#[test]
fn a_weekend_moves_it_to_the_friday_before_or_the_monday_after() {
    let mut before = rule(1, 24 * 60, false);
    before.draft.skip_weekends = true;
    let shanghai = TimeZone::get("Asia/Shanghai").unwrap();
    let start = date(2026, 11, 30).at(10, 15, 0, 0).to_zoned(shanghai.clone()).unwrap().timestamp().as_millisecond();
    let at = reminder_moment(&before, (InterviewId(1), start), &shanghai);
    assert_eq!(local(at, "Asia/Shanghai").datetime(), date(2026, 11, 27).at(10, 15, 0, 0), "Sunday becomes Friday");
    let mut after = rule(2, 24 * 60, true);
    after.draft.skip_weekends = true;
    let at = reminder_moment(&after, (InterviewId(1), start - 3 * DAY), &shanghai);
    assert_eq!(local(at, "Asia/Shanghai").datetime(), date(2026, 11, 30).at(10, 15, 0, 0), "Saturday becomes Monday");
}

#[test]
fn it_moves_with_the_interview_and_dies_with_it() {
    let (rules, now) = ([rule(1, 60, false)], monday());
    let first = interview(1, now + 50 * MINUTE);
    let (due, _) = reminders_due(&rules, std::slice::from_ref(&first), &[], now);
    assert_eq!(due.len(), 2, "the candidate, and the interviewer who is named twice: {due:?}");
    let noted: Vec<_> = due.iter().map(|one| sent(one, now)).collect();
    let looked =
        |interview: &ReminderInterview, now| reminders_due(&rules, std::slice::from_ref(interview), &noted, now);
    assert_eq!(looked(&first, now), (vec![], vec![]), "sent");
    assert_eq!(looked(&first, now - 2 * DAY), (vec![], vec![]), "the clock was set back");
    let moved = interview(1, now + DAY);
    assert_eq!(looked(&moved, now), (vec![], vec![]), "not yet");
    assert_eq!(looked(&moved, now + 23 * HOUR + MINUTE).0.len(), 2, "again before the new start");
    let off = ReminderInterview { called_off: true, ..moved.clone() };
    assert_eq!(
        looked(&off, now + 23 * HOUR + MINUTE),
        (vec![], vec![]),
        "nobody is reminded of what does not take place"
    );
    let declined = ReminderInterview { candidates: vec![(CandidateId(1), "李娜".to_owned(), true)], ..moved };
    let (due, missed) = looked(&declined, now + 23 * HOUR + MINUTE);
    assert!(missed.is_empty() && due.len() == 1, "the interviewer alone: {due:?}");
}

#[test]
fn late_by_the_rule_is_missed_until_the_start_and_then_over() {
    let (rules, now) = ([rule(1, 3 * 60, false)], monday());
    let one = interview(1, now + 3 * HOUR + 15 * MINUTE);
    let at = now + 15 * MINUTE;
    let states = |now| reminders_of(&rules, &one, &[], now).iter().map(|one| (one.state, one.why)).collect::<Vec<_>>();
    assert_eq!(states(at - 1)[0], (ReminderState::Planned, None), "a moment before");
    assert_eq!(states(at + 60 * MINUTE)[0], (ReminderState::Due, None), "as late as the rule allows");
    assert_eq!(states(at + 60 * MINUTE + 1)[0], (ReminderState::Missed, Some(ReminderWhy::Late)), "later");
    assert_eq!(states(one.starts_at)[0], (ReminderState::Obsolete, Some(ReminderWhy::Over)), "it has begun");
}

#[test]
fn an_interview_with_rules_of_its_own_follows_no_other() {
    let mut own = rule(2, 60, false);
    own.draft.interview = Some(InterviewId(7));
    let mut none = rule(3, 60, false);
    (none.draft.interview, none.draft.whom) = (Some(InterviewId(8)), ReminderWhom::Nobody);
    let rules = [rule(1, 60, false), own, none];
    let ids = |interview| rules_of(&rules, InterviewId(interview)).iter().map(|rule| rule.id.0).collect::<Vec<_>>();
    assert_eq!([ids(1), ids(7), ids(8)], [vec![1], vec![2], vec![3]], "its own, else those for all");
    let now = monday();
    assert_eq!(reminders_due(&rules, &[interview(8, now + HOUR)], &[], now), (vec![], vec![]), "nobody at all");
    let mut newer = rule(4, 60, false);
    newer.created_at = now + HOUR;
    let found = reminders_of(&[newer], &interview(1, now + HOUR), &[], now);
    assert_eq!(found[0].why, Some(ReminderWhy::RuleNewer), "it would have gone before the rule was there");
}
