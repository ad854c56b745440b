//! A look at all reminders: which are due, which were missed, which will not go.
//!
//! 1. Whatever was noted as sent is neither due nor missed again, wherever the clock stands.
//! 2. Before the start a reminder is due from its moment on for as long as the rule says, and never once the interview has begun;
//!    what is later is missed until then. After the start it is offered for [`REMINDER_OFFERED_MS`].
//! 3. One person gets [`REMINDERS_A_DAY`] automatic ones in a day of where they are; the next are missed.
//! 4. Where weekends are skipped, what is late goes on no weekend either.
//!
//! Never in here: anything that is remembered from one look to the next.

use std::collections::HashMap;

use jiff::tz::TimeZone;
use jiff::{Timestamp, ToSpan, Zoned};

use super::moment::{MOVED_MS, asked, is_weekend, reminder_moment};
use super::{
    REMINDER_OFFERED_MS, REMINDERS_A_DAY, Reminder, ReminderInterview, ReminderKey, ReminderRule, ReminderRuleId,
    ReminderSent, ReminderState, ReminderWhom, ReminderWhy,
};
use crate::InterviewId;
use crate::Participant;

/// The rules that an interview follows: its own, else those that are for all.
#[must_use]
pub fn rules_of(rules: &[ReminderRule], interview: InterviewId) -> Vec<&ReminderRule> {
    let of = |whose: Option<InterviewId>| rules.iter().filter(move |rule| rule.draft.interview == whose);
    let own: Vec<_> = of(Some(interview)).collect();
    if own.is_empty() { of(None).collect() } else { own }
}

/// The starts (UTC ms, from and to) of the interviews of which something can be due or missed now.
#[must_use]
pub fn reminders_window(rules: &[ReminderRule], now: i64) -> (i64, i64) {
    let minutes = |rule: &ReminderRule| i64::from(rule.draft.minutes) * 60_000;
    let before = rules.iter().filter(|rule| !rule.draft.after).map(minutes).max();
    let late = |rule: &ReminderRule| minutes(rule) + i64::from(rule.draft.late_minutes) * 60_000;
    let after = rules.iter().filter(|rule| rule.draft.after).map(late).max();
    let from = after.map_or(now, |after| now - after - MOVED_MS - REMINDER_OFFERED_MS);
    (from, before.map_or(now, |before| now + before + MOVED_MS))
}

/// What is due now, soonest first, and what is missed.
#[must_use]
pub fn reminders_due(
    rules: &[ReminderRule],
    interviews: &[ReminderInterview],
    sent: &[ReminderSent],
    now: i64,
) -> (Vec<Reminder>, Vec<Reminder>) {
    let mut found = Look::new(rules, sent, now)
        .all(interviews, &|state| matches!(state, ReminderState::Due | ReminderState::Missed));
    let missed = found.extract_if(.., |reminder| reminder.state == ReminderState::Missed).collect();
    (found, missed)
}

/// How many go from now on until then, UTC ms, if nothing changes.
#[must_use]
pub fn reminders_coming(
    rules: &[ReminderRule],
    interviews: &[ReminderInterview],
    sent: &[ReminderSent],
    (now, until): (i64, i64),
) -> usize {
    let goes = |state| matches!(state, ReminderState::Due | ReminderState::Planned);
    let found = Look::new(rules, sent, now).all(interviews, &goes);
    found.iter().filter(|reminder| goes(reminder.state) && reminder.at <= until).count()
}

/// All reminders of an interview, soonest first; `sent` is of all interviews.
#[must_use]
pub fn reminders_of(
    rules: &[ReminderRule],
    interview: &ReminderInterview,
    sent: &[ReminderSent],
    now: i64,
) -> Vec<Reminder> {
    Look::new(rules, sent, now).all(std::slice::from_ref(interview), &|_| true)
}

type State = (ReminderState, Option<ReminderWhy>);

struct Look<'a> {
    defaults: Vec<&'a ReminderRule>,
    own: HashMap<InterviewId, Vec<&'a ReminderRule>>,
    sent: &'a [ReminderSent],
    /// The same by rule, interview and start.
    noted: HashMap<(ReminderRuleId, InterviewId, i64), Vec<&'a ReminderSent>>,
    now: i64,
    zones: HashMap<String, TimeZone>,
}

