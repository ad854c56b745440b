//! Reminders of interviews, on a clock that the test moves: once each, by the rule, and never after the interview began.

#![allow(clippy::unwrap_used, reason = "helpers of tests may fail them")]

mod common;

use std::sync::Arc;

use beckon_engine::{Error, Parsed};
use beckon_model::{
    AnswerKind, CandidateId, Clock, DeliveryState, FormField, Interview, InterviewDraft, InterviewId, Interviewer,
    ManualClock, NewAnswer, OptOutRequest, PublishAs, PublishWish, ReminderDraft, ReminderRule, ReminderState,
    ReminderWhom, ReminderWhy, Selection, SystemClock, TemplateId, WECOM_REMINDS_MINUTES,
};
use beckon_sandbox::{Config, Sandbox};
use common::{World, calls, person, save_template};
use jiff::Timestamp;

const MINUTE: i64 = 60_000;
const HOUR: i64 = 60 * MINUTE;
const TEXT: &str = "{{ name }}: {{ interview.time }}";

struct Office {
    world: World,
    clock: Arc<ManualClock>,
    people: Vec<CandidateId>,
    template: TemplateId,
}

impl Office {
    async fn new() -> Self {
        let company = Sandbox::start(Config::default()).await.unwrap();
        // At a full minute: interviews begin at one.
        let clock = Arc::new(ManualClock::at(SystemClock.now_ms() / MINUTE * MINUTE));
        let url = company.base_url();
        let world = World::at(company, &url, Arc::clone(&clock) as _).await;
        save_template(&world.engine, TEXT).await;
        let template = world.engine.templates().named("text").await.unwrap().id;
        let people = world.engine.candidates().selected(Selection::All).await.unwrap();
        Self { people: people.iter().map(|person| person.id).collect(), world, clock, template }
    }

    fn rule(&self, whom: ReminderWhom, minutes: u32, after: bool) -> ReminderDraft {
        let (account, template) = (Some(self.world.account.id.clone()), Some(self.template));
        let late_minutes = 60;
        ReminderDraft { interview: None, whom, minutes, after, account, template, skip_weekends: false, late_minutes }
    }

    async fn add(&self, draft: ReminderDraft) -> ReminderRule {
        self.world.engine.reminders().add(draft).await.unwrap()
    }

    fn draft(&self, in_ms: i64, candidates: &[CandidateId]) -> InterviewDraft {
        let at = Timestamp::from_millisecond(self.clock.now_ms() + in_ms).unwrap().in_tz("Asia/Shanghai").unwrap();
        InterviewDraft {
            candidates: candidates.to_vec(),
            starts: at.strftime("%Y-%m-%dT%H:%M").to_string(),
            zone: "Asia/Shanghai".to_owned(),
            minutes: 45,
            interviewers: vec![Interviewer { name: "张伟".to_owned(), userid: Some("zhangwei".to_owned()) }],
            ..InterviewDraft::default()
        }
    }

    async fn interview(&self, in_ms: i64, candidates: &[CandidateId]) -> Interview {
        self.world.engine.interviews().save(None, self.draft(in_ms, candidates)).await.unwrap()
    }

    /// A round; says how many were sent, missed and could not be sent.
    async fn round(&self) -> (usize, usize, usize) {
        let round = self.world.engine.reminders().round(None).await.unwrap();
        (round.done.len(), round.missed.len(), round.waiting.len())
    }

    fn sent(&self) -> usize {
        self.world.sends().len()
    }

    async fn states(&self, interview: InterviewId) -> Vec<(ReminderState, Option<ReminderWhy>)> {
        let found = self.world.engine.reminders().of(interview).await.unwrap();
        found.iter().map(|one| (one.state, one.why)).collect()
    }
}

