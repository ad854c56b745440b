//! Links into rooms and to tests in messages: each to whoever may have it, an interviewer's never to a candidate, and hidden
//! in the log. With a real practice ShowMeBug behind it.

#![allow(clippy::unwrap_used, reason = "helpers of tests may fail them")]

mod common;

use beckon_engine::Error;
use beckon_model::{
    CandidateId, InterviewDraft, InterviewId, Interviewer, InterviewerContact, LogDetail, Preview, Reason, RoomLinks,
    RoomsRequest, Selection, SendRequest, ShowMeBugDraft, StartRequest, TemplateContent, TestRequest, TokenKind,
    VaultChoice, WrittenRequest,
};
use beckon_sandbox::{Config, Fault, FaultRule, When};
use common::{MovedClock, World, save_content, save_template};
use serde_json::Value;

/// Two hours from now.
const LATER_MS: i64 = 7_200_000;

/// A world that is connected to the practice ShowMeBug, and an interview of 张伟 with two interviewers.
struct Office {
    world: World,
    clock: std::sync::Arc<MovedClock>,
    candidate: CandidateId,
    interview: InterviewId,
}

impl Office {
    async fn new() -> Self {
        let (world, clock) = World::with_hands(Config::default()).await;
        let there = world.company.showmebug();
        let draft = ShowMeBugDraft {
            base_url: world.company.base_url(),
            key: there.key().to_owned(),
            secret: there.secret().into(),
            vault: VaultChoice::Keyring,
            token: TokenKind::default(),
        };
        world.engine.showmebug().connect(draft).await.unwrap();
        let one = Selection::Userids { userids: vec!["zhangwei".to_owned()] };
        let candidate = world.engine.candidates().selected(one).await.unwrap()[0].id;
        let who = |name: &str, userid: &str| Interviewer { name: name.into(), userid: Some(userid.into()) };
        let draft = InterviewDraft {
            candidates: vec![candidate],
            starts: "2099-11-25T10:00".to_owned(),
            zone: "Asia/Shanghai".to_owned(),
            minutes: 45,
            interviewers: vec![who("王芳", "WangFang"), who("刘洋", "liuyang")],
            ..InterviewDraft::default()
        };
        let interview = world.engine.interviews().save(None, draft).await.unwrap().id;
        Self { world, clock, candidate, interview }
    }

    /// The same with its room.
    async fn with_room() -> (Self, RoomLinks) {
        let office = Self::new().await;
        for userid in ["WangFang", "liuyang"] {
            let contact = InterviewerContact { userid: userid.into(), phone: Some("13800000000".into()), email: None };
            office.world.engine.rooms().contact_save(contact).await.unwrap();
        }
        office.make_room().await;
        let links = office.world.engine.rooms().links(office.interview).await.unwrap();
        assert_eq!(links.interviewers.len(), 2, "each interviewer has a link");
        (office, links)
    }

    async fn make_room(&self) {
        let request = RoomsRequest { interviews: vec![self.interview], personal: true };
        let made = self.world.engine.rooms().create(request).await.unwrap();
        assert!(made.iter().all(|room| room.problem.is_none()), "{made:?}");
    }

    async fn write(&self, text: &str) {
        save_template(&self.world.engine, text).await;
    }

    async fn to(&self, to: Selection) -> SendRequest {
        SendRequest { to, ..self.world.to_all().await }
    }

    async fn invited(&self) -> SendRequest {
        self.to(Selection::Invited { interviews: vec![self.interview] }).await
    }

    async fn shown(&self, send: SendRequest) -> Vec<Preview> {
        self.world.engine.send().previews(send, 10).await.unwrap()
    }

    /// Why the message to the candidate is held.
    async fn held(&self, text: &str) -> Option<Reason> {
        self.write(text).await;
        self.shown(self.invited().await).await.remove(0).held
    }

    /// The texts that arrived, with whom they went to.
    fn arrived(&self) -> Vec<(String, String)> {
        let bodies = self.world.sends();
        let bodies = bodies.iter().map(|call| serde_json::from_slice::<Value>(&call.body).unwrap());
        bodies.map(|body| (body["touser"].as_str().unwrap().to_owned(), body.to_string())).collect()
    }

