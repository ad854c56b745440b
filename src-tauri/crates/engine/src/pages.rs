//! A list as a whole, although it comes by the page.
//!
//! Never in here: which list.

use beckon_model::Page;

use crate::errors::Result;

/// Hands every row to `take`. `ask` asks for the page that begins after a key, the first one without.
///
/// # Errors
/// Those of `ask`; the rows before have been taken then.
pub async fn every_row<T>(ask: impl AsyncFn(Option<i64>) -> Result<Page<T>>, mut take: impl FnMut(T)) -> Result<()> {
    let mut after = None;
    loop {
        let page = ask(after).await?;
        page.rows.into_iter().for_each(&mut take);
        after = page.next;
        if after.is_none() {
            return Ok(());
        }
    }
}