#[tokio::test]
async fn each_goes_once_wherever_the_clock_stands() {
    let office = Office::new().await;
    office.add(office.rule(ReminderWhom::Both, 60, false)).await;
    let interview = office.interview(3 * HOUR, &office.people[..2]).await;
    assert_eq!(office.round().await, (0, 0, 0), "not yet");
    office.clock.advance(2 * HOUR);
    assert_eq!(office.round().await, (3, 0, 0), "two candidates and the interviewer");
    let found = office.world.engine.reminders().of(interview.id).await.unwrap();
    assert!(found.iter().all(|one| one.delivery == Some(DeliveryState::Accepted)), "{found:?}");
    assert_eq!((office.round().await, office.sent()), ((0, 0, 0), 3), "once");
    office.clock.advance(-2 * HOUR);
    assert_eq!((office.round().await, office.sent()), ((0, 0, 0), 3), "the clock was set back");
    office.clock.advance(2 * HOUR);
    assert_eq!((office.round().await, office.sent()), ((0, 0, 0), 3), "and forward again");
}

#[tokio::test]
async fn it_moves_with_the_interview_and_dies_with_it() {
    let office = Office::new().await;
    office.add(office.rule(ReminderWhom::Candidates, 60, false)).await;
    let [one, other, third] = [office.people[0], office.people[1], office.people[2]];
    let moved = office.interview(3 * HOUR, &[one]).await;
    let off = office.interview(3 * HOUR, &[other]).await;
    let gone = office.interview(3 * HOUR, &[third]).await;
    office.world.engine.interviews().save(Some(moved.id), office.draft(5 * HOUR, &[one])).await.unwrap();
    office.world.engine.interviews().call_off(off.id, true).await.unwrap();
    office.world.engine.interviews().remove(gone.id).await.unwrap();
    office.clock.advance(2 * HOUR);
    assert_eq!((office.round().await, office.sent()), ((0, 0, 0), 0), "none of them is at that time");
    assert_eq!(office.states(off.id).await, [(ReminderState::Obsolete, Some(ReminderWhy::CalledOff))]);
    office.clock.advance(2 * HOUR);
    assert_eq!(office.round().await, (1, 0, 0), "before the new start");
    office.world.engine.interviews().save(Some(moved.id), office.draft(5 * HOUR, &[one])).await.unwrap();
    office.clock.advance(4 * HOUR);
    assert_eq!((office.round().await, office.sent()), ((1, 0, 0), 2), "a further start is a further reminder");
}

#[tokio::test]
async fn who_declined_is_not_reminded_and_who_wants_no_messages_is_held() {
    let office = Office::new().await;
    office.add(office.rule(ReminderWhom::Candidates, 60, false)).await;
    let [no, out] = [office.people[0], office.people[1]];
    let interview = office.interview(3 * HOUR, &[no, out]).await;
    let answer = NewAnswer { interview: interview.id, candidate: no, kind: AnswerKind::Declined, wish: None };
    office.world.engine.interviews().answer(answer).await.unwrap();
    let request = OptOutRequest { candidate: out, opted_out: true, note: None };
    office.world.engine.outside().opt_out(request).await.unwrap();
    office.clock.advance(2 * HOUR);
    assert_eq!((office.round().await, office.sent()), ((1, 0, 0), 0), "nothing leaves");
    let mut states = office.states(interview.id).await;
    states.sort_by_key(|(state, _)| state.as_str());
    assert_eq!(
        states,
        [(ReminderState::Held, None), (ReminderState::Obsolete, Some(ReminderWhy::Declined))],
        "each says why"
    );
    assert_eq!(office.round().await, (0, 0, 0), "nor again");
}

