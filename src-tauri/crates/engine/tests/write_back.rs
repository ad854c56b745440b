//! What is written back into WeCom of candidates who are a colleague's customers: what a person typed stays.

#![allow(clippy::unwrap_used, reason = "helpers of tests may fail them")]

mod common;

use beckon_engine::{Parsed, every_row};
use beckon_model::{
    AnswerKind, CandidateDraft, CandidateId, CandidateQuery, InterviewDraft, InterviewFormat, NewAnswer, OptOutRequest,
    Reason, Selection, WriteBack, WriteBackDone, WriteBackLeft, WriteBackPart,
};
use beckon_sandbox::{Config, Fault, FaultRule, Follow, When};
use common::{World, calls};

const ALL: WriteBack = WriteBack { remark: true, tags: true };

/// A candidate who is a customer.
struct Guest {
    id: CandidateId,
    external: String,
    colleague: String,
}

/// Candidates with a phone that their colleague has noted in another spelling; all of the customers were read.
async fn guests(names: &[&str]) -> (World, Vec<Guest>) {
    let world = World::with(Config { customers: 40.max(names.len()), ..Config::default() }).await;
    world.engine.candidates().remove(Selection::All).await.unwrap();
    let phone = |nth: usize| format!("139{nth:08}");
    let people = names.iter().enumerate().map(|(nth, name)| CandidateDraft {
        name: (*name).to_owned(),
        phone: Some(phone(nth)),
        ..CandidateDraft::default()
    });
    world.engine.candidates().put(Parsed::of_people(people.collect()), false).await.unwrap();
    let mut rows = Vec::new();
    let ask = async |after| world.engine.candidates().list(CandidateQuery { after, ..CandidateQuery::default() }).await;
    every_row(ask, |row| rows.push(row)).await.unwrap();
    let mut guests = Vec::new();
    for ((nth, name), customer) in names.iter().enumerate().zip(world.company.customers()) {
        let (colleague, external) = (customer.followers().next().unwrap().to_owned(), customer.external_userid.clone());
        let spelt = format!("+86 {}", phone(nth));
        world.company.colleague_notes(&colleague, &external, |follow| follow.remark_mobiles = vec![spelt]);
        let id = rows.iter().find(|row| row.person.name == *name).unwrap().id;
        guests.push(Guest { id, external, colleague });
    }
    world.engine.outside().sync(&world.account.id).await.unwrap();
    (world, guests)
}

impl World {
    async fn set(&self, set: WriteBack) {
        self.engine.outside().write_back_set(&self.account.id, set).await.unwrap();
    }

    async fn back(&self) -> WriteBackDone {
        self.engine.outside().write_back(&self.account.id).await.unwrap()
    }

    fn follow(&self, guest: &Guest) -> Follow {
        let all = self.company.customers();
        let customer = all.iter().find(|one| one.external_userid == guest.external).unwrap();
        customer.follow(&guest.colleague).unwrap().clone()
    }

    fn note(&self, guest: &Guest, note: impl FnOnce(&mut Follow)) {
        assert!(self.company.colleague_notes(&guest.colleague, &guest.external, note), "the colleague has them");
    }

    fn spoil(&self, call: &str, when: When, fault: Fault) {
        self.company.set_faults(vec![FaultRule { call: call.to_owned(), when, fault }]);
    }

    fn arrived(&self, path: &str) -> usize {
        calls(&self.company, path).len()
    }

    /// About an interview on a day; the soonest one counts.
    async fn answers(&self, guest: &Guest, day: u32, kind: AnswerKind) {
        let draft = InterviewDraft {
            candidates: vec![guest.id],
            format: InterviewFormat::Video,
            starts: format!("2099-11-{day}T14:00"),
            zone: "Asia/Shanghai".to_owned(),
            minutes: 45,
            ..InterviewDraft::default()
        };
        let interview = self.engine.interviews().save(None, draft).await.unwrap().id;
        let new = NewAnswer { interview, candidate: guest.id, kind, wish: None };
        self.engine.interviews().answer(new).await.unwrap();
    }
}