impl<'a> Look<'a> {
    fn new(rules: &'a [ReminderRule], sent: &'a [ReminderSent], now: i64) -> Self {
        let mut own: HashMap<InterviewId, Vec<&ReminderRule>> = HashMap::new();
        let mut defaults = Vec::new();
        for rule in rules {
            match rule.draft.interview {
                Some(interview) => own.entry(interview).or_default().push(rule),
                None => defaults.push(rule),
            }
        }
        let mut noted: HashMap<_, Vec<&ReminderSent>> = HashMap::new();
        for one in sent {
            noted.entry((one.key.rule, one.key.interview, one.key.starts_at)).or_default().push(one);
        }
        Self { defaults, own, sent, noted, now, zones: HashMap::new() }
    }

    fn all(mut self, interviews: &[ReminderInterview], wanted: &dyn Fn(ReminderState) -> bool) -> Vec<Reminder> {
        let mut found = Vec::new();
        for interview in interviews {
            let rules = self.own.get(&interview.id).unwrap_or(&self.defaults).clone();
            for rule in rules {
                self.of_rule(rule, interview, wanted, &mut found);
            }
        }
        found.sort_by(|one, other| (one.at, &one.key).cmp(&(other.at, &other.key)));
        self.three_a_day(&mut found, interviews);
        found
    }

    fn of_rule(
        &mut self,
        rule: &ReminderRule,
        interview: &ReminderInterview,
        wanted: &dyn Fn(ReminderState) -> bool,
        found: &mut Vec<Reminder>,
    ) {
        let whom = rule.draft.whom;
        let (only_now, asked) = (!wanted(ReminderState::Planned), asked(rule, interview.starts_at));
        let early = asked.saturating_sub(MOVED_MS) > self.now;
        let over = self.now >= offered_until(rule, interview.starts_at, asked.saturating_add(MOVED_MS));
        if only_now && (early || over || interview.called_off) {
            return;
        }
        if matches!(whom, ReminderWhom::Candidates | ReminderWhom::Both) {
            let place = interview.candidate_zone.as_deref().unwrap_or(&interview.zone);
            let at = reminder_moment(rule, (interview.id, interview.starts_at), self.zone(place));
            for (id, name, declined) in &interview.candidates {
                let state = self.state(rule, interview, (at, place), *declined);
                self.take((rule, interview, at), Participant::Candidate { id: *id }, (name, state), wanted, found);
            }
        }
        if matches!(whom, ReminderWhom::Interviewers | ReminderWhom::Both) {
            let at = reminder_moment(rule, (interview.id, interview.starts_at), self.zone(&interview.zone));
            let state = self.state(rule, interview, (at, &interview.zone), false);
            for (index, who) in interview.interviewers.iter().enumerate() {
                let person = Participant::Interviewer { name: who.name.clone(), userid: who.userid.clone() };
                if !interview.interviewers[..index].iter().any(|other| person.is_interviewer(other)) {
                    self.take((rule, interview, at), person, (&who.name, state), wanted, found);
                }
            }
        }
    }

    /// What there is to say of a reminder that has not been sent.
    fn state(
        &mut self,
        rule: &ReminderRule,
        interview: &ReminderInterview,
        (at, place): (i64, &str),
        declined: bool,
    ) -> State {
        let late = i64::from(rule.draft.late_minutes) * 60_000;
        let obsolete = |why| (ReminderState::Obsolete, Some(why));
        let missed = |why| (ReminderState::Missed, Some(why));
        if interview.called_off {
            obsolete(ReminderWhy::CalledOff)
        } else if declined {
            obsolete(ReminderWhy::Declined)
        } else if at < rule.created_at {
            obsolete(ReminderWhy::RuleNewer)
        } else if self.now >= offered_until(rule, interview.starts_at, at) {
            obsolete(ReminderWhy::Over)
        } else if self.now < at {
            (ReminderState::Planned, None)
        } else if self.now - at > late {
            missed(ReminderWhy::Late)
        } else if rule.draft.skip_weekends && self.here(place).is_some_and(|now| is_weekend(&now)) {
            missed(ReminderWhy::Weekend)
        } else {
            (ReminderState::Due, None)
        }
    }

