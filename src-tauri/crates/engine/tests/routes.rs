//! Candidates who are no members: customers that are read and matched, links, and the way to each person.

#![allow(clippy::unwrap_used, reason = "helpers of tests may fail them")]

#[path = "doctor/between.rs"]
#[allow(dead_code, reason = "the doctor's tests use all of it")]
mod between;
mod common;

use std::collections::HashSet;
use std::sync::{Arc, Mutex};

use beckon_engine::{Error, Parsed};
use beckon_model::{
    CandidateDraft, CandidateId, CandidateQuery, ComposeBy, ComposeRequest, CustomerSync, LinkBy, LinkMade,
    LinkRequest, LinkState, MatchCertainty, PersonOutside, Route, Selection, SystemClock, Way,
};
use beckon_sandbox::{Config, Fault, FaultRule, Sandbox, When};
use between::{Turn, json};
use common::World;
use wecom::limits::KF_ACCOUNTS_COUNT;

/// A company with these people in our list, none of them a member.
async fn with(config: Config, people: &[(&str, &str)]) -> (World, Vec<CandidateId>) {
    let world = World::with(config).await;
    let people = people.iter().map(|(name, phone)| CandidateDraft {
        name: (*name).to_owned(),
        phone: Some((*phone).to_owned()).filter(|phone| !phone.is_empty()),
        email: Some("lin@example.com".to_owned()),
        ..CandidateDraft::default()
    });
    world.engine.candidates().remove(Selection::All).await.unwrap();
    world.engine.candidates().put(Parsed::of_people(people.collect()), false).await.unwrap();
    let rows = world.engine.candidates().list(CandidateQuery::default()).await.unwrap().rows;
    let ids = rows.iter().map(|row| row.id).collect();
    (world, ids)
}

impl World {
    async fn sync(&self) -> CustomerSync {
        self.engine.outside().sync(&self.account.id).await.unwrap()
    }

    async fn outside(&self, id: CandidateId) -> PersonOutside {
        self.engine.outside().person(id, &self.account.id).await.unwrap()
    }

    async fn link(&self, id: CandidateId, by: LinkBy) -> Result<LinkMade, Error> {
        let request = LinkRequest { candidate: id, account: self.account.id.clone(), by, colleague: None };
        self.engine.outside().link_make(request).await
    }

    fn spoil(&self, call: &str, when: When, fault: Fault) {
        self.company.set_faults(vec![FaultRule { call: call.to_owned(), when, fault }]);
    }
}

fn known(person: &PersonOutside) -> (Way, Option<MatchCertainty>, usize) {
    (person.way.way, person.way.customer.as_ref().map(|one| one.certainty), person.way.maybe.len())
}

#[tokio::test]
async fn two_thousand_customers_that_are_read_twice_are_two_thousand() {
    let config = Config { customers: 2000, ..Config::default() };
    let (world, ids) = with(config, &[("Lin Yi", "+86 138-0000-0001"), ("Nobody", "13900000000")]).await;
    let one = world.company.customers().into_iter().find(|one| one.followers().next().is_some()).unwrap();
    let colleague = one.followers().next().unwrap().to_owned();
    let noted = world.company.colleague_notes(&colleague, &one.external_userid, |follow| {
        follow.remark_mobiles = vec!["010-65432100".to_owned(), "138 0000 0001".to_owned()];
    });
    assert!(noted, "the colleague has the customer");
    assert_eq!(known(&world.outside(ids[0]).await), (Way::Copy, None, 0), "nothing was read yet");
    let (first, second) = (world.sync().await, world.sync().await);
    assert_eq!((first.customers, first.phone), (2000, 1), "all pages were read");
    assert_eq!(CustomerSync { read_at: first.read_at, ..second }, first, "again the same people");
    let person = world.outside(ids[0]).await;
    assert_eq!(known(&person), (Way::Customer, Some(MatchCertainty::Phone), 0), "by the number that was noted");
    let customer = person.way.customer.unwrap();
    assert_eq!(customer.followers[0].userid, colleague, "and it is known whose customer they are");
    assert!(customer.since <= first.read_at, "since the first time");
    assert_eq!(known(&world.outside(ids[1]).await), (Way::Copy, None, 0), "who is not there is not there");
}

