//! People and the company's address book: look-ups, the rule of the wrong ones, reachability, and changes taken back.

#![allow(clippy::unwrap_used, reason = "helpers of tests may fail them")]

mod common;

use std::sync::Arc;

use beckon_engine::{Error, Parsed};
use beckon_model::{
    CandidateDraft, CandidateFilter, CandidateId, CandidateQuery, DirectoryPlace, LookupBy, LookupOutcome,
    LookupReport, LookupRequest, LookupStop, Reason, Route, Selection, SystemClock,
};
use beckon_sandbox::{Config, Range, Sandbox};
use common::World;

fn someone(name: &str, phone: &str) -> CandidateDraft {
    let phone = Some(phone.to_owned()).filter(|phone| !phone.is_empty());
    CandidateDraft { name: name.to_owned(), phone, tags: vec!["new".into()], ..CandidateDraft::default() }
}

/// A company whose members are in nobody's list, and these people in ours.
async fn with_people(people: impl FnOnce(&Sandbox) -> Vec<CandidateDraft>) -> World {
    let world = World::new().await;
    world.engine.candidates().remove(Selection::All).await.unwrap();
    world.engine.candidates().put(Parsed::of_people(people(&world.company)), false).await.unwrap();
    world
}

async fn look_up(world: &World, by: LookupBy) -> LookupReport {
    let account = world.account.id.clone();
    let request = LookupRequest { account, to: Selection::All, by, company_members: None };
    world.engine.candidates().lookup_start(request).await.unwrap()
}

fn asked(world: &World) -> usize {
    common::calls(&world.company, "/user/getuserid").len()
}

#[tokio::test]
async fn members_are_found_by_their_phone_and_noted_as_reachable() {
    let world = with_people(|company| {
        let seen = company.members().iter().find(|member| member.visible).unwrap().clone();
        vec![
            someone(&seen.name, &format!("+86 {}", seen.mobile)),
            someone("Nobody", "13900000000"),
            someone("No phone", ""),
            someone("Odd", "ask him"),
        ]
    })
    .await;
    let seen = world.company.members().iter().find(|member| member.visible).unwrap().clone();
    let report = look_up(&world, LookupBy::Mobile).await;
    assert_eq!((report.found, report.total, &report.stopped), (1, 4, &None), "one of four");
    let outcomes: Vec<_> = report.rows.iter().map(|row| (row.name.as_str(), &row.outcome)).collect();
    assert!(outcomes.contains(&("Nobody", &LookupOutcome::Nobody)), "told by name: {outcomes:?}");
    assert!(outcomes.contains(&("No phone", &LookupOutcome::NoValue)), "there was nothing to ask for");
    assert!(outcomes.contains(&("Odd", &LookupOutcome::BadValue)), "and this is no number");
    assert_eq!(asked(&world), 2, "what cannot be a number is no call, for it would count as a wrong one");
    let people = world.engine.candidates().list(CandidateQuery::default()).await.unwrap().rows;
    assert_eq!(people[0].person.userid.as_deref(), Some(seen.userid.as_str()), "put into the list");
    let detail = world.engine.candidates().get(people[0].id).await.unwrap();
    assert!(
        detail.reach[0].reachable && detail.reach[0].account == world.account.id,
        "whoever is found can be reached"
    );

    let undo = report.changed.unwrap().undo;
    assert_eq!(world.engine.candidates().undo(undo).await.unwrap(), 1, "a look-up can be taken back");
    let people = world.engine.candidates().list(CandidateQuery::default()).await.unwrap().rows;
    assert_eq!(people[0].person.userid, None, "as before");
}

#[tokio::test]
async fn the_member_of_somebody_else_in_the_list_is_told_and_not_doubled() {
    let world = World::new().await;
    let member = world.company.members().iter().find(|member| member.visible).unwrap().clone();
    world.engine.candidates().put(Parsed::of_people(vec![someone("Twin", &member.mobile)]), false).await.unwrap();
    let report = look_up(&world, LookupBy::Mobile).await;
    let same = LookupOutcome::SameUserid { userid: member.userid.clone(), name: member.name.clone() };
    assert_eq!(report.rows[0].outcome, same, "two people with one userid would get each other's messages");
    assert_eq!((report.found, report.mapped_before), (0, 40), "nothing was changed");
}