#[tokio::test]
async fn what_was_slept_through_is_missed_and_goes_when_a_person_says_so() {
    let office = Office::new().await;
    office.add(office.rule(ReminderWhom::Candidates, 3 * 60, false)).await;
    let interview = office.interview(4 * HOUR, &office.people[..1]).await;
    office.clock.advance(2 * HOUR + 30 * MINUTE);
    assert_eq!((office.round().await, office.sent()), ((0, 1, 0), 0), "later than the rule allows");
    let missed = office.world.engine.reminders().missed().await.unwrap().remove(0);
    assert_eq!(missed.why, Some(ReminderWhy::Late));
    let sent = office.world.engine.reminders().send(&missed.key).await.unwrap();
    assert_eq!((sent.state, sent.delivery), (ReminderState::Sent, Some(DeliveryState::Accepted)), "{sent:?}");
    let again = office.world.engine.reminders().send(&missed.key).await;
    assert!(matches!(again, Err(Error::NotFound("reminder"))), "one click is one message: {again:?}");
    assert_eq!((office.round().await, office.sent()), ((0, 0, 0), 1), "and none by itself");

    let late = office.interview(4 * HOUR, &office.people[1..2]).await;
    office.clock.advance(4 * HOUR);
    assert_eq!((office.round().await, office.sent()), ((0, 0, 0), 1), "it has begun");
    let over = office.world.engine.reminders().of(late.id).await.unwrap().remove(0);
    assert_eq!(over.why, Some(ReminderWhy::Over));
    assert!(office.world.engine.reminders().send(&over.key).await.is_err(), "nobody can send it either");
    assert_eq!(office.states(interview.id).await[0].0, ReminderState::Sent, "what was sent stays so");
}

#[tokio::test]
async fn after_the_interview_its_words_may_speak_of_it() {
    let office = Office::new().await;
    save_template(&office.world.engine, "{{ name }}: {{ candidate.name }}, {{ interview.time }}").await;
    office.add(office.rule(ReminderWhom::Interviewers, 60, true)).await;
    office.interview(HOUR, &office.people[..1]).await;
    office.clock.advance(2 * HOUR - MINUTE);
    assert_eq!((office.round().await, office.sent()), ((0, 0, 0), 0), "not yet");
    // From a full or half hour it has moved by up to nine minutes.
    office.clock.advance(10 * MINUTE);
    assert_eq!((office.round().await, office.sent()), ((1, 0, 0), 1), "the evaluation is asked for");
}

#[tokio::test]
async fn three_automatic_ones_a_day_are_the_most() {
    let office = Office::new().await;
    for minutes in [60, 70, 80, 90] {
        office.add(office.rule(ReminderWhom::Candidates, minutes, false)).await;
    }
    let interview = office.interview(3 * HOUR, &office.people[..1]).await;
    office.clock.advance(2 * HOUR + MINUTE);
    assert_eq!((office.round().await, office.sent()), ((3, 1, 0), 3), "the fourth is for a person to send");
    let missed = office.world.engine.reminders().missed().await.unwrap();
    assert_eq!(missed[0].why, Some(ReminderWhy::ThreeADay));
    office.world.engine.reminders().send(&missed[0].key).await.unwrap();
    assert_eq!((office.sent(), interview.called_off), (4, false), "who asks for it gets it");
}

#[tokio::test]
async fn what_a_rule_cannot_be_is_told() {
    let office = Office::new().await;
    let bad = ReminderDraft { late_minutes: u32::MAX, ..office.rule(ReminderWhom::Both, 0, false) };
    let Err(Error::Invalid(wrong)) = office.world.engine.reminders().add(bad).await else { panic!("it was kept") };
    assert_eq!(
        wrong.iter().map(|wrong| wrong.field.clone()).collect::<Vec<_>>(),
        [FormField::Minutes, FormField::Late]
    );
    let nowhere = ReminderDraft { interview: Some(InterviewId(99)), ..office.rule(ReminderWhom::Both, 60, false) };
    assert!(matches!(office.world.engine.reminders().add(nowhere).await, Err(Error::NotFound("interview"))));
    let untold = ReminderDraft { template: None, ..office.rule(ReminderWhom::Both, 60, false) };
    assert!(matches!(office.world.engine.reminders().add(untold).await, Err(Error::NotFound("template"))));
    let nobody = office.rule(ReminderWhom::Nobody, 60, false);
    assert!(matches!(office.world.engine.reminders().add(nobody).await, Err(Error::NotFound("interview"))));
    assert!(office.world.engine.reminders().rules().await.unwrap().is_empty(), "nothing was kept");
    let rule = office.add(office.rule(ReminderWhom::Both, 60, false)).await;
    office.world.engine.reminders().remove(rule.id).await.unwrap();
    assert!(matches!(office.world.engine.reminders().remove(rule.id).await, Err(Error::NotFound("rule"))), "gone");
}