#[tokio::test]
async fn half_a_sync_changes_nothing() {
    let config = Config { customers: 250, ..Config::default() };
    let (world, ids) = with(config, &[("Lin Yi", "13800000001")]).await;
    let one = &world.company.customers()[200];
    let colleague = one.followers().next().unwrap().to_owned();
    world.company.colleague_notes(&colleague, &one.external_userid, |follow| {
        follow.remark_mobiles = vec!["13800000001".to_owned()];
    });
    world.sync().await;
    let before = world.outside(ids[0]).await;
    assert_eq!(before.way.way, Way::Customer, "known");
    for fault in [Fault::ErrCode(-1), Fault::ResetAfterProcessing, Fault::ErrCode(48002)] {
        world.spoil("batch/get_by_user", When::Nth(2), fault.clone());
        let failed = world.engine.outside().sync(&world.account.id).await;
        assert!(matches!(failed, Err(Error::Wecom { .. })), "{fault:?} ends the sync: {failed:?}");
        assert_eq!(world.outside(ids[0]).await, before, "{fault:?}: nobody is taken for gone");
    }
}

#[tokio::test]
async fn who_scans_the_code_is_that_candidate_once_the_chat_is_open() {
    let (world, ids) = with(Config::default(), &[("Lin Yi", "13800000001"), ("Mo", "")]).await;
    let link = world.link(ids[0], LinkBy::ContactWay).await.unwrap().link;
    assert_eq!(world.link(ids[0], LinkBy::ContactWay).await.unwrap().link, link, "the same link again");
    let calls = common::calls(&world.company, "/externalcontact/add_contact_way");
    assert_eq!(calls.len(), 1, "WeCom made one");
    let body = String::from_utf8(calls[0].body.to_vec()).unwrap();
    assert!(body.contains(&link.id) && !body.contains("Lin") && !body.contains("1380"), "nothing personal: {body}");
    assert_eq!(link.state, LinkState::Made, "nobody has it yet");
    assert!(world.outside(ids[0]).await.links[0].qr.is_none(), "the picture is WeCom's");
    world.engine.outside().link_copied(link.id.clone()).await.unwrap();

    let outsider = world.company.outsider("moon \u{1f319}").unwrap();
    let colleague = world.company.outsider_opens(&outsider, &link.url).unwrap();
    let read = world.sync().await;
    assert_eq!((read.exact, read.doubts), (1, vec![]), "by the link's own id");
    let person = world.outside(ids[0]).await;
    let customer = person.way.customer.as_ref().unwrap();
    assert_eq!((person.way.way, customer.certainty), (Way::Customer, MatchCertainty::Exact), "that candidate");
    assert!(customer.half, "the colleague has not opened the chat");
    assert_eq!(person.links[0].link.state, LinkState::Added, "the link says how far they have come");
    assert!(person.links[0].link.copied_at.is_some(), "and when it was copied");

    world.company.colleague_opens_chat(&colleague, &outsider);
    world.sync().await;
    assert!(!world.outside(ids[0]).await.way.customer.unwrap().half, "now they can be written to");
    let asked = common::calls(&world.company, "/externalcontact/get").len();
    world.sync().await;
    assert_eq!(
        common::calls(&world.company, "/externalcontact/get").len(),
        asked,
        "whoever is whole is not asked about"
    );

    world.company.colleague_deletes(&colleague, &outsider);
    world.sync().await;
    assert_eq!(known(&world.outside(ids[0]).await), (Way::Copy, None, 0), "gone at WeCom, no way any more");
}