    fn take(
        &self,
        (rule, interview, at): (&ReminderRule, &ReminderInterview, i64),
        person: Participant,
        (name, (state, why)): (&str, State),
        wanted: &dyn Fn(ReminderState) -> bool,
        found: &mut Vec<Reminder>,
    ) {
        let noted = self.noted.get(&(rule.id, interview.id, interview.starts_at)).and_then(|noted| {
            let whose = person.key();
            noted.iter().find(|one| one.key.person.key() == whose)
        });
        let (state, why) = match noted {
            None => (state, why),
            Some(one) if one.held.is_some() => (ReminderState::Held, None),
            Some(_) => (ReminderState::Sent, None),
        };
        if wanted(state) {
            let (rule, starts_at) = (rule.id, interview.starts_at);
            let key = ReminderKey { rule, interview: interview.id, starts_at, person };
            found.push(Reminder {
                key,
                name: name.to_owned(),
                at,
                state,
                why,
                done_at: noted.map(|one| one.at),
                campaign: noted.and_then(|one| one.campaign),
                delivery: noted.and_then(|one| one.delivery),
                held: noted.and_then(|one| one.held.clone()),
            });
        }
    }

    /// Turns what is too much for a person's day from due to missed.
    fn three_a_day(&mut self, found: &mut [Reminder], interviews: &[ReminderInterview]) {
        if !found.iter().any(|reminder| reminder.state == ReminderState::Due) {
            return;
        }
        let automatic = self.sent.iter().filter(|one| !one.by_hand && one.held.is_none());
        let mut had: HashMap<String, Vec<i64>> = HashMap::new();
        for one in automatic {
            had.entry(one.key.person.key()).or_default().push(one.at);
        }
        let places: HashMap<InterviewId, &ReminderInterview> =
            interviews.iter().map(|interview| (interview.id, interview)).collect();
        for reminder in found.iter_mut().filter(|reminder| reminder.state == ReminderState::Due) {
            let Some(interview) = places.get(&reminder.key.interview) else { continue };
            let of_candidate = matches!(reminder.key.person, Participant::Candidate { .. });
            let place = interview.candidate_zone.as_deref().filter(|_| of_candidate).unwrap_or(&interview.zone);
            let today = self.here(place).and_then(|now| day(&now));
            let mine = had.entry(reminder.key.person.key()).or_default();
            let count = mine.iter().filter(|at| today.is_some_and(|(from, to)| (from..to).contains(*at))).count();
            if count < REMINDERS_A_DAY {
                mine.push(self.now);
            } else {
                (reminder.state, reminder.why) = (ReminderState::Missed, Some(ReminderWhy::ThreeADay));
            }
        }
    }

    fn here(&mut self, place: &str) -> Option<Zoned> {
        let now = Timestamp::from_millisecond(self.now).ok()?;
        Some(now.to_zoned(self.zone(place).clone()))
    }

    /// A zone that this computer does not know has the clock of UTC.
    fn zone(&mut self, name: &str) -> &TimeZone {
        if !self.zones.contains_key(name) {
            self.zones.insert(name.to_owned(), TimeZone::get(name).unwrap_or(TimeZone::UTC));
        }
        &self.zones[name]
    }
}

/// From when on nobody is offered to send it, UTC ms.
fn offered_until(rule: &ReminderRule, starts_at: i64, at: i64) -> i64 {
    if rule.draft.after {
        let late = i64::from(rule.draft.late_minutes) * 60_000;
        at.saturating_add(late).saturating_add(REMINDER_OFFERED_MS)
    } else {
        starts_at
    }
}

/// The day in which it is, where the clock shows this; both UTC ms.
fn day(now: &Zoned) -> Option<(i64, i64)> {
    let from = now.start_of_day().ok()?;
    let to = now.checked_add(1.day()).ok()?.start_of_day().ok()?;
    Some((from.timestamp().as_millisecond(), to.timestamp().as_millisecond()))
}