#[tokio::test]
async fn wrong_look_ups_stop_before_wecom_blocks_them_for_a_day() {
    let world = with_people(|_| (0..30).map(|n| someone(&format!("p{n}"), &format!("139{n:08}"))).collect()).await;
    let seen = world.company.members().iter().filter(|member| member.visible).count() as u64;
    let report = look_up(&world, LookupBy::Mobile).await;
    let allowed = seen * 20 / 100;
    assert_eq!(report.stopped, Some(LookupStop::TooManyWrong { wrong: allowed, allowed }), "a fifth of those it sees");
    assert_eq!(asked(&world) as u64, allowed, "not one call more left");
    let not_asked = report.rows.iter().filter(|row| row.outcome == LookupOutcome::NotAsked).count() as u64;
    assert_eq!(not_asked, 30 - allowed, "the others are told as not asked");

    let again = look_up(&world, LookupBy::Mobile).await;
    assert!(matches!(again.stopped, Some(LookupStop::TooManyWrong { .. })), "the day's count outlives the run");
    assert_eq!(asked(&world) as u64, allowed, "nobody was asked for again");

    let member = world.company.members().iter().find(|member| member.visible).unwrap().clone();
    let client_still_works = LookupRequest {
        account: world.account.id.clone(),
        to: Selection::Search { text: "right".into() },
        by: LookupBy::Mobile,
        company_members: Some(1000),
    };
    world.engine.candidates().put(Parsed::of_people(vec![someone("right", &member.mobile)]), false).await.unwrap();
    let report = world.engine.candidates().lookup_start(client_still_works).await.unwrap();
    assert_eq!(report.found, 1, "WeCom has blocked nothing: {report:?}");
}

#[tokio::test]
async fn who_cannot_be_reached_is_known_before_anything_is_sent() {
    let hidden = "zhangsan";
    let mut config = Config { members: 12, ..Config::default() };
    let company = Sandbox::start(config.clone()).await.unwrap();
    let members: Vec<String> = company.members().iter().map(|member| member.userid.clone()).collect();
    config.apps[0].range = Range::Only { userids: members[..5].to_vec(), departments: vec![], tags: vec![] };
    let company = Sandbox::start(config).await.unwrap();
    let url = company.base_url();
    let world = World::at(company, &url, Arc::new(SystemClock)).await;
    let stranger = CandidateDraft { userid: Some(hidden.into()), ..someone("Stranger", "") };
    world.engine.candidates().put(Parsed::of_people(vec![stranger, someone("Unmapped", "")]), false).await.unwrap();

    let report = world.engine.candidates().reach_check(&world.account.id, Selection::All).await.unwrap();
    assert_eq!(
        (report.reachable, report.unreachable, report.unmapped, report.members),
        (5, 8, 1, 5),
        "as the app sees"
    );
    let plan = world.engine.send().check(world.to_all().await).await.unwrap();
    assert_eq!((plan.ready, plan.held), (5, 9), "9 of these 14 cannot get it");
    let unreachable = plan.problems.iter().filter(|problem| matches!(problem.reason, Reason::NotReachable { .. }));
    assert_eq!(unreachable.count(), 8, "and why, with the date of the check");
}

#[tokio::test]
async fn only_the_route_of_a_member_leads_to_a_message() {
    let world = World::new().await;
    let userid = |at: usize| world.company.members()[at].userid.clone();
    let one = |at: usize| Selection::Userids { userids: vec![userid(at)] };
    world.engine.candidates().route(one(0), Route::External).await.unwrap();
    let changed = world.engine.candidates().route(one(1), Route::None).await.unwrap();
    let reasons = async || {
        let plan =
            world.engine.send().check(world.to_userids(&[&userid(0), &userid(1), &userid(2)]).await).await.unwrap();
        plan.problems.into_iter().map(|problem| problem.reason).collect::<Vec<_>>()
    };
    assert_eq!(reasons().await, [Reason::RouteExternal, Reason::RouteNone], "each with its reason");
    world.engine.candidates().undo(changed.undo).await.unwrap();
    assert_eq!(reasons().await, [Reason::RouteExternal], "the last change is taken back, the one before stays");
    let first = world.engine.candidates().undo(changed.undo - 1).await;
    assert!(matches!(first, Err(Error::NotFound(_))), "only the last change can be taken back");
}

