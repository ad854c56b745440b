//! Who of a send got the very same words a short while ago: a note for the person who sends, no reason to hold anybody.
//!
//! Never in here: tests, and messages to interviewers, who are asked again and again.

use beckon_model::SendRepeat;
use beckon_store::Reader;

use crate::hash::hex;
use crate::send::plan::Plan;

/// Those of a plan who got the very same words since a moment, UTC ms.
///
/// # Errors
/// [`crate::Error::Store`].
pub(crate) fn repeats(plan: &Plan, rows: &Reader<'_>, since: i64) -> beckon_store::Result<Vec<SendRepeat>> {
    let mut found = Vec::new();
    for (index, row) in (0..).zip(&plan.rows) {
        let (Ok(_), Some(candidate)) = (&row.body, row.which.candidate()) else { continue };
        if let Some(at) = rows.same_text_since(candidate, &hex(&row.words), since)? {
            found.push(SendRepeat { index, name: row.name.clone(), at });
        }
    }
    Ok(found)
}