#[tokio::test]
async fn nothing_leaves_before_somebody_asked_for_it() {
    let (world, guests) = guests(&["Lin Yi"]).await;
    let before = world.company.journal().len();
    assert_eq!(world.back().await, WriteBackDone::default(), "off");
    world.engine.outside().round(&world.account.id).await.unwrap();
    assert_eq!(world.company.journal().len(), before, "no call");
    assert!(world.engine.outside().watched().await.unwrap().is_empty(), "and nobody is watched for it");
    world.set(WriteBack { remark: true, tags: false }).await;
    assert_eq!(world.engine.outside().watched().await.unwrap().len(), 1, "now they are");
    world.engine.outside().round(&world.account.id).await.unwrap();
    assert_eq!(world.follow(&guests[0]).remark, "Lin Yi", "a round writes it by itself");
    let reads = world.arrived("externalcontact/get");
    world.engine.outside().round(&world.account.id).await.unwrap();
    assert_eq!(world.arrived("externalcontact/get"), reads, "once");
}

#[tokio::test]
async fn what_a_person_typed_stays_and_numbers_are_added() {
    let long = "A name of more than twenty characters";
    let (world, guests) = guests(&["Lin Yi", "Mo Bai", "Opted Out", long]).await;
    world.set(WriteBack { remark: true, tags: false }).await;
    world.note(&guests[0], |follow| follow.description = "met in May".to_owned());
    world.note(&guests[0], |follow| follow.remark_mobiles = vec!["010-65432100".to_owned()]);
    world.note(&guests[1], |follow| follow.remark = "the quick one".to_owned());
    let request = OptOutRequest { candidate: guests[2].id, opted_out: true, note: None };
    world.engine.outside().opt_out(request).await.unwrap();
    let opted_out = world.follow(&guests[2]);

    let done = world.back().await;
    let of = |guest: &Guest| done.people.iter().find(|one| one.candidate == guest.id).unwrap();
    let first = world.follow(&guests[0]);
    assert_eq!((first.remark.as_str(), first.description.as_str()), ("Lin Yi", "met in May"), "the notes stay");
    assert_eq!(first.remark_mobiles, ["010-65432100", "13900000000"], "added behind what was there");
    assert_eq!(of(&guests[0]).wrote, [WriteBackPart::Remark, WriteBackPart::Phone], "as it is told");
    assert_eq!(world.follow(&guests[1]).remark, "the quick one", "somebody's own words");
    assert_eq!(of(&guests[1]).left, [WriteBackLeft::OwnRemark], "as it is told");
    assert_eq!(world.follow(&guests[1]).remark_mobiles, ["+86 13900000001"], "the same number in another spelling");
    assert_eq!((&world.follow(&guests[2]), &of(&guests[2]).left[..]), (&opted_out, &[WriteBackLeft::OptedOut][..]));
    assert_eq!(of(&guests[3]).left, [WriteBackLeft::NameTooLong], "told, not cut");
    assert_eq!((done.report.written, done.report.right, done.report.after), (1, 0, None), "{:?}", done.report);

    let writes = world.arrived("externalcontact/remark");
    assert_eq!(world.back().await.report.right, 1, "all is right now");
    assert_eq!(world.arrived("externalcontact/remark"), writes, "nothing is written twice");
}

#[tokio::test]
async fn only_tags_of_the_own_group_change_and_it_is_made_once() {
    let (world, guests) = guests(&["Lin Yi", "Mo Bai"]).await;
    world.set(WriteBack { remark: false, tags: true }).await;
    world.note(&guests[0], |follow| follow.tag_ids = vec!["etCAMPUS".to_owned()]);
    world.answers(&guests[0], 25, AnswerKind::Accepted).await;
    world.spoil("add_corp_tag", When::Always, Fault::ReplyLost);
    assert_eq!(world.back().await.report.stopped, None, "the list says that it was made");
    assert_eq!(world.arrived("add_corp_tag"), 1, "once");
    let ours = || {
        let tags = world.follow(&guests[0]).tag_ids;
        assert!(tags.iter().any(|id| id == "etCAMPUS"), "the tag of others stays: {tags:?}");
        tags.into_iter().filter(|id| id != "etCAMPUS").collect::<Vec<_>>()
    };
    let accepted = ours();
    assert_eq!(accepted.len(), 1, "beside it: {accepted:?}");
    assert!(world.follow(&guests[1]).tag_ids.is_empty(), "of whom nothing is known there is no tag");

    let marks = world.arrived("mark_tag");
    assert_eq!(world.back().await.report.right, 2, "all is right");
    assert_eq!(world.arrived("mark_tag"), marks, "nothing is written twice");
    world.answers(&guests[0], 24, AnswerKind::Declined).await;
    world
        .engine
        .outside()
        .opt_out(OptOutRequest { candidate: guests[0].id, opted_out: true, note: None })
        .await
        .unwrap();
    world.back().await;
    let declined = ours();
    assert_eq!(declined.len(), 1, "in the place of the other: {declined:?}");
    assert_ne!(declined, accepted, "another stage");
    assert_eq!((world.arrived("add_corp_tag"), world.arrived("externalcontact/remark")), (1, 0), "no group, no remark");
}

