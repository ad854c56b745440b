//! The numbers and lists that the window needs and Rust decides: one file in the window's door, written by `cargo xtask types` and
//! compared by every test run.
#![allow(clippy::unwrap_used, reason = "helpers of tests may fail them")]

use std::collections::BTreeMap;
use std::fmt::Write as _;
use std::path::PathBuf;

use beckon_engine::{EMPTY_WORD, IMPORT_BYTES, account_fault};
use beckon_model::{
    AnswerKind, ChangeKind, Colour, DoctorStep, InterviewFormat, LOW_BALANCE, Limits, LinkBy, PAGE_ROWS,
    ReminderStarterKey, STANDARD_FIELDS, TASK_REMINDERS,
};
use serde_json::{Value, json};
use wecom::errcode::{Kind, all};

const HEAD: &str = "// Written by `cargo xtask types` from Rust. Do not edit.

import type { AnswerKind, ChangeKind, Colour, DoctorStep, ErrorCode, InterviewFormat, Limits, LinkBy, ReminderStarter } from './types';
";

fn constants() -> String {
    let mut file = HEAD.to_owned();
    let mut add = |what: &str, name: &str, kind: &str, value: Value| {
        write!(file, "\n/** {what} */\nexport const {name}: {kind} = {};\n", value).unwrap();
    };
    add("Bytes of a file of people, at most.", "FILE_BYTES", "number", json!(IMPORT_BYTES));
    add("Rows of a page.", "PAGE_ROWS", "number", json!(PAGE_ROWS));
    add("What a person types to begin with empty lists.", "EMPTY_WORD", "string", json!(EMPTY_WORD));
    add("WeCom's own API host.", "WECOM_HOST", "string", json!(wecom::DEFAULT_HOST));
    add(
        "Fields of a person that are Beckon's own, but for the tags.",
        "STANDARD_FIELDS",
        "string[]",
        json!(STANDARD_FIELDS),
    );
    add("The limits of an account that nobody has changed.", "LIMITS", "Limits", json!(Limits::default()));
    add("Colours of an account.", "COLOURS", "Colour[]", json!(Colour::ALL));
    add("What candidates say about an interview.", "ANSWER_KINDS", "AnswerKind[]", json!(AnswerKind::ALL));
    add(
        "With fewer additions left for acquisition links, more have to be bought.",
        "LOW_BALANCE",
        "number",
        json!(LOW_BALANCE),
    );
    add("Kinds of links by which candidates get in touch.", "LINK_KINDS", "LinkBy[]", json!(LinkBy::ALL));
    add(
        "How often a colleague can be reminded of a task in 24 hours.",
        "TASK_REMINDERS",
        "number",
        json!(TASK_REMINDERS),
    );
    add(
        "Rules of reminders to begin with.",
        "REMINDER_STARTERS",
        "ReminderStarter[]",
        json!(ReminderStarterKey::ALL.map(ReminderStarterKey::rule)),
    );
    add("What somebody is told of a change.", "CHANGE_KINDS", "ChangeKind[]", json!(ChangeKind::ALL));
    add("How an interview is held.", "INTERVIEW_FORMATS", "InterviewFormat[]", json!(InterviewFormat::ALL));
    add(
        "The doctor's steps in the order in which they are done.",
        "DOCTOR_STEPS",
        "DoctorStep[]",
        json!(DoctorStep::ALL),
    );
    let faults: BTreeMap<i64, _> =
        all().iter().filter_map(|entry| Some((entry.code, account_fault(entry.code)?))).collect();
    add(
        "WeCom's codes that say what about an account is wrong.",
        "ACCOUNT_CODES",
        "Record<number, ErrorCode>",
        json!(faults),
    );
    let address = all().iter().filter(|entry| entry.kind == Kind::NetworkPolicy).map(|entry| entry.code);
    let address: Vec<i64> = address.collect();
    add("WeCom's codes that refuse the network or the address of a call.", "ADDRESS_CODES", "number[]", json!(address));
    file
}

#[test]
fn the_window_knows_what_rust_decides() {
    let path = PathBuf::from(env!("CARGO_MANIFEST_DIR")).join("../../../ui/src/lib/backend/constants.ts");
    let wanted = constants();
    if std::env::var_os("BECKON_WRITE_TYPES").is_some() {
        std::fs::write(&path, &wanted).unwrap();
    }
    // Git on Windows may have turned the line ends.
    let found = std::fs::read_to_string(&path).unwrap_or_default().replace("\r\n", "\n");
    assert!(found == wanted, "{} is stale: run `cargo xtask types`", path.display());
}
