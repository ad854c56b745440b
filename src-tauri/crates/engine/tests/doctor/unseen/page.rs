//! The second table of `docs/doctor.md`: what is broken, what has to be said of it, and what is found.
//!
//! Never in here: a judgement.

use std::fmt::Write;

use beckon_model::DoctorWho;

use super::judge::Judged;
use crate::words::{field, section, sentence, word};

fn who(who: &DoctorWho) -> &'static str {
    match who {
        DoctorWho::Recruiter => "recruiter",
        DoctorWho::WecomAdmin => "WeCom administrator",
        DoctorWho::NetworkIt => "network IT",
        DoctorWho::TeamLead => "lead of the team",
        DoctorWho::Nobody => "nobody, it passes",
    }
}

/// Where somebody met it, as a link.
fn like(place: &str) -> String {
    let found = place.split_once('#');
    found.map_or_else(String::new, |(repository, number)| {
        format!("[{place}](https://github.com/{repository}/issues/{number})")
    })
}

fn table(judged: &[Judged], score: &str) -> String {
    let mut table = String::from(
        "| what is broken | as met in | step | found | what to change | who |\n|---|---|---|---|---|---|\n",
    );
    for one in judged {
        let row = one.row;
        let step = row.step.iter().map(|step| sentence("en", &format!("doctor_step_{}", word(step))));
        let step = step.collect::<Vec<_>>().join(" or ");
        let change = row.change.iter().map(|fix| field(*fix).1).collect::<Vec<_>>().join(", then ");
        let who = row.who.iter().map(who).collect::<Vec<_>>().join(" or ");
        let found = one.found().map_or_else(String::new, |code| format!("`{}`", word(&code)));
        let (step, change) = match (row.step, row.change) {
            ([], _) => ("everything works".to_owned(), String::new()),
            (_, []) => (step, "nothing of yours".to_owned()),
            _ => (step, change),
        };
        writeln!(table, "| {} | {} | {step} | {found} | {change} | {who} |", row.what, like(row.like)).unwrap();
    }
    writeln!(table, "\n{score}").unwrap();
    table
}

/// The page states this score; or it gets the table, with `BECKON_WRITE_DOCTOR`.
pub fn states(judged: &[Judged], score: &str) {
    if std::env::var_os("BECKON_WRITE_DOCTOR").is_some() {
        return section("new set-ups", &table(judged, score));
    }
    let page = std::fs::read_to_string(crate::words::page()).unwrap();
    assert!(page.contains(score), "docs/doctor.md is stale: run this test with BECKON_WRITE_DOCTOR=1 ({score})");
}

#[test]
fn the_page_lists_every_new_set_up() {
    let page = std::fs::read_to_string(crate::words::page()).unwrap();
    for row in super::all() {
        assert!(page.contains(&format!("\n| {} |", row.what)), "docs/doctor.md does not know {}", row.name);
    }
}
