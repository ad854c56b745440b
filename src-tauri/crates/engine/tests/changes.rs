//! Messages after an interview was changed: whom they reach, what they say, and what must not leave any more.

#![allow(clippy::unwrap_used, reason = "helpers of tests may fail them")]

mod common;

use beckon_model::{
    CampaignState, CandidateId, ChangeKind, DeliveryState, InterviewDraft, InterviewId, Interviewer, Preview, Reason,
    RecallRequest, Selection, SendRequest, StartRequest, TemplateContent, TextContent,
};
use common::{World, save_template};

const HOUR_MS: i64 = 3_600_000;
/// Members of the company who apply for another post in it.
const CANDIDATES: [&str; 3] = ["DanielHall", "EmmaClark", "JackKing"];

struct Told {
    world: World,
    people: Vec<CandidateId>,
    interview: InterviewId,
}

impl Told {
    /// An interview of two candidates and two interviewers, of which all were told.
    async fn new() -> Self {
        let world = World::new().await;
        let mut people = Vec::new();
        for userid in CANDIDATES {
            let chosen = Selection::Userids { userids: vec![userid.to_owned()] };
            people.push(world.engine.candidates().selected(chosen).await.unwrap()[0].id);
        }
        let draft = draft("2099-11-25T14:00", &people[..2], &["zhangwei", "wangfang"]);
        let interview = world.engine.interviews().save(None, draft).await.unwrap().id;
        let told = Self { world, people, interview };
        told.send("{{ name }} {{ interview.starts }}", Selection::Invited { interviews: vec![interview] }).await;
        told.send("{{ name }} {{ interview.starts }}", Selection::Interviewers { interviews: vec![interview] }).await;
        told
    }

    async fn request(&self, text: &str, to: Selection) -> SendRequest {
        save_template(&self.world.engine, text).await;
        SendRequest { to, ..self.world.to_all().await }
    }

    async fn send(&self, text: &str, to: Selection) {
        let sent = self.world.send(self.request(text, to).await).await;
        assert_eq!(sent.counts.accepted, sent.counts.total, "{:?}", sent.counts);
    }

    fn changed(&self, change: ChangeKind, interviewers: bool) -> Selection {
        Selection::Changed { interviews: vec![self.interview], change, interviewers }
    }

    async fn previews(&self, text: &str, to: Selection) -> Vec<String> {
        let send = self.request(text, to).await;
        let shown = self.world.engine.send().previews(send, 10).await;
        shown.map_or_else(|_| Vec::new(), |shown| shown.iter().map(words).collect())
    }

    /// Who is to be told what.
    async fn open(&self) -> Vec<(String, ChangeKind)> {
        let all = self.world.engine.interviews().changes(self.interview).await.unwrap();
        all.into_iter().map(|one| (one.name, one.kind)).collect()
    }

    async fn change(&self, starts: &str, people: &[CandidateId], interviewers: &[&str]) {
        let draft = draft(starts, people, interviewers);
        self.world.engine.interviews().save(Some(self.interview), draft).await.unwrap();
    }
}

fn draft(starts: &str, people: &[CandidateId], interviewers: &[&str]) -> InterviewDraft {
    let who = |userid: &&str| Interviewer { name: (*userid).to_owned(), userid: Some((*userid).to_owned()) };
    InterviewDraft {
        candidates: people.to_vec(),
        starts: starts.to_owned(),
        zone: "Asia/Shanghai".to_owned(),
        minutes: 45,
        interviewers: interviewers.iter().map(who).collect(),
        ..InterviewDraft::default()
    }
}

fn words(preview: &Preview) -> String {
    let TemplateContent::Text(TextContent { content }) = &preview.content else { panic!("{preview:?}") };
    content.clone()
}

fn named(people: &[(&str, ChangeKind)]) -> Vec<(String, ChangeKind)> {
    people.iter().map(|(name, kind)| ((*name).to_owned(), *kind)).collect()
}

#[tokio::test]
async fn a_move_reaches_exactly_those_who_knew_the_old_time_and_says_both() {
    use ChangeKind::{Cancellation, Correction, Invitation};
    let told = Told::new().await;
    assert_eq!(told.open().await, [], "everybody knows what holds");
    told.change("2099-11-26T15:00", &[told.people[0], told.people[2]], &["wangfang", "song-wei"]).await;
    let expected = [
        ("Daniel Hall", Correction),
        ("Jack King", Invitation),
        ("Emma Clark", Cancellation),
        ("wangfang", Correction),
        ("song-wei", Invitation),
        ("zhangwei", Cancellation),
    ];
    assert_eq!(told.open().await, named(&expected));

    let text = "{{ name }}: {{ interview.was }} -> {{ interview.starts }}";
    let shown = told.previews(text, told.changed(Correction, false)).await;
    assert_eq!(
        shown,
        ["Daniel Hall: Wed, 25 Nov 2099 14:00 (Beijing time) -> Thu, 26 Nov 2099 15:00 (Beijing time)"],
        "old and new, to the one who knew the old"
    );
    told.send(text, told.changed(Correction, false)).await;
    told.send(text, told.changed(Correction, true)).await;
    let off = "{{ name }}, not on {{ interview.date }}";
    let shown = told.previews(off, told.changed(Cancellation, true)).await;
    assert_eq!(shown, ["zhangwei, not on Wed, 25 Nov 2099"], "of the time that they knew");
    told.send(off, told.changed(Cancellation, true)).await;
    told.send(off, told.changed(Cancellation, false)).await;
    assert_eq!(
        told.open().await,
        named(&[("Jack King", Invitation), ("song-wei", Invitation)]),
        "nobody is told twice"
    );
    told.send("{{ name }} {{ interview.starts }}", told.changed(Invitation, false)).await;
    told.send("{{ name }} {{ interview.starts }}", told.changed(Invitation, true)).await;
    assert_eq!(told.open().await, []);
    let again = told.request(text, told.changed(Correction, false)).await;
    assert!(told.world.engine.send().check(again).await.is_err(), "there is nobody left to send to");
}