#[tokio::test]
async fn one_paid_link_serves_everybody_and_who_forwards_it_is_told() {
    let (world, ids) =
        with(Config { acquisition_quota: Some(2), ..Config::default() }, &[("Lin", ""), ("Mo", "")]).await;
    let lin = world.link(ids[0], LinkBy::Acquisition).await.unwrap();
    let mo = world.link(ids[1], LinkBy::Acquisition).await.unwrap();
    assert_eq!(common::calls(&world.company, "/create_link").len(), 1, "one link of the account");
    assert_eq!(lin.balance, Some(2), "what is left is said");
    assert!(lin.link.url.ends_with(&format!("customer_channel={}", lin.link.id)), "each with their own id");
    assert_ne!(lin.link.id, mo.link.id, "and not with another's");
    let drawn = world.outside(ids[0]).await.links.remove(0);
    assert!(drawn.qr.is_some_and(|code| code.size > 20), "drawn here");

    let (first, second) = (world.company.outsider("a").unwrap(), world.company.outsider("b").unwrap());
    let colleague = world.company.outsider_opens(&first, &lin.link.url).unwrap();
    world.company.outsider_writes(&first, &colleague);
    world.sync().await;
    assert_eq!(world.outside(ids[0]).await.links[0].link.state, LinkState::Wrote, "WeCom says who wrote");

    let other = world.company.outsider_opens(&second, &lin.link.url).unwrap();
    let read = world.sync().await;
    assert_eq!((read.exact, read.doubts.len()), (0, 1), "two people with one link: told");
    assert_eq!((read.doubts[0].names.as_slice(), read.doubts[0].customers.len()), (&["Lin".to_owned()][..], 2), "who");
    let person = world.outside(ids[0]).await;
    assert_eq!((person.way.way, person.way.maybe.len()), (Way::Copy, 2), "no one is written to by a guess");
    assert!(person.way.customer.is_none(), "nor is anyone called the candidate");
    let account = &world.account.id;
    let said = world.engine.outside().match_confirm(ids[0], account, second.clone()).await.unwrap();
    assert_eq!(known(&said), (Way::Customer, Some(MatchCertainty::Confirmed), 0), "somebody says who it is");
    assert_eq!(world.sync().await.confirmed, 1, "and no sync takes it back");
    let said = world.engine.outside().match_reject(ids[0], account, second).await.unwrap();
    assert_eq!(known(&said), (Way::Customer, Some(MatchCertainty::Exact), 0), "not that one: then the other");
    assert!(!other.is_empty(), "the second was somebody's customer, too");

    let again = world.link(ids[1], LinkBy::Acquisition).await.unwrap();
    assert_eq!((again.link, again.balance), (mo.link, Some(0)), "a link that exists is shown, with what is left");
    let third = world.engine.candidates();
    third.put(Parsed::of_people(vec![common::person("Three", "")]), false).await.unwrap();
    let rows = world.engine.candidates().list(CandidateQuery::default()).await.unwrap().rows;
    let refused = world.link(rows[2].id, LinkBy::Acquisition).await;
    assert!(matches!(refused, Err(Error::NoBalance)), "a link that would add nobody is not made: {refused:?}");
}

#[tokio::test]
async fn a_service_link_is_asked_for_once_per_account() {
    let (world, ids) = with(Config::default(), &[("Lin", ""), ("Mo", "")]).await;
    let accounts = world.engine.outside().accounts(&world.account.id).await.unwrap();
    assert!(accounts.iter().any(|one| one.managed) && accounts.iter().any(|one| !one.managed), "both are listed");
    let mut links = HashSet::new();
    for id in &ids {
        links.insert(world.link(*id, LinkBy::Service).await.unwrap().link.url);
    }
    assert_eq!(common::calls(&world.company, "/kf/add_contact_way").len(), 1, "what tells them apart needs no call");
    let of = |url: &String| url.contains("scene_param=") && url.starts_with("http");
    assert!(links.len() == 2 && links.iter().all(of), "two links: {links:?}");

    let mut config = Config::default();
    config.service.retain(|one| one.managed != beckon_sandbox::Managed::Api);
    let (world, ids) = with(config, &[("Lin", "")]).await;
    let refused = world.link(ids[0], LinkBy::Service).await;
    assert!(matches!(refused, Err(Error::NoServiceAccount)), "none that the app may use: {refused:?}");
}

