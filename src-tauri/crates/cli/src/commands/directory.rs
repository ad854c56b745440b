//! `candidates lookup` and `check`: people in the company's address book.

use std::path::Path;

use beckon_model::{
    LookupBy, LookupOutcome, LookupReport, LookupRequest, LookupRow, LookupStop, ReachReport, Selection,
};
use serde::Serialize;

use super::chosen;
use crate::args::{By, LentSecret};
use crate::exit::{self, Exit};
use crate::failure::Failure;
use crate::out::{Out, say};
use crate::session::Session;
use crate::words;

/// Finds user ids.
pub async fn lookup(
    folder: &Path,
    out: Out,
    (account, secret): (&str, &LentSecret),
    (to, allow_missing): (Selection, bool),
    (by, company_members): (By, Option<u64>),
) -> Result<Exit, Failure> {
    let session = Session::for_account(folder, account).await?;
    chosen::missing(&session, &to, allow_missing).await?;
    let account = session.account(account).await?;
    session.lend(&account, secret).await?;
    let by = match by {
        By::Mobile => LookupBy::Mobile,
        By::Email => LookupBy::Email,
    };
    let request = LookupRequest { account: account.id, to, by, company_members };
    let report = session.engine.candidates().lookup_start(request).await?;
    tell(out, &report)
}

fn tell(out: Out, report: &LookupReport) -> Result<Exit, Failure> {
    out.list(["name", "value", "userid", "because"], &report.rows, |row| {
        let LookupRow { name, value, outcome, .. } = row;
        let (userid, why) = outcome_words(outcome);
        [name.clone(), value.clone().unwrap_or_default(), userid, why]
    })?;
    say!("{} of {} found; {} had a userid before", report.found, report.total, report.mapped_before);
    Ok(match &report.stopped {
        None => Exit::Done,
        Some(LookupStop::Asked) => Exit::Other,
        Some(LookupStop::TooManyWrong { wrong, allowed }) => {
            say!(
                "stopped: {} found no one within 24 hours, only {allowed} are safe (20 % of the members the app \
                 sees); one more could make WeCom block look-ups for a day. If the company has more members, say --company-members N",
                words::counted(*wrong, "look-up"),
            );
            Exit::Waiting
        }
        Some(LookupStop::Failed { error }) => {
            say!("stopped: {}", words::error(error));
            exit::of_error(error)
        }
    })
}

fn outcome_words(outcome: &LookupOutcome) -> (String, String) {
    let plain = |why: &str| (String::new(), why.to_owned());
    match outcome {
        LookupOutcome::Found { userid } => (userid.clone(), String::new()),
        LookupOutcome::SameUserid { userid, name } => (userid.clone(), format!("{name} already has this userid")),
        LookupOutcome::Nobody => plain("no member that the app sees"),
        LookupOutcome::NoValue => plain("nothing to look up"),
        LookupOutcome::BadValue => plain("not a valid number or address"),
        LookupOutcome::NotAsked => plain("not looked up"),
    }
}

/// Looks who is inside the visible range.
pub async fn check(
    folder: &Path,
    out: Out,
    (account, secret): (&str, &LentSecret),
    (to, allow_missing): (Selection, bool),
) -> Result<Exit, Failure> {
    #[derive(Serialize)]
    struct Line {
        #[serde(flatten)]
        report: ReachReport,
        #[serde(skip_serializing_if = "Vec::is_empty")]
        missing: Vec<String>,
    }
    let session = Session::for_account(folder, account).await?;
    let missing = chosen::missing(&session, &to, allow_missing).await?;
    let account = session.account(account).await?;
    session.lend(&account, secret).await?;
    let report = session.engine.candidates().reach_check(&account.id, to).await?;
    let text = format!(
        "{} can be reached, {} cannot, {} have no userid, {} have another route; the app sees {}",
        report.reachable,
        report.unreachable,
        report.unmapped,
        report.other_route,
        words::people(report.members)
    );
    out.one(&Line { report, missing: chosen::words_of(&missing) }, text)?;
    Ok(Exit::Done)
}
