//! `demo`: a whole send against a practice company, and its own count beside ours.

use std::path::{Path, PathBuf};

use beckon_engine::every_row;
use beckon_model::{
    AccountId, CandidateFilter, CandidateId, CandidateQuery, Counts, PracticeFigures, Selection, SendRequest,
    StartRequest,
};
use beckon_practice::{TAG, TEMPLATES};
use serde_json::json;

use crate::exit::Exit;
use crate::failure::Failure;
use crate::follow::{follow, tell};
use crate::interrupt::Interrupts;
use crate::language::Language;
use crate::out::{Out, say, table};
use crate::session::Session;
use crate::words;

/// Runs in `folder`, or in a temporary one that is removed at the end.
pub async fn run(folder: Option<PathBuf>, out: Out, members: u32) -> Result<Exit, Failure> {
    let members = members as usize;
    match folder {
        Some(folder) => demonstrate(&folder, out, members).await,
        None => {
            let folder = tempfile::tempdir()?;
            let exit = demonstrate(folder.path(), out, members).await;
            say!("people, templates and log of this demo are gone; --data-dir DIR keeps them");
            exit
        }
    }
}

async fn demonstrate(folder: &Path, out: Out, members: usize) -> Result<Exit, Failure> {
    let session = Session::open(folder).await?.with_members(members).await?;
    let exit = performed(&session, out, members).await;
    // The copy that is made behind a send would otherwise be written into a folder that is being removed.
    session.engine.close().await;
    exit
}

async fn performed(session: &Session, out: Out, members: usize) -> Result<Exit, Failure> {
    let Some(practice) = &session.practice else { return Err(beckon_engine::Error::NoPractice.into()) };
    practice.fill(&session.engine).await?;
    let template = session.template(starter_template()).await?.id;
    let to = Selection::Ids { ids: sample_people(session, members).await? };
    let send = SendRequest::new(AccountId::practice(), template, to);
    let plan = session.engine.send().check(send.clone()).await?;
    say!("a practice company of {}, on this machine only: nothing leaves it", words::people(members as u64));

    let interrupts = Interrupts::listen()?;
    let campaign = session.engine.send().start(StartRequest { send, approval: plan.approval, starts_at: None }).await?;
    let rested = follow(session, &campaign, interrupts).await?;

    let (counts, figures) = (rested.campaign.counts, practice.figures());
    out.one(&json!({ "practice": figures }), compared(&counts, &figures))?;
    let exit = tell(out, &rested)?;
    if !agree(&counts, &figures) {
        say!("error: Beckon's count and the practice company's differ");
        return Ok(Exit::Other);
    }
    say!("Beckon's count and the practice company's agree");
    // Refusals are what the practice company is there to show.
    Ok(if exit == Exit::SomeRefused { Exit::Done } else { exit })
}

/// The template in the language of the terminal.
fn starter_template() -> &'static str {
    let [(chinese, _), (english, _)] = TEMPLATES;
    match Language::of_system() {
        Language::Chinese => chinese,
        Language::English => english,
    }
}

/// The people of this company: an earlier demo in the same folder may have left more.
async fn sample_people(session: &Session, members: usize) -> Result<Vec<CandidateId>, Failure> {
    let mut people = Vec::new();
    let filter = CandidateFilter { tag: Some(TAG.to_owned()), ..CandidateFilter::default() };
    let ask = async |after| {
        session.engine.candidates().list(CandidateQuery { filter: filter.clone(), after, limit: 0 }).await
    };
    every_row(ask, |candidate| people.extend(candidate.practice.then_some(candidate.id))).await?;
    people.truncate(members);
    Ok(people)
}

/// Whether the practice company received what Beckon says it took and refused.
fn agree(counts: &Counts, figures: &PracticeFigures) -> bool {
    counts.accepted == figures.delivered && counts.rejected == figures.invalid + figures.unlicensed
}

fn compared(counts: &Counts, figures: &PracticeFigures) -> String {
    let rows = [
        ["accepted".to_owned(), counts.accepted.to_string(), format!("{} delivered", figures.delivered)],
        [
            "rejected".to_owned(),
            counts.rejected.to_string(),
            format!("{} not visible, {} unlicensed", figures.invalid, figures.unlicensed),
        ],
    ];
    table(["state", "Beckon", "the practice company"], rows.into_iter())
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn the_two_counts_agree_only_when_both_parts_do() {
        let counts = Counts { total: 10, accepted: 6, rejected: 3, held: 1, ..Counts::default() };
        let figures = PracticeFigures { delivered: 6, invalid: 2, unlicensed: 1, ..PracticeFigures::default() };
        assert!(agree(&counts, &figures), "6 and 6, 3 and 2 + 1");
        assert!(!agree(&counts, &PracticeFigures { delivered: 7, ..figures }), "one more was delivered than accepted");
        assert!(!agree(&counts, &PracticeFigures { invalid: 3, ..figures }), "one refusal is missing");
    }
}