#[tokio::test]
async fn a_link_whose_answer_was_lost_is_of_the_same_person() {
    let (world, ids) = with(Config::default(), &[("Lin", "")]).await;
    world.spoil("externalcontact/add_contact_way", When::Nth(1), Fault::ReplyLost);
    world.link(ids[0], LinkBy::ContactWay).await.unwrap_err();
    assert_eq!(world.outside(ids[0]).await.links, [], "nothing to show yet");
    let link = world.link(ids[0], LinkBy::ContactWay).await.unwrap().link;
    let calls = common::calls(&world.company, "/externalcontact/add_contact_way");
    let state = |at: usize| serde_json::from_slice::<serde_json::Value>(&calls[at].body).unwrap()["state"].clone();
    assert_eq!(calls.len(), 2, "asked twice");
    assert_eq!((state(0), state(1)), (link.id.as_str().into(), link.id.as_str().into()), "with one id");
}

#[tokio::test]
async fn a_name_is_suggested_and_what_somebody_chose_goes_first() {
    let (world, ids) = with(Config::default(), &[("陆雪", ""), ("oscar", "")]).await;
    let read = world.sync().await;
    assert_eq!((read.suggested, read.exact + read.phone + read.confirmed), (2, 0), "equal names, nothing more");
    let person = world.outside(ids[0]).await;
    assert_eq!(known(&person), (Way::Copy, None, 1), "no message goes to them for it");
    let customer = person.way.maybe[0].external_userid.clone();
    let said = world.engine.outside().match_confirm(ids[0], &world.account.id, customer).await.unwrap();
    assert_eq!(said.way.way, Way::Customer, "somebody says so");
    world.engine.candidates().route(Selection::Ids { ids: vec![ids[0]] }, Route::None).await.unwrap();
    assert_eq!(world.outside(ids[0]).await.way.way, Way::Copy, "somebody chose that WeCom is not the way");
    let unknown = world.engine.outside().match_confirm(ids[1], &world.account.id, "wmNobody".to_owned()).await;
    assert!(matches!(unknown, Err(Error::NotFound(_))), "a customer nobody has read");

    let customer = world.outside(ids[1]).await.way.maybe[0].external_userid.clone();
    world.engine.outside().match_reject(ids[1], &world.account.id, customer).await.unwrap();
    assert_eq!(world.sync().await.suggested, 0, "no is not asked again");
}

#[tokio::test]
async fn without_the_right_or_a_licence_it_is_said() {
    let config = Config { customer_contact: Vec::new(), ..Config::default() };
    let (world, ids) = with(config, &[("Lin", "")]).await;
    let read = world.sync().await;
    assert_eq!((read.colleagues.len(), read.customers), (0, 0), "no colleague has the function");
    let refused = world.link(ids[0], LinkBy::ContactWay).await;
    assert!(matches!(refused, Err(Error::NoColleague)), "nobody could be added: {refused:?}");
    world.spoil("get_follow_user_list", When::Always, Fault::ErrCode(48002));
    let refused = world.engine.outside().sync(&world.account.id).await;
    assert!(matches!(&refused, Err(Error::Wecom { error, .. }) if error.refused().unwrap().errcode == 48002), "told");

    let (world, _) = with(Config::default(), &[("Lin", "")]).await;
    world.spoil("batch/get_by_user", When::Always, Fault::ErrCode(701_008));
    let read = world.sync().await;
    assert_eq!((&read.unlicensed, read.customers), (&read.colleagues, 0), "who has no licence is named");
}

#[tokio::test]
async fn a_text_is_handed_to_the_person_of_the_list_and_to_no_one_else() {
    let (world, ids) = with(Config::default(), &[("Lin", "138 0000 0001"), ("Mo", "ask him")]).await;
    let link = world.link(ids[0], LinkBy::Service).await.unwrap().link;
    let request = |candidate, by, text: &str, link| ComposeRequest {
        candidate,
        by,
        subject: "Interview".to_owned(),
        text: text.to_owned(),
        link,
    };
    let outside = world.engine.outside();
    let sms = outside.message_open(request(ids[0], ComposeBy::Sms, "Hi", Some(link.id))).await.unwrap();
    assert_eq!(sms, "sms:13800000001?body=Hi", "by the phone in the list");
    assert_eq!(world.outside(ids[0]).await.links[0].link.state, LinkState::Copied, "the link is on its way");
    let mail = outside.message_open(request(ids[0], ComposeBy::Mail, "Hi", None)).await.unwrap();
    assert_eq!(mail, "mailto:lin@example.com?subject=Interview&body=Hi", "by the address in the list");
    for (candidate, by, text) in [(ids[1], ComposeBy::Sms, "Hi".to_owned()), (ids[0], ComposeBy::Sms, "请".repeat(400))]
    {
        let refused = outside.message_open(request(candidate, by, &text, None)).await;
        assert!(matches!(refused, Err(Error::Invalid(_))), "no phone, or too long: {refused:?}");
    }
}

