//! Secrets that are lent: every command that asks something of WeCom works with them, through a proxy with a login, for an
//! account of which nothing secret is stored.

mod common;

use common::way::{Behind, PASSWORD};
use common::{Folder, Ran, VARIABLE};

/// A password in which somebody could see escapes, ends and blanks.
const ODD: &str = " a%41b 100%25 p@ss:w/rd#?密码 ";

const PNG: &[u8] = b"\x89PNG\r\n\x1a\n";

/// A company, two members and somebody to look up, an interview, and templates of a text, a file and a calendar file.
fn world() -> (Behind, Folder) {
    let (behind, folder) = (Behind::new(&format!("anna:{ODD}")), Folder::new());
    folder.fill(&["zhangwei", "li.na"]);
    let new = folder.file("new.csv", "name,phone\nSomebody,13900000000\n".as_bytes());
    let file = folder.file("offer.pdf", &[PNG, &[0; 64]].concat());
    let entry = folder.file("calendar.json", br#"{"kind":"calendar","title":"Interview","media":null}"#);
    for (line, path) in [
        ("candidates import", &new),
        ("template add --name file --kind file", &file),
        ("template add --name calendar --kind json", &entry),
    ] {
        let ran = folder.run_with(line, &[path.to_str().expect("a path of letters")]);
        assert_eq!(ran.code, Some(0), "{line}: {ran:?}");
    }
    let interview = ["--starts", "2099-11-25 14:00", "--zone", "Asia/Shanghai", "--format", "onsite"];
    let ran = folder.run_with("interview add --candidate zhangwei", &interview);
    assert_eq!(ran.code, Some(0), "an interview: {ran:?}");
    behind.connect(&folder, ("anna", ODD));
    (behind, folder)
}

fn lent(behind: &Behind, folder: &Folder, line: &str) -> Ran {
    let line = format!("{line} --secret-env {VARIABLE} --proxy-password-env {PASSWORD}");
    behind.run(folder, &line, (behind.town.company.secret(), ODD))
}

/// Commands that ask something of WeCom, and how each ends well.
const COMMANDS: [(&str, i32); 19] = [
    ("account test real", 0),
    ("doctor --account real --skip-message", 0),
    // A person has to say whether it arrived.
    ("doctor --account real --to zhangwei", 6),
    ("preview --account real --template file --to all", 0),
    ("template preview --account real --template file --to all", 0),
    ("preview --account real --template calendar --to invited:1", 0),
    ("send --account real --template file --to userid:zhangwei --dry-run", 0),
    ("send --account real --template calendar --to invited:1 --dry-run", 0),
    ("send --account real --template hello --to userid:zhangwei,li.na --yes", 0),
    ("send --account real --template file --to userid:zhangwei --yes", 0),
    ("send --account real --template calendar --to invited:1 --yes", 0),
    ("send --account real --template file --to userid:zhangwei --test-to li.na", 0),
    ("candidates lookup --account real", 0),
    ("candidates check --account real", 0),
    // Nobody waits any more: told before anything is asked.
    ("campaign resume 1", 2),
    ("campaign retry 1", 2),
    ("campaign recall 1 --yes", 0),
    ("account rotate-secret real", 0),
    ("account secret real", 0),
];

#[test]
fn every_command_works_with_what_is_lent() {
    let (behind, folder) = world();
    for (line, code) in COMMANDS {
        behind.tried();
        let ran = lent(&behind, &folder, line);
        assert_eq!(ran.code, Some(code), "{line}: {ran:?}");
        assert!(!format!("{ran:?}").contains(behind.town.company.secret()), "{line}: the secret is told to nobody");
        let tried = behind.tried();
        assert!(
            tried.iter().all(|login| *login == format!("anna:{ODD}")),
            "{line}: exactly as it was typed: {tried:?}"
        );
        // What was uploaded for one command is there for the next, and needs no call.
        let spared = line.contains("preview") || line.contains("--dry-run") || line.starts_with("account secret");
        assert!(!tried.is_empty() || spared || code == 2, "{line}: WeCom was asked");
    }
    let uploads = behind.town.company.journal().iter().filter(|call| call.path.ends_with("/media/upload")).count();
    assert!(uploads >= 2, "a file and a calendar file went up: {uploads}");
}

#[test]
fn a_check_and_a_preview_upload_with_what_is_lent() {
    for line in [
        "send --account real --template file --to userid:zhangwei --dry-run",
        "preview --account real --template file --to userid:zhangwei --json",
        "template preview --account real --template calendar --to invited:1 --json",
        "send --account real --template calendar --to invited:1 --test-to li.na",
    ] {
        let (behind, folder) = world();
        let ran = lent(&behind, &folder, line);
        assert_eq!(ran.code, Some(0), "{line}: {ran:?}");
        let uploaded = behind.town.company.journal().iter().any(|call| call.path.ends_with("/media/upload"));
        assert!(uploaded, "{line}: the message carries a file: {ran:?}");
        if line.contains("preview") {
            assert!(ran.last()["request"].is_string(), "{line}: it is shown as it would be sent: {ran:?}");
        }
    }
}

#[test]
fn whichever_is_missing_is_named_and_nothing_is_asked_about_it() {
    let (behind, folder) = world();
    let secret = behind.town.company.secret().to_owned();
    for line in [
        "account test real",
        "send --account real --template file --to all --dry-run",
        "candidates check --account real",
    ] {
        let only = behind.run(&folder, &format!("{line} --secret-env {VARIABLE}"), (&secret, ODD));
        assert_eq!(only.code, Some(4), "{line}: {only:?}");
        assert!(only.stderr.contains("--proxy-password-env"), "{line}: {only:?}");
        let only = behind.run(&folder, &format!("{line} --proxy-password-env {PASSWORD}"), (&secret, ODD));
        assert_eq!(only.code, Some(4), "{line}: {only:?}");
        assert!(only.stderr.contains("--secret-env"), "{line}: {only:?}");
    }
    assert!(behind.tried().is_empty(), "nobody was asked with half of it");
    // The doctor walks the way with the password alone, and says what is missing for the rest.
    let line = format!("doctor --account real --skip-message --proxy-password-env {PASSWORD} --json");
    let alone = behind.run(&folder, &line, ("", ODD));
    let passed = |step: &str| alone.lines().iter().any(|result| result["step"] == step && result["state"] == "pass");
    assert!(passed("proxy") && passed("answer"), "the password alone is enough for the way: {alone:?}");
}

#[test]
fn a_preview_without_a_secret_shows_the_message_and_says_what_it_lacks() {
    let (behind, folder) = world();
    let ran = behind.run(&folder, "preview --account real --template file --to userid:zhangwei", ("", ""));
    assert_eq!(ran.code, Some(0), "a message can be looked at without asking anybody: {ran:?}");
    assert!(ran.stderr.contains("not uploaded to WeCom yet") && ran.stderr.contains("--secret-env"), "{ran:?}");
    let wrong = format!(
        "preview --account real --template file --to userid:zhangwei --secret-env {VARIABLE} --proxy-password-env {PASSWORD}"
    );
    let ran = behind.run(&folder, &wrong, (behind.town.company.secret(), "wrong"));
    assert_eq!(ran.code, Some(5), "what was lent does not open the proxy: {ran:?}");
}
