//! The budget of an answer that comes in pages. A server or a gateway that answers pages without end, or one page again and
//! again, ends in an error, and nothing of it is kept.
//!
//! Never in here: a call.

use std::collections::HashSet;

use wecom::Cursor;

use crate::errors::{Error, Result};

/// Pages of all answers to one question: a million customers.
const PAGES: u32 = 10_000;

/// What is left of the budget.
pub(super) struct Pages {
    left: u32,
    seen: HashSet<String>,
}

impl Pages {
    pub fn new() -> Self {
        Self { left: PAGES, seen: HashSet::new() }
    }

    /// Where the next page begins; `None` at the end.
    pub fn after(&mut self, next: Option<Cursor>) -> Result<Option<Cursor>> {
        if let Some(cursor) = &next {
            self.turn(cursor.as_str())?;
        }
        Ok(next)
    }

    /// Another page follows the one with this mark, which no other page of the answer has.
    pub fn turn(&mut self, mark: &str) -> Result<()> {
        self.left = self.left.checked_sub(1).ok_or(Error::EndlessPages)?;
        if self.seen.insert(mark.to_owned()) { Ok(()) } else { Err(Error::EndlessPages) }
    }

    /// Another question, whose pages count too; marks may come again.
    pub fn next_question(&mut self) {
        self.seen.clear();
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    fn after(pages: &mut Pages, cursor: &str) -> Result<Option<Cursor>> {
        pages.after(Cursor::kept(cursor.to_owned()))
    }

    #[test]
    fn pages_end_when_a_cursor_comes_again_or_there_are_too_many() {
        let mut pages = Pages::new();
        assert!(after(&mut pages, "a").is_ok_and(|next| next.is_some()), "another page");
        assert!(after(&mut pages, "").is_ok_and(|next| next.is_none()), "the end");
        assert!(matches!(after(&mut pages, "a"), Err(Error::EndlessPages)), "the same page again");
        pages.next_question();
        assert!(after(&mut pages, "a").is_ok(), "of another question");
        let went = (0..).find(|page| after(&mut pages, &page.to_string()).is_err());
        assert_eq!(went, Some(PAGES - 3), "the pages of all questions count: two and one had gone");
    }
}