#[tokio::test]
async fn one_who_fails_stops_no_other_and_no_right_holds_it() {
    let (world, guests) = guests(&["Lin Yi", "Mo Bai"]).await;
    world.set(ALL).await;
    world.spoil("externalcontact/remark", When::Nth(1), Fault::ErrCode(84061));
    let done = world.back().await;
    assert_eq!(done.report.left, [(WriteBackLeft::Refused { errcode: 84061 }, 1)], "the first");
    assert_eq!((done.report.written, world.follow(&guests[1]).remark.as_str()), (1, "Mo Bai"), "the other");

    for code in [48002, 84074, 60011] {
        world.engine.outside().sync(&world.account.id).await.unwrap();
        world.spoil("externalcontact/get", When::Always, Fault::ErrCode(code));
        let done = world.back().await;
        assert_eq!((done.report.stopped, done.report.held), (Some(Reason::Stopped { errcode: code }), true), "{code}");
        let asked = world.arrived("externalcontact/get");
        world.engine.outside().round(&world.account.id).await.unwrap();
        assert_eq!(world.arrived("externalcontact/get"), asked, "not by itself");
        world.company.set_faults(Vec::new());
    }
    assert_eq!(world.back().await.report.stopped, None, "somebody asks again");
}

#[tokio::test]
async fn more_people_than_a_round_holds_are_all_written_once() {
    let names: Vec<String> = (0..230).map(|nth| format!("Guest {nth:03}")).collect();
    let (world, guests) = guests(&names.iter().map(String::as_str).collect::<Vec<_>>()).await;
    world.set(ALL).await;
    world.answers(&guests[0], 25, AnswerKind::Accepted).await;
    world.answers(&guests[229], 25, AnswerKind::Declined).await;
    let mut written = Vec::new();
    for (round, wanted) in [100, 100, 30].into_iter().enumerate() {
        let done = world.back().await;
        assert_eq!((done.report.written, done.report.stopped), (wanted, None), "round {round}");
        assert_eq!(done.report.after.is_some(), round < 2, "whether there are more is said in round {round}");
        written.extend(done.people.into_iter().map(|one| one.candidate));
    }
    let mut all: Vec<CandidateId> = guests.iter().map(|guest| guest.id).collect();
    written.sort();
    all.sort();
    assert_eq!(written, all, "everybody, and nobody twice");
    for (guest, name) in guests.iter().zip(&names) {
        assert_eq!(&world.follow(guest).remark, name, "each by the own name");
    }
    assert_eq!(world.arrived("externalcontact/remark"), 230, "a call each");
    assert_eq!((world.arrived("mark_tag"), world.arrived("add_corp_tag")), (2, 1), "of whom something is known");
    assert_eq!(world.back().await.report.right, 100, "the next round begins again, and writes nothing");
    assert_eq!((world.arrived("externalcontact/remark"), world.arrived("mark_tag")), (230, 2), "all is right");
}

#[tokio::test]
async fn a_round_that_breaks_off_goes_on_behind_the_last_person() {
    let names: Vec<String> = (0..130).map(|nth| format!("Guest {nth:03}")).collect();
    let (world, _) = guests(&names.iter().map(String::as_str).collect::<Vec<_>>()).await;
    world.set(WriteBack { remark: true, tags: false }).await;
    world.spoil("externalcontact/remark", When::Nth(120), Fault::ErrCode(45009));
    assert_eq!(world.back().await.report.written, 100, "a full round");
    let broken = world.back().await.report;
    assert_eq!((broken.written, broken.held), (19, false), "the limit came in the second one: {broken:?}");
    assert_eq!(broken.stopped, Some(Reason::Stopped { errcode: 45009 }), "as it is told");
    let last = world.back().await.report;
    assert_eq!(
        (last.written, last.right, last.after),
        (11, 0, None),
        "nobody is read twice, nobody left out: {last:?}"
    );
    assert_eq!(world.arrived("externalcontact/remark"), 131, "one call was refused");
}
