//! What goes wrong while sending: the account, the network, the disk, another process, a person who has enough. Whatever
//! it is, nobody gets a message twice and nobody is lost.

#![allow(clippy::unwrap_used, reason = "helpers of tests may fail them")]

mod common;

use std::time::Duration;

use beckon_sandbox::{Config, Fault, FaultRule, When};
use common::{Folder, Ran, SEND, Town, VARIABLE, connected, count, send, without_surroundings};

#[test]
fn a_wrong_secret_stops_the_send_and_resume_sends_the_rest() {
    let (town, folder) = connected(Config::default(), &["zhangwei", "li.na"]);
    let wrong = folder.run_with_secret(&format!("{SEND} --secret-env {VARIABLE} --to all --yes"), "not-the-secret");
    assert_eq!((wrong.code, count(&wrong.last(), "held")), (Some(4), 2), "{wrong:?}");
    assert!(wrong.stderr.contains("40001") && wrong.stderr.contains("campaign resume 1"), "what and how on: {wrong:?}");
    assert_eq!(folder.run("campaign list --json").lines()[0]["state"], "paused", "it waits for a person");
    let forgotten = folder.run("campaign resume 1 --json");
    assert_eq!(forgotten.code, Some(4), "the secret has to be given again: {forgotten:?}");
    let line = format!("campaign resume 1 --json --secret-env {VARIABLE}");
    let resumed = folder.run_with_secret(&line, town.company.secret());
    assert_eq!((resumed.code, count(&resumed.last(), "accepted")), (Some(0), 2), "{resumed:?}");
    assert_eq!(town.messages().len(), 2, "each once");
    let again = folder.run_with_secret(&line, town.company.secret());
    assert_eq!(again.code, Some(2), "nobody waits any more: {again:?}");
}

#[test]
fn a_network_that_is_gone_holds_everybody() {
    let (town, folder) = connected(Config::default(), &["zhangwei", "li.na"]);
    let secret = town.company.secret().to_owned();
    drop(town);
    let ran = folder.run_with_secret(&format!("{SEND} --secret-env {VARIABLE} --to all --yes"), &secret);
    assert_eq!((ran.code, count(&ran.last(), "held")), (Some(5), 2), "{ran:?}");
    let log = folder.run("log --json").lines();
    assert!(log.iter().all(|line| line["reason"] == "network"), "the log says why: {log:?}");
}

#[test]
fn replies_that_never_come_leave_rows_for_a_person() {
    let lost = FaultRule { call: "message/send".into(), when: When::Always, fault: Fault::ReplyLost };
    let (town, folder) = connected(Config { faults: vec![lost], ..Config::default() }, &["zhangwei"]);
    let ran = send(&town, &folder, "--to all --yes");
    assert_eq!((ran.code, count(&ran.last(), "unknown")), (Some(6), 1), "{ran:?}");
    assert_eq!(town.company.figures().delivered, 1, "asked again with the same bytes: delivered once");
}

#[test]
fn while_another_process_sends_nothing_is_sent() {
    let (town, folder) = connected(Config::default(), &["zhangwei"]);
    let lock = std::fs::File::create(folder.path().join("sending.lock")).unwrap();
    lock.lock().unwrap();
    let refused = send(&town, &folder, "--to all --yes");
    assert_eq!(refused.code, Some(7), "{refused:?}");
    assert_eq!(refused.error_code().as_deref(), Some("other_process_sending"), "{refused:?}");
    assert!(town.messages().is_empty(), "nothing left");
    drop(lock);
    assert_eq!(send(&town, &folder, "--to all --yes").code, Some(0), "afterwards it may send");
}

#[test]
#[cfg(unix)]
fn a_signal_pauses_the_send_and_the_rest_can_be_resumed() {
    for signal in ["-INT", "-TERM"] {
        let slow = FaultRule { call: "message/send".into(), when: When::Always, fault: Fault::Delay(1000) };
        let userids: Vec<String> = (0..60).map(|number| format!("person{number}")).collect();
        let userids: Vec<&str> = userids.iter().map(String::as_str).collect();
        let (town, folder) = connected(Config { faults: vec![slow], ..Config::default() }, &userids);
        let line = format!("{SEND} --secret-env {VARIABLE} --to all --yes");
        let mut command = folder.command(line.split(' '));
        command.env(VARIABLE, town.company.secret());
        let child = command.stdout(std::process::Stdio::piped()).stderr(std::process::Stdio::piped()).spawn().unwrap();
        while town.messages().len() < 10 {
            std::thread::sleep(Duration::from_millis(10));
        }
        assert!(std::process::Command::new("kill").args([signal, &child.id().to_string()]).status().unwrap().success());
        let paused: Ran = child.wait_with_output().unwrap().into();
        assert_eq!(paused.code, Some(1), "{signal}: not done: {paused:?}");
        let (rejected, held) = (count(&paused.last(), "rejected"), count(&paused.last(), "held"));
        assert_eq!(rejected + held, 60, "{signal}: who waits counts as held, and nobody is lost: {paused:?}");
        assert_eq!(town.messages().len() as u64, rejected, "{signal}: what had left has its answer noted: {paused:?}");
        assert!(held > 0, "{signal}: it stopped before the end: {paused:?}");
        town.company.set_faults(Vec::new());
        let line = format!("campaign resume 1 --json --secret-env {VARIABLE}");
        let resumed = folder.run_with_secret(&line, town.company.secret());
        assert_eq!((resumed.code, count(&resumed.last(), "rejected")), (Some(3), 60), "{signal}: {resumed:?}");
        assert_eq!(town.messages().len(), 60, "{signal}: everybody was asked about exactly once");
    }
}