    async fn detail(&self, links: bool) -> LogDetail {
        let row = self.world.log().await.pop().unwrap();
        self.world.engine.log().detail(row.delivery, links).await.unwrap()
    }

    /// What ShowMeBug gave, as if it had not been known before.
    fn database(&self, sql: &str) {
        rusqlite::Connection::open(self.world.folder.path().join("beckon.db")).unwrap().execute_batch(sql).unwrap();
    }
}

fn interviewer_link(reason: Option<Reason>) -> bool {
    matches!(reason, Some(Reason::InterviewerLink { .. }))
}

#[tokio::test]
async fn each_gets_the_own_link_and_the_log_hides_it() {
    let (office, links) = Office::with_room().await;
    let world = &office.world;
    office.write("{{ name }}: {{ interview.room }}").await;
    let sent = world.send(office.invited().await).await;
    assert_eq!(sent.counts.accepted, 1, "{sent:?}");
    let candidates = links.candidate.clone().unwrap();
    assert!(office.arrived()[0].1.contains(&candidates), "the candidates' link");

    let hidden = office.detail(false).await;
    assert!(hidden.links_hidden && !format!("{hidden:?}").contains(&candidates), "hidden: {hidden:?}");
    let asked = office.detail(true).await;
    assert!(asked.request.unwrap().contains(&candidates) && !asked.links_hidden, "until somebody asks");

    let card = beckon_engine::starters().into_iter().find(|starter| starter.key == "room_interviewer.en").unwrap();
    save_content(&world.engine, card.content).await;
    let send = office.to(Selection::Interviewers { interviews: vec![office.interview] }).await;
    let sent = world.send(send).await;
    assert_eq!(sent.counts.accepted, 2, "{sent:?}");
    for (userid, body) in &office.arrived()[1..] {
        let own = |link: &&beckon_model::InterviewerLink| link.userid.eq_ignore_ascii_case(userid);
        let (own, others): (Vec<_>, Vec<_>) = links.interviewers.iter().partition(|link| own(link));
        assert!(own.iter().all(|link| body.contains(&link.link)), "{userid} gets the own link");
        assert!(!others.iter().any(|link| body.contains(&link.link)), "{userid} gets nobody else's");
        assert!(body.contains("Enter the room"), "behind a button");
    }
}

#[tokio::test]
async fn without_a_link_it_is_held_with_what_to_do() {
    let office = Office::new().await;
    let world = &office.world;
    assert_eq!(office.held("{{ interview.room }}").await, Some(Reason::NoRoom), "no room was made");
    assert_eq!(office.held("{{ candidate.test }}").await, Some(Reason::NoTest), "no test was given");
    assert_eq!(office.held("{{ interview.room or 'none' }}").await, None, "a fallback is an answer");
    assert_eq!(
        office.held("{{ interview.interviewer_room or 'x' }}{{ interview.interviewer_room }}").await,
        Some(Reason::ForInterviewers),
        "no candidate has an interviewer's link"
    );

    let lost = FaultRule { call: "interviews".into(), when: When::Always, fault: Fault::ReplyLost };
    world.company.showmebug().set_faults(vec![lost]);
    let request = RoomsRequest { interviews: vec![office.interview], personal: false };
    world.engine.rooms().create(request).await.unwrap();
    world.company.showmebug().set_faults(Vec::new());
    assert_eq!(office.held("{{ interview.room }}").await, Some(Reason::RoomUnknown), "the answer was lost");
    assert_eq!(office.held("{{ interview.room or 'none' }}").await, Some(Reason::RoomUnknown), "nor a message without");

    let (office, _) = Office::with_room().await;
    let mut plan = office.world.engine.interviews().get(office.interview).await.unwrap().plan;
    plan.interviewers.push(Interviewer { name: "陈晨".into(), userid: Some("chenchen".into()) });
    office.world.engine.interviews().save(Some(office.interview), plan).await.unwrap();
    office.write("{{ interview.interviewer_room }}").await;
    let to = office.to(Selection::Interviewers { interviews: vec![office.interview] }).await;
    let held: Vec<Option<Reason>> = office.shown(to).await.into_iter().map(|shown| shown.held).collect();
    assert_eq!(held, [None, None, Some(Reason::NoInterviewerRoom)], "who came later has none yet");
}