#[tokio::test]
async fn somebody_without_a_way_is_held_and_can_be_tried_again() {
    let office = Office::new().await;
    office.world.engine.candidates().put(Parsed::of_people(vec![person("无号", "")]), false).await.unwrap();
    let nobody =
        office.world.engine.candidates().selected(Selection::Search { text: "无号".to_owned() }).await.unwrap();
    office.add(office.rule(ReminderWhom::Candidates, 60, false)).await;
    let interview = office.interview(3 * HOUR, &[nobody[0].id]).await;
    office.clock.advance(2 * HOUR);
    assert_eq!(office.round().await, (1, 0, 0), "held");
    let held = office.world.engine.reminders().of(interview.id).await.unwrap().remove(0);
    assert_eq!((held.state, held.held.as_ref().map(|why| why.kind())), (ReminderState::Held, Some("no_userid")));
    let again = office.world.engine.reminders().send(&held.key).await.unwrap();
    assert_eq!((again.state, office.sent()), (ReminderState::Held, 0), "still nothing to send it to");
}

#[tokio::test]
async fn what_goes_within_a_time_is_counted_and_only_that() {
    let office = Office::new().await;
    let coming = async |hours: i64| office.world.engine.reminders().coming(hours * HOUR).await.unwrap();
    assert_eq!(coming(24).await, 0, "without a rule");
    office.add(office.rule(ReminderWhom::Both, 60, false)).await;
    office.interview(3 * HOUR, &office.people[..2]).await;
    office.interview(50 * HOUR, &office.people[2..3]).await;
    assert_eq!((coming(1).await, coming(24).await, coming(72).await), (0, 3, 5), "by when each is due");
    office.clock.advance(2 * HOUR);
    assert_eq!(coming(1).await, 3, "what is due counts");
    office.round().await;
    assert_eq!(coming(24).await, 0, "what was sent does not");
}

#[tokio::test]
async fn who_is_reminded_by_wecom_as_well_is_told() {
    let office = Office::new().await;
    let engine = &office.world.engine;
    let rule = office.add(office.rule(ReminderWhom::Candidates, WECOM_REMINDS_MINUTES, false)).await;
    let interview = office.interview(24 * HOUR, &office.people[..1]).await;
    assert_eq!(engine.reminders().twice(None).await.unwrap(), [], "it is in no calendar");
    let wish = PublishWish { kind: PublishAs::Schedule, ..PublishWish::default() };
    engine.published().start(vec![interview.id], &office.world.account.id, wish).await.unwrap();
    let asked = calls(&office.world.company, "/oa/schedule/add").remove(0);
    let asked: serde_json::Value = serde_json::from_slice(&asked.body).unwrap();
    let secs = -60 * i64::from(WECOM_REMINDS_MINUTES);
    assert_eq!(asked["schedule"]["reminders"]["remind_time_diffs"][0], secs, "this is when WeCom is asked to: {asked}");
    for of in [None, Some(interview.id)] {
        let told = engine.reminders().twice(of).await.unwrap();
        assert_eq!(told.iter().map(|one| (one.rule, one.other)).collect::<Vec<_>>(), [(rule.id, None)], "{of:?}");
    }
    let own = ReminderDraft { interview: Some(interview.id), ..office.rule(ReminderWhom::Both, 60, false) };
    let (first, second) = (office.add(own.clone()).await, office.add(own).await);
    let told = engine.reminders().twice(Some(interview.id)).await.unwrap();
    let told: Vec<_> = told.iter().map(|one| (one.rule, one.other, one.whom)).collect();
    assert_eq!(told, [(second.id, Some(first.id), ReminderWhom::Both)], "it follows its own rules only");
    let all = engine.reminders().twice(None).await.unwrap();
    assert_eq!(all.len(), 1, "no interview that follows the general rule is in a calendar any more: {all:?}");
}
