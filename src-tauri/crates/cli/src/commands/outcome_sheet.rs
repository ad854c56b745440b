//! `outside sheet`: the smart sheet with what came of interviews.
//!
//! Never in here: what stands in it.

use beckon_model::{OutcomeSheet, SheetReport, SheetState};

use crate::exit::Exit;
use crate::failure::Failure;
use crate::out::{Out, harmless, say};
use crate::words;

pub fn tell(out: Out, sheet: &OutcomeSheet) -> Result<Exit, Failure> {
    let OutcomeSheet { on, state, url, asked_at, rows, last, .. } = sheet;
    let url = url.as_deref().unwrap_or_default();
    let text = match state {
        SheetState::None => "off: there is no sheet; --make --manager USERID makes one".to_owned(),
        SheetState::Unsure => format!(
            "WeCom was asked for the sheet on {} and its answer was lost: perhaps there is an empty sheet that is of no use; --make \
             --again asks for another one",
            asked_at.map(words::time).unwrap_or_default()
        ),
        SheetState::Gone => "somebody deleted the sheet in WeCom; --make makes another one".to_owned(),
        SheetState::Made if !on => format!("off: the sheet stays as it is: {url}"),
        SheetState::Made => format!("{url}: {}", words::counted(*rows, "row")),
    };
    if let (Some(last), true, SheetState::Made) = (last, *on, *state) {
        remarks(last);
    }
    let stopped = last.as_ref().is_some_and(|last| last.stopped.is_some() || last.no_key);
    let waits = *state == SheetState::Unsure || (*on && (*state == SheetState::Gone || stopped));
    out.one(sheet, text)?;
    Ok(if waits { Exit::Waiting } else { Exit::Done })
}

fn remarks(last: &SheetReport) {
    let SheetReport { added, added_again, updated, right, left, missing, no_key, stopped, held, .. } = last;
    say!("{} added, {updated} changed, {right} right already", words::counted(*added, "row"));
    if *added_again > 0 {
        say!("note: {} added again that somebody had deleted in WeCom", words::counted(*added_again, "row"));
    }
    if *left > 0 {
        say!("note: {} left for the next time", words::counted(*left, "row"));
    }
    if *no_key {
        say!(
            "warning: nothing was written: the column by which Beckon knows its rows was deleted, and each would come twice; take the \
             deletion back in WeCom, or delete the sheet there and make another one"
        );
    } else if !missing.is_empty() {
        say!("note: these columns were deleted in WeCom and are not written: {}", harmless(&missing.join(", ")));
    }
    if let Some(reason) = stopped {
        let again = if *held { "nothing is tried again by itself" } else { "it goes on later" };
        say!("warning: writing stopped: {}; {again}", words::why(reason));
    }
}