#[tokio::test]
async fn a_written_test_goes_to_whose_it_is() {
    let office = Office::new().await;
    let world = &office.world;
    let exam = world.engine.written().exams(None).await.unwrap().remove(0).id;
    let to = Selection::Ids { ids: vec![office.candidate] };
    let issued = world.engine.written().issue(WrittenRequest { exam, to: to.clone(), again: false }).await.unwrap();
    assert!(issued.iter().all(|test| test.problem.is_none()), "{issued:?}");
    office.write("{{ name }}: {{ candidate.test }}").await;
    world.send(office.to(to).await).await;
    let link = world.company.showmebug().written_tests().remove(0).url;
    assert!(office.arrived()[0].1.contains(&link), "by a send to people of the list");
    assert!(!format!("{:?}", office.detail(false).await).contains(&link), "hidden in the log");
    let keys: Vec<String> =
        world.engine.candidates().fields().await.unwrap().into_iter().map(|field| field.key).collect();
    for key in ["interview.room", "interview.interviewer_room", "candidate.test"] {
        assert!(keys.iter().any(|known| known == key), "{key} can be chosen from a list");
    }
}

#[tokio::test]
async fn an_interviewers_link_never_leaves_to_a_candidate_however_it_got_there() {
    let (office, links) = Office::with_room().await;
    let world = &office.world;
    let theirs = links.interviewers[0].link.clone();
    let encoded = theirs.replace(':', "%3A").replace('/', "%2F");
    let (scheme, rest) = theirs.split_once("://").unwrap();
    for pasted in [theirs.clone(), encoded, rest.to_owned(), format!("{}://{rest}", scheme.to_uppercase())] {
        assert!(interviewer_link(office.held(&format!("您好 {pasted}。")).await), "in the template: {pasted}");
    }
    let test = TestRequest { send: office.invited().await, index: 0, userid: "liuyang".into() };
    let tested = world.engine.send().test(test).await;
    assert!(matches!(tested, Err(Error::NotSendable(Reason::InterviewerLink { .. }))), "nor as a test: {tested:?}");
    let alone = office.invited().await;
    let approval = world.engine.send().check(alone.clone()).await.unwrap().approval;
    let started = world.engine.send().start(StartRequest { send: alone, approval, starts_at: None }).await;
    assert!(started.is_err(), "nothing of it can leave: {started:?}");

    let mut draft = world.engine.interviews().get(office.interview).await.unwrap().plan;
    draft.link = links.shared.clone();
    world.engine.interviews().save(Some(office.interview), draft).await.unwrap();
    assert!(interviewer_link(office.held("{{ interview.link }}").await), "the one that all of them share");
    let calendar = beckon_engine::starters().into_iter().find(|starter| starter.key == "calendar.en").unwrap();
    save_content(&world.engine, calendar.content).await;
    let shown = office.shown(office.invited().await).await.remove(0);
    assert!(interviewer_link(shown.held), "in the calendar file: {:?}", shown.problems);

    world.engine.rooms().delete(office.interview).await.unwrap();
    assert!(interviewer_link(office.held(&format!("您好 {theirs}")).await), "of a deleted room too");
    assert_eq!(office.held("{{ interview.room }}").await, Some(Reason::RoomDeleted), "and the room is no more");
    assert_eq!(world.sends().len(), 0, "nothing left");
}

