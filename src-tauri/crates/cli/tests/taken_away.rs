//! The folder, its database or the lock of sending is taken away or replaced while the program sends: it stops at once and says
//! so, and no second program sends beside it.
#![cfg(unix)]
#![allow(clippy::unwrap_used, reason = "helpers of tests may fail them")]

mod common;

use std::fs;
use std::path::Path;
use std::process::{Child, Stdio};
use std::time::Duration;

use beckon_sandbox::Config;
use common::{Folder, Ran, SEND, Town, VARIABLE, connected, send};

/// People in the list: enough that a send is never over before it is spoilt.
const PEOPLE: usize = 600;

/// Requests that may have been noted before the folder was spoilt and leave after it: two claims of 16 calls, and what was under
/// way.
const NOTED: usize = 64;

/// A program that sends and has sent something.
fn under_way() -> (Town, Folder, Child) {
    let userids: Vec<String> = (0..PEOPLE).map(|number| format!("person{number}")).collect();
    let userids: Vec<&str> = userids.iter().map(String::as_str).collect();
    let (town, folder) = connected(Config { latency: Duration::from_millis(100), ..Config::default() }, &userids);
    let mut command = folder.command(format!("{SEND} --secret-env {VARIABLE} --to all --yes").split(' '));
    command.env(VARIABLE, town.company.secret());
    let child = command.stdout(Stdio::piped()).stderr(Stdio::piped()).spawn().unwrap();
    while town.messages().len() < 10 {
        std::thread::sleep(Duration::from_millis(10));
    }
    (town, folder, child)
}

fn signal(child: &Child, signal: &str) {
    let sent = std::process::Command::new("kill").args([signal, &child.id().to_string()]).status().unwrap();
    assert!(sent.success(), "{signal} was sent");
}

/// What is taken away, and how.
type Spoiler = (&'static str, fn(&Path));

#[test]
fn whatever_is_taken_away_sending_stops_within_one_claim() {
    let spoilers: [Spoiler; 5] = [
        ("the folder is moved away", |data| fs::rename(data, data.with_file_name("elsewhere")).unwrap()),
        ("the folder is removed", |data| fs::remove_dir_all(data).unwrap()),
        ("the database is unlinked", |data| fs::remove_file(data.join("beckon.db")).unwrap()),
        ("another database is put in its place", |data| {
            fs::copy(data.join("beckon.db"), data.join("other")).unwrap();
            fs::rename(data.join("other"), data.join("beckon.db")).unwrap();
        }),
        ("the lock is removed", |data| fs::remove_file(data.join("sending.lock")).unwrap()),
    ];
    for (how, spoil) in spoilers {
        let (town, folder, child) = under_way();
        spoil(&folder.path());
        let before = town.messages().len();
        let ran: Ran = child.wait_with_output().unwrap().into();
        let after = town.messages().len() - before;
        assert_eq!(ran.code, Some(1), "{how}: not done, and said: {ran:?}");
        assert_eq!(ran.error_code().as_deref(), Some("folder_changed"), "{how}: {ran:?}");
        assert!(after <= NOTED && before + after < PEOPLE, "{how}: {after} messages left after it: {ran:?}");
        if how == "the folder is removed" {
            assert!(!folder.path().join("backups").exists(), "{how}: it is not made again");
        }
    }
}

#[test]
fn without_the_lock_no_second_program_sends() {
    let (town, folder, child) = under_way();
    // Held still, the first one cannot notice before the second one has tried.
    signal(&child, "-STOP");
    fs::remove_file(folder.path().join("sending.lock")).unwrap();
    let second = send(&town, &folder, "--to userid:person599 --yes");
    // Held still in the middle of a commit, it keeps everybody from writing as well.
    let refused =
        second.error_code().filter(|code| ["other_process_sending", "database_busy"].contains(&code.as_str()));
    assert!(refused.is_some(), "the first one is not at its end: {second:?}");
    signal(&child, "-CONT");
    let first: Ran = child.wait_with_output().unwrap().into();
    assert_eq!(first.error_code().as_deref(), Some("folder_changed"), "and the first one stops: {first:?}");
    let line = format!("campaign resume 1 --json --secret-env {VARIABLE}");
    let rest = folder.run_with_secret(&line, town.company.secret());
    assert_eq!(rest.last()["total"], PEOPLE, "the rest is sent afterwards: {rest:?}");
    let mut asked = town.messages();
    let all = asked.len();
    asked.sort();
    asked.dedup();
    assert!(asked.len() >= PEOPLE && all - asked.len() <= NOTED, "{all} requests of {} different bodies", asked.len());
}
