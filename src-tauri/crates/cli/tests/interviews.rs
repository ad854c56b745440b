//! Interviews on the command line: agreed on, listed, called off, and written as a calendar file.

mod common;

use common::Folder;
use serde_json::json;

#[test]
fn an_interview_from_its_beginning_to_its_end() {
    let folder = Folder::new();
    folder.fill(&["zhangwei", "lina"]);
    let add =
        ["--starts", "2099-11-25 14:00", "--place", "3F, 301", "--round", "first round", "--notes", "ask about SQL"];
    let line = "interview add --candidate zhangwei --candidate LINA --zone Asia/Shanghai --minutes 45 \
        --interviewer wang=Wang --json";
    let ran = folder.run_with(line, &add);
    assert_eq!(ran.code, Some(0), "{ran:?}");
    let saved = ran.last();
    assert_eq!(saved["starts"], "2099-11-25T14:00", "{saved}");
    assert_eq!(saved["people"].as_array().map(Vec::len), Some(2), "both, whatever the case of the id: {saved}");
    assert_eq!(saved["interviewers"], json!([{ "name": "Wang", "userid": "wang" }]), "{saved}");

    let ics = folder.path().join("interview.ics");
    let write = |more: &[&str]| {
        let ran = folder.run_with("interview calendar 1 --out", &[&[ics.to_str().unwrap()], more].concat());
        assert_eq!(ran.code, Some(0), "{ran:?}");
        std::fs::read_to_string(&ics).unwrap()
    };
    let file = write(&[]);
    assert!(file.contains("\r\nDTSTART:20991125T060000Z\r\n"), "{file}");
    assert!(!file.contains("SQL"), "notes never leave: {file}");
    let off = folder.run("interview cancel 1 --json").last();
    assert_eq!((&off["called_off"], &off["sequence"]), (&json!(true), &json!(1)), "{off}");
    assert!(write(&["--interviewer"]).contains("\r\nMETHOD:CANCEL\r\n"), "the entry goes away");
    let listed = folder.run("interview list");
    assert!(listed.stdout.contains("called off") && listed.stdout.contains("2099-11-25 14:00"), "{listed:?}");
}

#[test]
fn what_cannot_be_is_told_and_not_kept() {
    let folder = Folder::new();
    folder.fill(&["zhangwei"]);
    for (candidate, starts, zone, says) in [
        ("nobody", "2099-11-25 14:00", "Asia/Shanghai", "nobody"),
        ("zhangwei", "2020-11-25 14:00", "Asia/Shanghai", "has passed"),
        ("zhangwei", "2099-11-25 14:00", "Asia/Beijing", "--zone"),
        ("zhangwei", "next week", "Asia/Shanghai", "2026-11-25 14:00"),
        ("zhangwei", "2027-03-28 02:30", "Europe/Berlin", "clocks change"),
    ] {
        let ran = folder.run_with("interview add --candidate", &[candidate, "--starts", starts, "--zone", zone]);
        assert_eq!(ran.code, Some(2), "{starts} {zone}: {ran:?}");
        assert!(ran.stderr.contains(says), "{starts} {zone}: {ran:?}");
    }
    assert_eq!(folder.run("interview list --json").stdout, "", "nothing was kept");
}