#[tokio::test]
async fn what_waits_is_looked_at_again_before_it_leaves() {
    let (office, links) = Office::with_room().await;
    let world = &office.world;
    let schedule = async |text: &str| {
        office.write(text).await;
        let send = office.invited().await;
        let approval = world.engine.send().check(send.clone()).await.unwrap().approval;
        let starts_at = Some(beckon_model::Clock::now_ms(&*office.clock) + LATER_MS);
        world.engine.send().start(StartRequest { send, approval, starts_at }).await.unwrap().id
    };
    let look = async |id| {
        office.clock.advance(LATER_MS);
        world.engine.campaigns().start_due().await.unwrap();
        world.at_rest(id).await;
        world.log().await.pop().unwrap()
    };
    office.database("CREATE TABLE aside AS SELECT * FROM interviewer_link; DELETE FROM interviewer_link;");
    let id = schedule(&format!("您好 {}", links.interviewers[0].link)).await;
    office.database("INSERT INTO interviewer_link SELECT * FROM aside; DROP TABLE aside;");
    let row = look(id).await;
    assert!(interviewer_link(row.reason.clone()), "it became known while the message waited: {row:?}");
    drop(world.engine.campaigns().resume(id).await);
    world.at_rest(id).await;
    assert!(interviewer_link(world.log().await.pop().unwrap().reason), "going on does not let it leave");

    let id = schedule("{{ interview.room }}").await;
    world.engine.rooms().delete(office.interview).await.unwrap();
    assert_eq!(look(id).await.reason, Some(Reason::RoomDeleted), "the room was deleted while the message waited");
    assert_eq!(world.sends().len(), 0, "nothing left");
}

#[tokio::test]
async fn of_many_only_whose_message_holds_one_is_held() {
    let (office, links) = Office::with_room().await;
    let world = &office.world;
    let pasted = [("note".to_owned(), links.interviewers[1].link.clone())];
    let zhang = beckon_model::CandidateDraft { fields: pasted.into(), ..common::person("张伟", "zhangwei") };
    world.engine.candidates().put(beckon_engine::Parsed::of_people(vec![zhang]), false).await.unwrap();
    office.write("{{ name }}: {{ note or 'none' }}").await;
    let send = world.to_userids(&["zhangwei", "wangfang"]).await;
    let plan = world.engine.send().check(send.clone()).await.unwrap();
    assert!(interviewer_link(plan.problems.first().map(|held| held.reason.clone())), "the check says so: {plan:?}");
    let sent = world.send(send).await;
    assert_eq!((sent.counts.accepted, sent.counts.held), (1, 1), "{sent:?}");
    assert!(!office.arrived().iter().any(|(_, body)| body.contains(&links.interviewers[1].link)), "it did not leave");
    let file = format!("{:?}", world.log().await);
    assert!(!file.contains(&links.interviewers[1].link), "nor is it said in the log: {file}");
}

#[tokio::test]
async fn a_text_file_is_a_part_of_the_message() {
    let (office, links) = Office::with_room().await;
    let notes = format!("BEGIN:VCALENDAR\r\nURL:{}\r\n", links.interviewers[0].link);
    let media =
        office.world.engine.templates().media_add(beckon_model::MediaUse::File, "notes.ics", notes.into_bytes());
    let content = beckon_model::MediaContent { media: Some(media.await.unwrap()) };
    save_content(&office.world.engine, TemplateContent::File(content)).await;
    let shown = office.shown(office.invited().await).await.remove(0);
    assert!(interviewer_link(shown.held), "a calendar file of another program: {:?}", shown.problems);
}

#[tokio::test]
async fn an_interviewers_message_is_no_test_for_somebody_in_the_list() {
    let (office, links) = Office::with_room().await;
    for text in ["{{ interview.interviewer_room }}", links.shared.as_deref().unwrap()] {
        office.write(text).await;
        let send = office.to(Selection::Interviewers { interviews: vec![office.interview] }).await;
        let test = TestRequest { send, index: 0, userid: "ZhangWei".into() };
        let refused = office.world.engine.send().test(test).await;
        let why = matches!(refused, Err(Error::NotSendable(Reason::InterviewerLink { .. })));
        assert!(why && office.arrived().is_empty(), "a candidate would be let in as an interviewer: {refused:?}");
    }
    let send = office.to(Selection::Interviewers { interviews: vec![office.interview] }).await;
    let own = TestRequest { send, index: 0, userid: "recruiter".into() };
    assert!(office.world.engine.send().test(own).await.is_ok(), "anybody else may see it");
}
