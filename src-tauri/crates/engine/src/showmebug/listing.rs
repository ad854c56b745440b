//! ShowMeBug's list of rooms since a moment, page by page, and whether nothing can be missing in it.
//!
//! Never in here: what is concluded from it.

use showmebug::choices::SURELY_WHOLE_BELOW;
use showmebug::{Client, Error, ListQuery, Listed};

/// Pages that are asked for at most: 1,000 rooms.
const PAGES: u32 = 20;

/// What was found.
pub(super) struct Listing {
    /// Items, each once.
    pub items: Vec<Listed>,
    /// Nothing that was made since the moment can be missing.
    pub whole: bool,
    /// Since when, UTC ms.
    from: i64,
}

impl Listing {
    /// All rooms made at this moment (UTC ms) or later, as far as ShowMeBug shows them.
    ///
    /// # Errors
    /// Those of the client; nothing is changed by these calls.
    pub async fn since(client: &Client, from: i64) -> Result<Self, Error> {
        let mut found = Self { items: Vec::new(), whole: false, from };
        for page in 1..=PAGES {
            let query = ListQuery { created_from_ms: Some(from), page, ..ListQuery::default() };
            let answer = client.list(&query).await?;
            let complete = answer.complete;
            // A service that knows no pages gives the same one again.
            let more = found.add(answer.items);
            match page {
                1 => found.whole = complete,
                // `count` was that of the page alone.
                _ if more => found.whole = false,
                _ => {}
            }
            if !more || (found.whole && found.items.len() < SURELY_WHOLE_BELOW) {
                break;
            }
        }
        Ok(found)
    }

    /// Adds the rooms made since then that ShowMeBug finds by a name: an older one of the same name must not be taken for it where
    /// the list has no times. Says nothing of what it does not find: that it looks at names is a guess.
    ///
    /// # Errors
    /// As [`Listing::since`].
    pub async fn search(&mut self, client: &Client, name: &str) -> Result<(), Error> {
        let (search, created_from_ms) = (Some(name.to_owned()), Some(self.from));
        let query = ListQuery { search, created_from_ms, ..ListQuery::default() };
        let found = client.list(&query).await?;
        self.add(found.items);
        Ok(())
    }

    /// The room with this id.
    pub fn find(&self, uid: &str) -> Option<&Listed> {
        self.items.iter().find(|item| item.uid == uid)
    }

    fn add(&mut self, items: Vec<Listed>) -> bool {
        let before = self.items.len();
        for item in items {
            if self.find(&item.uid).is_none() {
                self.items.push(item);
            }
        }
        self.items.len() > before
    }
}
