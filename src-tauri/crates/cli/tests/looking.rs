//! Looking never needs to write: on a folder that takes no file, on a full disk, beside a program that holds the right to write,
//! after a kill, on a database of an earlier shape. And it changes nothing: no file is made, and no send is kept from starting.
#![cfg(unix)]
#![allow(clippy::unwrap_used, reason = "helpers of tests may fail them")]
#![allow(clippy::print_stderr, reason = "a test that cannot run here says so")]

mod common;

use std::fs;
use std::path::Path;
use std::process::{Command, Stdio};
use std::sync::Arc;
use std::sync::atomic::{AtomicBool, Ordering};
use std::time::Duration;

use beckon_sandbox::Config;
use common::{Folder, Ran, SEND, VARIABLE, connected, send, without_surroundings};
use rusqlite::Connection;

/// Every command that only shows something.
const LOOKS: [&str; 17] = [
    "account list",
    "account show real",
    "candidates list",
    "candidates list --search zhang",
    "candidates show zhangwei",
    "candidates export -",
    "template list",
    "template show hello",
    "template fields",
    "template export -",
    "interview list",
    "campaign list",
    "campaign show 1",
    "log",
    "log --export -",
    "bundle --out -",
    "data backups",
];

/// Every file of a folder with its bytes.
fn contents(folder: &Path) -> Vec<(String, Vec<u8>)> {
    let mut files: Vec<_> = fs::read_dir(folder)
        .unwrap()
        .flatten()
        .filter(|entry| entry.path().is_file())
        .map(|entry| (entry.file_name().to_string_lossy().into_owned(), fs::read(entry.path()).unwrap()))
        .collect();
    files.sort();
    files
}

/// A folder with a campaign.
fn used() -> Folder {
    let (town, folder) = connected(Config::default(), &["zhangwei", "li.na"]);
    let sent = send(&town, &folder, "--to all --yes");
    assert!(matches!(sent.code, Some(0 | 3)), "a campaign is needed: {sent:?}");
    folder
}

/// A folder as a program left it that was killed while it sent: the database and its journal.
fn killed() -> Folder {
    let userids: Vec<String> = (0..60).map(|number| format!("person{number}")).collect();
    let userids: Vec<&str> = userids.iter().map(String::as_str).chain(["zhangwei"]).collect();
    let (town, folder) = connected(Config { latency: Duration::from_millis(100), ..Config::default() }, &userids);
    let mut command = folder.command(format!("{SEND} --secret-env {VARIABLE} --to all --yes").split(' '));
    command.env(VARIABLE, town.company.secret()).stdout(Stdio::null()).stderr(Stdio::null());
    let mut child = command.spawn().unwrap();
    while town.messages().len() < 10 {
        std::thread::sleep(Duration::from_millis(10));
    }
    child.kill().unwrap();
    child.wait().unwrap();
    assert!(fs::metadata(folder.path().join("beckon.db-wal")).unwrap().len() > 0, "a journal is left");
    folder
}

/// Runs these lines of a shell with file systems of its own; `$DATA` is the folder, `$CLI` the program. `None` where this
/// machine does not let anybody do that.
fn with_own_mounts(folder: &Folder, prepare: &str, line: &str) -> Option<Ran> {
    let script = format!("{prepare} || exit 99\nexec \"$CLI\" --data-dir \"$DATA\" {line}");
    let mut command = Command::new("unshare");
    without_surroundings(&mut command);
    command.args(["--mount", "--map-root-user", "sh", "-c", &script]);
    command.env("CLI", env!("CARGO_BIN_EXE_beckon-cli")).env("DATA", folder.path());
    let ran: Ran = command.output().ok()?.into();
    let refused = ran.code == Some(99) || ran.stderr.starts_with("unshare:");
    if refused {
        eprintln!("skipped: this machine mounts nothing: {}", ran.stderr);
    }
    (!refused).then_some(ran)
}

const READ_ONLY: &str = "mount --bind \"$DATA\" \"$DATA\" && mount -o remount,ro,bind \"$DATA\"";

/// The data on a disk of their own, which is filled up to its last byte.
const FULL: &str = "mkdir -p \"$DATA.disk\" && mount -t tmpfs -o size=24m none \"$DATA.disk\" && cp -a \"$DATA\" \"$DATA.disk/data\" \
    && { cat /dev/zero > \"$DATA.disk/fill\" 2>/dev/null; DATA=\"$DATA.disk/data\"; ! echo x 2>/dev/null > \"$DATA/probe\"; }";

#[test]
fn a_folder_that_takes_no_file_is_looked_at() {
    for (how, folder) in [("closed", used()), ("killed", killed())] {
        // Without the index of the journal SQLite would have to make one.
        let _ = fs::remove_file(folder.path().join("beckon.db-shm"));
        for line in LOOKS {
            let Some(ran) = with_own_mounts(&folder, READ_ONLY, line) else { return };
            assert_eq!(ran.code, Some(0), "{how}: {line}: {ran:?}");
        }
        let Some(log) = with_own_mounts(&folder, READ_ONLY, "log --json") else { return };
        assert!(!log.lines().is_empty(), "{how}: the rows of the journal are seen");
        let Some(written) = with_own_mounts(&folder, READ_ONLY, "candidates tag all --add x --json") else { return };
        assert_eq!(
            written.error_code().as_deref(),
            Some("disk_refused"),
            "{how}: a change needs to write: {written:?}"
        );
    }
}

#[test]
fn a_full_disk_is_looked_at() {
    for (how, folder) in [("closed", used()), ("killed", killed())] {
        let _ = fs::remove_file(folder.path().join("beckon.db-shm"));
        for line in LOOKS {
            let Some(ran) = with_own_mounts(&folder, FULL, line) else { return };
            assert_eq!(ran.code, Some(0), "{how}: {line}: {ran:?}");
        }
    }
}

