//! What the sheet is to say: a row for each candidate of each interview.
//!
//! Never in here: a phone number, an e-mail address, notes, or a candidate's own words. The colleagues see the sheet.

use std::collections::HashMap;

use beckon_model::{Account, CandidateId, InterviewQuery, Selection};
use beckon_store::Reader;
use wecom::Cell;
use wecom::limits::SHEET_ROWS_COUNT;

use super::words::{KEY, answer, message};
use crate::hash::{digest, hex};
use crate::message::interview_words::Language;

/// A row as it is to be.
pub(super) struct Wanted {
    /// Beckon's own id of it.
    pub key: String,
    /// Cells by what Beckon calls their columns.
    pub cells: Vec<(&'static str, Cell)>,
    /// SHA-256 in hex over them.
    pub hash: String,
}

/// All rows, those of interviews to come first.
pub(super) fn wanted(
    rows: &Reader<'_>,
    account: &Account,
    language: Language,
    now_ms: i64,
) -> beckon_store::Result<Vec<Wanted>> {
    let mut all = Vec::new();
    for past in [false, true] {
        let mut after = None;
        loop {
            let page = rows.interviews(&InterviewQuery { past, after, ..InterviewQuery::default() }, now_ms)?;
            for interview in &page.rows {
                let ids = interview.plan.candidates.clone();
                let people: HashMap<CandidateId, _> =
                    rows.selected(&Selection::Ids { ids })?.into_iter().map(|one| (one.id, one)).collect();
                for person in &interview.people {
                    let Some(known) = people.get(&person.id) else { continue };
                    if known.practice != account.id.is_practice() {
                        continue;
                    }
                    let said = person.answer.as_ref().filter(|_| person.has_answered());
                    let last = rows.last_message_to(person.id)?;
                    let word = |word: &str| Cell::Choice(word.to_owned());
                    let key = format!("i{}c{}", interview.id, person.id);
                    let cells = vec![
                        ("candidate", Cell::Text(person.name.clone())),
                        ("position", Cell::Text(known.person.position.clone().unwrap_or_default())),
                        ("starts", Cell::Time(interview.starts_at)),
                        ("round", Cell::Text(interview.plan.round.clone())),
                        ("answer", word(answer(interview, person, language))),
                        ("answered", said.map_or(Cell::Empty, |said| Cell::Time(said.at))),
                        ("message", word(message(last, language))),
                        (KEY, Cell::Text(key.clone())),
                    ];
                    let hash = hex(&digest(&[format!("{cells:?}").as_bytes()]));
                    all.push(Wanted { key, cells, hash });
                    if all.len() == SHEET_ROWS_COUNT {
                        return Ok(all);
                    }
                }
            }
            after = page.next;
            if after.is_none() {
                break;
            }
        }
    }
    Ok(all)
}
