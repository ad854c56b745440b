//! "Do not write to me": noted and lifted by hand. What is noted holds for the person, by whichever row of the list they come back;
//! every send asks for it (`store/opt_out.rs`).
//!
//! Never in here: a send.

use beckon_model::{FieldProblem, FormField, OptOutBy, OptOutChange, OptOutRequest, OptOutTold};

use crate::doors::Outside;
use crate::errors::{Result, invalid, not_found};
use crate::text::filled;

/// Characters of a note, at most.
const NOTE_CHARS: usize = 2000;

impl Outside<'_> {
    /// Notes that a person wants no messages, or that they may be written to again.
    ///
    /// # Errors
    /// [`crate::Error::NotFound`]; [`crate::Error::Invalid`] for a note of more than 2,000 characters.
    pub async fn opt_out(self, request: OptOutRequest) -> Result<OptOutChange> {
        let OptOutRequest { candidate, opted_out, note } = request;
        let note = note.as_deref().and_then(filled);
        if note.as_deref().is_some_and(|note| note.chars().count() > NOTE_CHARS) {
            return Err(invalid(FormField::Notes, FieldProblem::TooLongText));
        }
        let now = self.engine.now_ms();
        let noted = self.engine.store().write(move |rows| {
            rows.candidate(candidate)?;
            if opted_out {
                rows.note_opt_out(candidate, OptOutBy::Hand, note.as_deref(), now)?;
            } else {
                rows.lift_opt_out(candidate, now)?;
            }
            rows.opt_out_of(candidate)
        });
        let opt_out = noted.await.map_err(|error| not_found(error, "person"))?;
        Ok(OptOutChange { opt_out, team: OptOutTold::NoTeam })
    }
}
