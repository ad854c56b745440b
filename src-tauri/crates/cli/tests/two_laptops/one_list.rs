//! Two laptops send to the same list at the same moment: each person is invited once, and whoever was slower hears who has them.
//!
//! `BECKON_WHOLE_LIST=1` makes it a list of 5,000.

use std::collections::HashMap;
use std::process::Child;

use serde_json::Value;

use crate::common::{Ran, count};
use crate::laptops::{Laptop, TEAM_PASSWORD, Team};

const OWN: &str = "{{ name }}（{{ userid }}）您好：面试改到 3 号会议室。";
const OTHER: &str = "{{ name }}您好：请改到 5 号会议室（{{ userid }}）。";
const SAME: &str = "您好：面试改到 3 号会议室。";

/// What a laptop has in its log, by user id.
fn log(team: &Team, laptop: &Laptop) -> HashMap<String, Value> {
    let lines = laptop.done(team, "log --json", &[]).lines();
    lines.into_iter().map(|line| (line["userid"].as_str().unwrap().to_owned(), line)).collect()
}

/// Sends from both with these templates, and looks. Tells how many people each reached.
fn both_send(texts: [&str; 2]) -> Vec<u64> {
    let people = if std::env::var_os("BECKON_WHOLE_LIST").is_some() { 5000 } else { 600 };
    let team = Team::start(people, 5);
    // From both ends, so that each has somebody before they meet.
    let backwards: Vec<_> = team.people.iter().rev().cloned().collect();
    team.fill(&team.laptops[0], &team.people, texts[0]);
    team.fill(&team.laptops[1], &backwards, texts[1]);
    // Slow until both are at it: one that is done before the other begins meets nobody.
    team.delay(300);
    let senders = team.laptops.each_ref().map(|laptop| laptop.begin(&team));
    let mut senders = senders.map(Some);
    while team.tokens() < 2 {
        for sender in senders.iter_mut().flatten() {
            assert!(sender.try_wait().unwrap().is_none(), "one ended before both had begun");
        }
        std::thread::sleep(std::time::Duration::from_millis(10));
    }
    team.delay(5);
    let ended: Vec<Ran> =
        senders.iter_mut().map(|sender| Child::wait_with_output(sender.take().unwrap()).unwrap().into()).collect();

    let named = team.named();
    let twice: Vec<_> = named.iter().filter(|(_, calls)| calls.len() > 1).map(|(userid, _)| userid).collect();
    assert!(twice.is_empty(), "asked about twice, by the company's journal: {twice:?}");
    assert_eq!(named.len(), people, "and nobody is left out: {ended:?}");
    let accepted: Vec<u64> = ended.iter().map(|ran| count(&ran.last(), "accepted")).collect();
    let held: Vec<u64> = ended.iter().map(|ran| count(&ran.last(), "held")).collect();
    assert_eq!([accepted[0] + held[0], accepted[1] + held[1]], [people as u64; 2], "sent or held, on each: {ended:?}");

    let logs = team.laptops.each_ref().map(|laptop| log(&team, laptop));
    for (userid, calls) in &named {
        let rows = [&logs[0][userid], &logs[1][userid]];
        let Some(sent) = rows.iter().position(|row| row["state"] == "accepted") else {
            panic!("{userid} was reached, and neither log says so: {rows:?}");
        };
        assert_eq!(rows[sent]["msgid"].as_str(), calls[0].msgid.as_deref(), "the message of {userid} is the company's");
        let (other, owner) = (rows[1 - sent], team.laptops[sent].login);
        assert_eq!((&other["state"], &other["reason"]), (&"held".into(), &"claimed".into()), "{userid}: {other}");
        assert!(other["why"].as_str().unwrap().contains(owner), "{userid} is held, and by whom is said: {other}");
    }

    let log = format!("team log --json --limit 100000 --team-password-env {TEAM_PASSWORD}");
    let shared = team.laptops[1].done(&team, &log, &[]).lines();
    let by = |login| shared.iter().filter(|line| line["by"] == login && line["state"] == "accepted").count() as u64;
    assert_eq!([by("mei"), by("gao")], [accepted[0], accepted[1]], "the team's log has what each sent, and no more");
    assert_eq!(shared.len(), people, "one line for each person");
    accepted
}

#[test]
fn the_same_message_of_their_own_reaches_each_person_once() {
    let accepted = both_send([OWN, OWN]);
    assert!(accepted.iter().all(|accepted| *accepted > 0), "both had somebody, or this proves nothing: {accepted:?}");
}

#[test]
fn different_messages_for_one_occasion_reach_each_person_once() {
    let accepted = both_send([OWN, OTHER]);
    assert!(accepted.iter().all(|accepted| *accepted > 0), "both had somebody, or this proves nothing: {accepted:?}");
}

#[test]
fn people_who_would_share_a_request_are_reached_once() {
    // Whoever shares a request is claimed in one piece: one of the two may have everybody.
    both_send([SAME, OWN]);
}