#[tokio::test]
async fn an_account_that_is_removed_knows_nobody() {
    let (world, ids) = with(Config::default(), &[("陆雪", "")]).await;
    world.sync().await;
    world.link(ids[0], LinkBy::Service).await.unwrap();
    assert_eq!(world.outside(ids[0]).await.way.maybe.len(), 1, "known");
    world.engine.accounts().remove(&world.account.id).await.unwrap();
    let gone = world.engine.outside().person(ids[0], &world.account.id).await;
    assert!(matches!(gone, Err(Error::NotFound(_))), "the account is gone, and what it knew: {gone:?}");
}

/// A world with something between it and the company that answers this path, once it is named, with this.
async fn with_between(answer: &'static str) -> (World, Vec<CandidateId>, Arc<Mutex<&'static str>>) {
    let company = Arc::new(Sandbox::start(Config::default()).await.unwrap());
    let spoiled: Arc<Mutex<&'static str>> = Arc::default();
    let path = Arc::clone(&spoiled);
    let between = between::between(&company, move |ask| {
        let path = *path.lock().unwrap();
        if !path.is_empty() && ask.path.ends_with(path) { Turn::Here(json("200 OK", answer)) } else { Turn::On }
    });
    let url = format!("http://{}", between.await);
    let world = World::at(Arc::try_unwrap(company).ok().unwrap(), &url, Arc::new(SystemClock)).await;
    let ids = world.engine.candidates().list(CandidateQuery::default()).await.unwrap().rows;
    (world, ids.iter().map(|row| row.id).collect(), spoiled)
}

const AGAIN: &str = r#"{"errcode":0,"errmsg":"ok","external_contact_list":[],"link_id_list":[],"customer_list":[],"next_cursor":"again"}"#;

#[tokio::test]
async fn a_cursor_that_comes_again_ends_the_reading_and_leaves_what_was_known() {
    let (world, ids, spoiled) = with_between(AGAIN).await;
    let endless = |error: Error| assert!(matches!(error, Error::EndlessPages), "in plain words: {error}");
    let known = world.sync().await;
    assert!(known.customers > 0, "the company has customers");
    *spoiled.lock().unwrap() = "customer_acquisition/list_link";
    endless(world.link(ids[0], LinkBy::Acquisition).await.unwrap_err());
    *spoiled.lock().unwrap() = "";
    world.link(ids[0], LinkBy::Acquisition).await.unwrap();
    for path in ["batch/get_by_user", "customer_acquisition/customer"] {
        *spoiled.lock().unwrap() = path;
        endless(world.engine.outside().sync(&world.account.id).await.unwrap_err());
        let still = world.outside(ids[0]).await.way;
        assert_eq!(still.read_at, Some(known.read_at), "{path}: half a list is not kept");
    }
}

#[tokio::test]
async fn a_full_page_of_accounts_that_comes_again_ends_the_reading() {
    let account = |n| format!(r#"{{"open_kfid":"wk{n}","name":"one","manage_privilege":false}}"#);
    let all: Vec<String> = (0..KF_ACCOUNTS_COUNT).map(account).collect();
    let answer = format!(r#"{{"errcode":0,"errmsg":"ok","account_list":[{}]}}"#, all.join(","));
    let (world, ids, spoiled) = with_between(answer.leak()).await;
    *spoiled.lock().unwrap() = "kf/account/list";
    let accounts = world.engine.outside().accounts(&world.account.id).await;
    assert!(matches!(accounts, Err(Error::EndlessPages)), "{accounts:?}");
    let link = world.link(ids[0], LinkBy::Service).await;
    assert!(matches!(link, Err(Error::EndlessPages)), "{link:?}");
}