#[test]
fn a_program_that_holds_the_right_to_write_keeps_nobody_from_looking() {
    let folder = used();
    let mut writer = Connection::open(folder.path().join("beckon.db")).unwrap();
    let writing = writer.transaction_with_behavior(rusqlite::TransactionBehavior::Immediate).unwrap();
    writing.execute("UPDATE candidate SET name = 'not yet'", []).unwrap();
    for line in LOOKS {
        let ran = folder.run(line);
        assert_eq!(ran.code, Some(0), "{line}: {ran:?}");
        assert!(!ran.stdout.contains("not yet"), "{line}: only what is committed is shown");
    }
    drop(writing);
}

#[test]
fn looking_changes_no_file_and_makes_none() {
    for folder in [used(), killed()] {
        let _ = fs::remove_file(folder.path().join("beckon.db-shm"));
        let before = contents(&folder.path());
        for line in LOOKS {
            let ran = folder.run(line);
            assert_eq!(ran.code, Some(0), "{line}: {ran:?}");
        }
        let mut after = contents(&folder.path());
        // The index of a journal that is there holds nothing: SQLite makes it for whoever reads.
        after.retain(|(name, _)| name != "beckon.db-shm");
        let names = |files: &[(String, Vec<u8>)]| files.iter().map(|(name, _)| name.clone()).collect::<Vec<_>>();
        assert_eq!(names(&after), names(&before), "no file came or went");
        assert!(after == before, "and none was changed");
    }
    let new = Folder::new();
    assert_eq!(new.run("candidates list").code, Some(0), "there is nobody yet");
    assert!(!new.path().exists(), "a folder that is only looked at is not made");
}

#[test]
fn a_send_that_was_left_behind_is_shown_as_paused() {
    let folder = killed();
    let shown = folder.run("campaign list --json");
    assert_eq!(shown.lines()[0]["state"], "paused", "nobody sends it any more: {shown:?}");
}

#[test]
fn looking_over_and_over_keeps_no_send_from_starting() {
    let (town, folder) = connected(Config::default(), &["zhangwei"]);
    let folder = Arc::new(folder);
    let ends = Arc::new(AtomicBool::new(false));
    let lookers: Vec<_> = ["campaign list", "log"]
        .into_iter()
        .map(|line| {
            let (folder, ends) = (Arc::clone(&folder), Arc::clone(&ends));
            std::thread::spawn(move || {
                let mut looks = 0;
                while !ends.load(Ordering::SeqCst) {
                    let ran = folder.run(line);
                    assert_eq!(ran.code, Some(0), "{line}: {ran:?}");
                    looks += 1;
                }
                looks
            })
        })
        .collect();
    let codes: Vec<Option<i32>> = (0..20).map(|_| send(&town, &folder, "--to all --yes").code).collect();
    ends.store(true, Ordering::SeqCst);
    let looks: Vec<u32> = lookers.into_iter().map(|looker| looker.join().unwrap()).collect();
    assert!(codes.iter().all(|code| matches!(code, Some(0 | 3))), "none was told of another process: {codes:?}");
    assert!(looks.iter().all(|looks| *looks > 0), "they looked meanwhile: {looks:?}");
}

#[test]
fn a_database_of_another_release_is_told_and_left_alone() {
    let folder = Folder::new();
    folder.fill(&["zhangwei"]);
    let file = folder.path().join("beckon.db");
    for (version, told) in [(9, "of before the first release"), (9_000, "the database has version 9000")] {
        Connection::open(&file).unwrap().pragma_update(None, "user_version", version).unwrap();
        let before = fs::read(&file).unwrap();
        for line in ["candidates list", "candidates tag all --add x"] {
            let ran = folder.run(line);
            assert!(ran.code == Some(1) && ran.stderr.contains(told), "{line}: {ran:?}");
            assert!(fs::read(&file).unwrap() == before, "{line} changes nothing in it");
        }
    }
}

#[test]
fn a_copy_and_a_damaged_database_are_looked_at_by_name() {
    let folder = Folder::new();
    folder.fill(&["zhangwei"]);
    let copy = folder.run("data backup --json").last()["name"].as_str().unwrap().to_owned();
    folder.fill(&["li.na"]);
    let then = folder.run(&format!("candidates list --json --look-at {copy}"));
    assert_eq!((then.code, then.lines().len()), (Some(0), 1), "as it was then: {then:?}");
    assert_eq!(folder.run("candidates list --json").lines().len(), 2, "and as it is now");
    let written = folder.run(&format!("candidates tag all --add x --look-at {copy}"));
    assert_eq!(written.code, Some(2), "a copy is not changed: {written:?}");
    let unknown = folder.run("candidates list --look-at nothing.db");
    assert_eq!(unknown.code, Some(2), "a name that is none: {unknown:?}");

    // The last page is gone, one of those with people.
    let many: Vec<String> = (0..300).map(|n| format!("person{n}")).collect();
    folder.fill(&many.iter().map(String::as_str).collect::<Vec<_>>());
    let file = folder.path().join("beckon.db");
    let bytes = fs::read(&file).unwrap();
    fs::write(&file, &bytes[..bytes.len() - 4096]).unwrap();
    let stopped = folder.run("template list");
    assert_eq!((stopped.code, stopped.stdout.as_str()), (Some(1), ""), "not as if it were sound: {stopped:?}");
    assert!(stopped.stderr.contains("--look-at damaged"), "told how: {stopped:?}");
    let seen = folder.run("template list --json --look-at damaged");
    assert_eq!((seen.code, seen.lines().len()), (Some(0), 1), "what can be read: {seen:?}");
}