#[test]
#[cfg(unix)]
fn a_data_folder_that_cannot_be_made_is_told() {
    let folder = Folder::new();
    let file = folder.file("file", b"");
    let mut command = std::process::Command::new(env!("CARGO_BIN_EXE_beckon-cli"));
    without_surroundings(&mut command);
    let ran: Ran = command.args(["log", "--json", "--data-dir"]).arg(file.join("data")).output().unwrap().into();
    assert_eq!((ran.code, ran.error_code().as_deref()), (Some(1), Some("disk_refused")), "{ran:?}");
}

/// Wherever the disk fills up, no request leaves without its note, and with room again the rest is sent.
#[test]
#[cfg(unix)]
fn a_full_disk_is_told_and_nothing_leaves_unnoted() {
    let members = beckon_sandbox::roster(40, 1);
    let userids: Vec<&str> = members.iter().map(|member| member.userid.as_str()).collect();
    let mut stopped_midway = 0;
    for blocks in [0, 60, 120, 240, 320, 400, 480, 560, 626, 640, 660, 720, 100_000] {
        let (town, folder) = connected(Config::default(), &userids);
        let ran = send_with_room_for(blocks, &town, &folder);
        let messages = town.messages().len() as u64;
        if blocks == 0 {
            assert_eq!((ran.code, messages), (Some(1), 0), "no room at all: told, no request sent: {ran:?}");
        }
        if ran.code == Some(1) {
            assert_eq!(ran.error_code().as_deref(), Some("disk_refused"), "{blocks} blocks: told as it is: {ran:?}");
        } else {
            assert_eq!((ran.code, messages), (Some(3), 40), "{blocks} blocks were enough: {ran:?}");
        }
        let log = folder.run("log --json").lines();
        let noted: u64 = log.iter().map(|line| count(line, "attempts")).sum();
        assert!(messages <= noted, "{blocks} blocks: {messages} requests left, {noted} are noted: {ran:?}");

        let answered =
            log.iter().filter(|line| ["accepted", "rejected"].contains(&line["state"].as_str().unwrap())).count();
        if ran.code == Some(1) && answered == 40 {
            // Only the note of its end found no room.
            assert!(!ran.stderr.contains("campaign resume"), "{blocks} blocks: nobody waits, nothing goes on: {ran:?}");
        } else if ran.code == Some(1) && messages > 0 {
            stopped_midway += 1;
            assert!(ran.stderr.contains("campaign resume 1"), "{blocks} blocks: says how to go on: {ran:?}");
            let line = format!("campaign resume 1 --json --secret-env {VARIABLE}");
            let rest = folder.run_with_secret(&line, town.company.secret());
            assert_eq!(rest.code, Some(3), "{blocks} blocks, then room: {rest:?}");
            let (accepted, rejected) = (count(&rest.last(), "accepted"), count(&rest.last(), "rejected"));
            assert_eq!(accepted + rejected, 40, "{blocks} blocks, then room: everybody has an answer: {rest:?}");
            assert_eq!(accepted, town.company.figures().delivered, "{blocks} blocks, then room: nobody got it twice");
        }
    }
    assert!(stopped_midway > 0, "one of the limits has to fill up between the first message and the last");
}

/// Sends to all while no file may grow above so many blocks of 512 bytes. The signal that comes with this limit is
/// ignored: a full disk sends none.
#[cfg(unix)]
fn send_with_room_for(blocks: u32, town: &Town, folder: &Folder) -> Ran {
    let limited = format!("trap '' XFSZ; ulimit -f {blocks}; exec \"$0\" \"$@\"");
    let mut command = std::process::Command::new("sh");
    without_surroundings(&mut command);
    command.args(["-c", &limited, env!("CARGO_BIN_EXE_beckon-cli"), "--data-dir"]).arg(folder.path());
    command.args(format!("{SEND} --secret-env {VARIABLE} --to all --yes").split(' '));
    command.env(VARIABLE, town.company.secret()).output().unwrap().into()
}