#[tokio::test]
async fn what_is_called_off_is_told_to_all_and_what_takes_place_after_all_too() {
    let told = Told::new().await;
    let engine = &told.world.engine;
    engine.interviews().call_off(told.interview, true).await.unwrap();
    assert!(told.open().await.iter().all(|(_, kind)| *kind == ChangeKind::Cancellation));
    assert_eq!(told.open().await.len(), 4, "all four knew of it");
    told.send("{{ name }}, not on {{ interview.starts }}", told.changed(ChangeKind::Cancellation, false)).await;
    engine.interviews().call_off(told.interview, false).await.unwrap();
    let invited = [("Emma Clark", ChangeKind::Invitation), ("Daniel Hall", ChangeKind::Invitation)];
    assert_eq!(told.open().await, named(&invited), "the interviewers never heard of it");
}

#[tokio::test]
async fn what_is_planned_with_the_old_time_never_leaves() {
    let told = Told::new().await;
    let engine = &told.world.engine;
    let to = Selection::Invited { interviews: vec![told.interview] };
    let send = told.request("{{ name }} comes on {{ interview.starts }}", to.clone()).await;
    let approval = engine.send().check(send.clone()).await.unwrap().approval;
    let later = Some(jiff::Timestamp::now().as_millisecond() + HOUR_MS);
    let planned = engine.send().start(StartRequest { send, approval, starts_at: later }).await.unwrap();
    let names = told.request("Hello {{ name }}, see you", to).await;
    let approval = engine.send().check(names.clone()).await.unwrap().approval;
    let harmless = engine.send().start(StartRequest { send: names, approval, starts_at: later }).await.unwrap();
    told.change("2099-11-25T14:00", &told.people[..2], &["zhangwei", "wangfang"]).await;
    assert_eq!(engine.campaigns().get(planned.id).await.unwrap().counts.queued, 2, "nothing of it changed");
    told.change("2099-11-26T15:00", &told.people[..2], &["zhangwei", "wangfang"]).await;
    let counts = engine.campaigns().get(planned.id).await.unwrap().counts;
    assert_eq!((counts.queued, counts.cancelled), (0, 2), "{counts:?}");
    let rows = told.world.log().await;
    let off: Vec<_> = rows.iter().filter(|row| row.campaign == planned.id).collect();
    assert!(off.iter().all(|row| row.reason == Some(Reason::InterviewChanged)), "{off:?}");
    let kept = engine.campaigns().get(harmless.id).await.unwrap().counts;
    assert_eq!(kept.queued, 2, "what says nothing of the time goes as planned");

    let before = told.world.sends().len();
    let resumed = engine.campaigns().resume(planned.id).await;
    assert!(resumed.is_err(), "there is nothing left of it: {resumed:?}");
    assert_eq!(told.world.sends().len(), before, "and nothing left");
    engine.campaigns().cancel(harmless.id).await.unwrap();
    let state = engine.campaigns().get(harmless.id).await.unwrap().state;
    assert_eq!(state, CampaignState::Cancelled);
}

#[tokio::test]
async fn a_message_of_less_than_a_day_can_be_taken_back_and_the_correction_is_still_owed() {
    let told = Told::new().await;
    let engine = &told.world.engine;
    told.change("2099-11-26T15:00", &told.people[..2], &["zhangwei", "wangfang"]).await;
    let change = engine.interviews().changes(told.interview).await.unwrap().remove(0);
    assert!(change.recall_until.is_some(), "{change:?}");
    let recall = RecallRequest { campaign: change.campaign.unwrap(), delivery: change.delivery };
    engine.campaigns().recall_start(recall).await.unwrap();
    let after = engine.interviews().changes(told.interview).await.unwrap().remove(0);
    assert_eq!((after.kind, after.recall_until), (ChangeKind::Correction, None), "they may have read it");
    let row = told.world.log().await.into_iter().find(|row| Some(row.delivery) == change.delivery).unwrap();
    assert_eq!(row.state, DeliveryState::Recalled);
}

#[tokio::test]
async fn who_is_told_by_hand_that_it_is_off_is_not_told_again() {
    let told = Told::new().await;
    told.world.engine.interviews().call_off(told.interview, true).await.unwrap();
    let to = Selection::Invited { interviews: vec![told.interview] };
    told.send("{{ name }}, not on {{ interview.starts }}", to).await;
    let left = told.open().await;
    let names: Vec<&str> = left.iter().map(|(name, _)| name.as_str()).collect();
    assert_eq!(names, ["zhangwei", "wangfang"], "the candidates know it");
}

#[tokio::test]
async fn whoever_was_told_is_known_before_the_interview_is_forgotten() {
    let told = Told::new().await;
    let known = || async {
        let all = told.world.engine.interviews().known_to(told.interview).await.unwrap();
        all.into_iter().map(|one| one.name).collect::<Vec<_>>()
    };
    let before = known().await;
    assert_eq!(before.len(), 4, "candidates and interviewers: {before:?}");
    told.change("2099-11-25T16:00", &told.people[..2], &["zhangwei"]).await;
    assert_eq!(known().await.len(), 4, "what they know is old, and they know it");
    told.world.engine.interviews().call_off(told.interview, true).await.unwrap();
    told.send("{{ name }} {{ interview.starts }}", told.changed(ChangeKind::Cancellation, false)).await;
    assert_eq!(known().await.len(), 2, "who was told that it does not take place needs nothing more");
}