#[tokio::test]
async fn an_edit_keeps_the_rules_of_an_import() {
    let world = World::new().await;
    let people = world.engine.candidates().list(CandidateQuery::default()).await.unwrap().rows;
    let (one, other) = (people[0].clone(), people[1].clone());
    let refused = async |person: CandidateDraft| match world.engine.candidates().edit(one.id, person).await {
        Err(Error::Invalid(fields)) => {
            fields.into_iter().map(|at| format!("{:?} {:?}", at.field, at.problem)).collect::<Vec<_>>()
        }
        outcome => panic!("must be refused: {outcome:?}"),
    };
    assert_eq!(refused(CandidateDraft { name: " \u{3000}".into(), ..one.person.clone() }).await, ["Name Required"]);
    let userid = |text: &str| CandidateDraft { userid: Some(text.to_owned()), ..one.person.clone() };
    assert_eq!(refused(userid("_x y")).await, ["Userid NotAUserid"]);
    let upper = other.person.userid.clone().unwrap().to_uppercase();
    assert_eq!(refused(userid(&upper)).await, ["Userid Taken"], "without case: WeCom takes both for one member");

    let tidy = CandidateDraft { name: " 张伟 ".into(), phone: Some(" ".into()), ..one.person.clone() };
    let changed = world.engine.candidates().edit(one.id, tidy).await.unwrap();
    let now = world.engine.candidates().get(one.id).await.unwrap().candidate.person;
    assert_eq!((now.name.as_str(), now.phone), ("张伟", None), "blanks are no values");
    assert_eq!(world.engine.candidates().undo(changed.undo).await.unwrap(), 1, "one person");
    let back = world.engine.candidates().get(one.id).await.unwrap().candidate;
    assert_eq!(back, one, "exactly as before");
}

#[tokio::test]
async fn people_who_were_removed_come_back_with_their_log() {
    let world = World::new().await;
    world.send(world.to_userids(&[&world.company.members()[0].userid.clone()]).await).await;
    let before = world.engine.candidates().list(CandidateQuery::default()).await.unwrap();
    let id = world.log().await[0].candidate.unwrap();
    let tagged = world.engine.candidates().tag(Selection::All, vec!["x".into()], vec![]).await.unwrap();
    assert_eq!(tagged.people, 40, "everybody");
    let removed = world.engine.candidates().remove(Selection::Tag { tag: "X".into() }).await.unwrap();
    assert_eq!(removed.people, 40, "a tag is compared without case");
    assert_eq!(world.log().await[0].candidate, None, "the log keeps the row without the person");
    world.engine.candidates().undo(removed.undo).await.unwrap();
    let after = world.engine.candidates().list(CandidateQuery::default()).await.unwrap();
    assert_eq!(after.total, before.total, "all are back");
    assert_eq!(world.log().await[0].candidate, Some(id), "with what was sent to them");
    let filter = CandidateFilter { search: Some("x".into()), tag: Some("x".into()), ..CandidateFilter::default() };
    let found = world.engine.candidates().list(CandidateQuery { filter, ..CandidateQuery::default() }).await.unwrap();
    assert_eq!(found.total, 40, "and are found as before");
}

#[tokio::test]
async fn a_member_is_picked_from_the_visible_range() {
    let world = with_people(|_| vec![someone("新人", "")]).await;
    let directory = world.engine.candidates().directory_get(&world.account.id).await.unwrap();
    assert!(!directory.departments.is_empty() && !directory.tags.is_empty(), "{directory:?}");
    let department = directory.departments.iter().find(|one| one.parent != 0).unwrap();
    let of = DirectoryPlace::Department { id: department.id };
    let members = world.engine.candidates().directory_members(&world.account.id, of).await.unwrap();
    let member = members[0].clone();
    let id: CandidateId = world.engine.candidates().list(CandidateQuery::default()).await.unwrap().rows[0].id;
    let changed = world.engine.candidates().map(id, world.account.id.clone(), member.userid.clone()).await.unwrap();
    let detail = world.engine.candidates().get(id).await.unwrap();
    assert_eq!(detail.candidate.person.userid, Some(member.userid), "the member whom somebody picked");
    assert!(detail.reach[0].reachable, "who is in the visible range can be reached");
    world.engine.candidates().undo(changed.undo).await.unwrap();
    let detail = world.engine.candidates().get(id).await.unwrap();
    assert_eq!((detail.candidate.person.userid, detail.reach.len()), (None, 0), "taken back with the check");
    let single = world.engine.candidates().directory_members(&world.account.id, DirectoryPlace::Single).await.unwrap();
    assert_eq!(single.len() as u64, directory.single, "members named one by one are listed by name");
}
